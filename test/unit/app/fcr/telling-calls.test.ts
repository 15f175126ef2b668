import * as fc from 'fast-check';
import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import type { Deps } from '../../../../lib/app/deps';
import { refreshFcr } from '../../../../lib/app/fcr/refresh-fcr';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { drawing } from '../../../simulation/drawing';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { callerNumber, dialing, noonMs } from '../../../support/builders/callbacks';
import { policyOf, queueIds } from '../../../support/builders/policies';
import { createWorld } from '../../../support/builders/world';

const { instanceArn } = policyOf();
const DAY = 86_400;
const dayMs = DAY * 1000;

/** Anna has the caller, who rings again in two days and gives up. */
const answered: Leg = { id: 'c1', start: 0, queued: 20, agent: 60, agentId: 'anna', end: 200, work: 230 };
const again: Leg = { id: 'c2', start: 2 * DAY, queued: 2 * DAY + 20, end: 2 * DAY + 139, stage: 'queued' };
/** Bert passes another caller on to Cloe in billing, who has them last. */
const other = '+441632960002';
const passing: Leg = { ...answered, id: 'c3', agentId: 'bert', from: other, next: 'c4', start: 300, end: 500 };
const inBilling = { queue: queueIds.billing, queueName: 'billing' };
const passed: Leg = {
  ...inBilling,
  id: 'c4',
  method: 'TRANSFER',
  initial: 'c3',
  from: other,
  start: 480,
  queued: 480,
  agent: 490,
  agentId: 'cloe',
  end: 700,
};
/** Our callback: Anna passes its caller on to Dora in billing; they ring billing again the next day. */
const third = '+441632960003';
const dial: Leg = {
  ...answered,
  id: 'd1',
  method: 'API',
  from: third,
  answered: 910,
  start: 900,
  queued: 915,
  end: 990,
};
const reached: Leg = { ...dial, agent: 920, agentId: 'anna', next: 'd2' };
const dialPassed: Leg = {
  ...passed,
  id: 'd2',
  initial: 'd1',
  from: third,
  start: 980,
  agent: 985,
  agentId: 'dora',
  end: 1200,
};
const dialAgain: Leg = { ...again, ...inBilling, id: 'c5', from: third, start: DAY, queued: DAY + 5, end: DAY + 90 };

const legs = [answered, again, passing, passed, reached, dialPassed, dialAgain];

type Told = (deps: Deps) => Promise<void>;

const byEvent = (leg: Leg, kind: string): Told => {
  const parsed = parseContactEvent(eventOf(leg, kind));
  return async (deps) => (parsed.kind === 'event' ? recordContactEvent(deps, parsed.event) : undefined);
};
const byRecord = (leg: Leg): Told => {
  const parsed = parseContactRecord(JSON.stringify(recordOf(leg)), instanceArn);
  if (parsed.kind !== 'record') throw new Error(`${parsed.kind} record`);
  return (deps) => recordContactRecord(deps, parsed.record);
};
const news = legs.flatMap((leg) => [byEvent(leg, 'CONNECTED_TO_AGENT'), byEvent(leg, 'DISCONNECTED'), byRecord(leg)]);

/** What is counted of both queues once all windows are closed, with the news told in that order. */
async function countedAfter(order: readonly Told[]) {
  const world = createWorld({ nowMs: noonMs + 2_000_000 });
  for (const leg of legs) tellLeg(world, leg);
  const deps = { ...world, store: createMemoryStore() };
  const { store } = deps;
  const callback = dialing({ number: third, contactId: 'd1' });
  await store.callbacks.register(callback, 0);
  const key = { number: third, queue: 'support' };
  const remembered = { kind: 'dial', contactId: 'd1', callbackId: callback.id, key, attempt: 1 } as const;
  await store.contacts.remember(remembered, noonMs);
  const numbers = [callerNumber, other] as const;
  for (const [index, contactId] of ['c1', 'c3'].entries()) {
    const number = numbers[index] ?? callerNumber;
    await store.contacts.remember(
      { kind: 'inbound', contactId, number, queue: 'support', enteredAtMs: noonMs },
      noonMs,
    );
  }
  for (const told of order) await told(deps);
  deps.clock.set(noonMs + 11 * dayMs);
  await refreshFcr(deps, { untilMs: Infinity });
  const of = async (queue: string) => ({
    days: await store.fcr.days(queue, '2026-01-01', '2026-12-31'),
    ranking: await store.fcr.ranking(queue),
  });
  return { support: await of('support'), billing: await of('billing') };
}

test('agents are credited with whom they had last, and a repeat is found whatever became of it', async () => {
  const { support, billing } = await countedAfter(news);
  expect(support.days).toEqual([{ day: '2026-03-02', agents: { anna: { handled: 1, repeats: 1 } } }]);
  expect(billing.days).toEqual([
    { day: '2026-03-02', agents: { cloe: { handled: 1, repeats: 0 }, dora: { handled: 1, repeats: 1 } } },
  ]);
  expect(support.ranking?.agents.map(({ agentId, fcr }) => [agentId, fcr])).toEqual([['anna', 0]]);
});

test('days and rankings do not depend on the order of news, nor on repeats', async () => {
  const expected = await countedAfter(news);
  const doubled = [...news, ...news];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(doubled, { minLength: doubled.length }), async (order) => {
      expect(await countedAfter(order)).toEqual(expected);
    }),
    drawing(25, 61),
  );
});
