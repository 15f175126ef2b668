import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { callerNumber, dialing, noonMs } from '../../../support/builders/callbacks';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { caseKey, caseNow } from '../../../support/builders/lost';
import { createWorld, type World } from '../../../support/builders/world';

const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const served: Leg = { id: 'm1', start: 600, queued: 621, agent: 660, end: 800, stage: 'queued' };
const other = '+441632960777';

async function tell(world: World, leg: Leg, kind = 'DISCONNECTED'): Promise<void> {
  const parsed = parseContactEvent(eventOf(leg, kind));
  if (parsed.kind === 'event') await recordContactEvent(world, parsed.event);
}

async function record(world: World, leg: Leg): Promise<void> {
  const parsed = parseContactRecord(JSON.stringify(recordOf(leg)), world.policy.instanceArn);
  if (parsed.kind === 'record') await recordContactRecord(world, parsed.record);
}

function worldOf(...legs: readonly Leg[]): World {
  const world = createWorld({ nowMs: noonMs + 2_000_000 });
  for (const leg of legs) tellLeg(world, leg);
  return world;
}

describe('somebody whom the agent brings into the conversation', () => {
  const third: Leg = { id: 'a0', initial: 'm1', start: 700, end: 790, from: other, queueName: null };

  test.each([
    ['EXTERNAL_OUTBOUND', 'a0'],
    ['EXTERNAL_OUTBOUND', 'z9'],
    ['TRANSFER', 'a0'],
    ['CALLBACK', 'a0'],
  ])('is not taken for the caller (%s, %s)', async (method, id) => {
    const leg = { ...third, method, id };
    const world = worldOf(busy, served, leg);
    await tell(world, busy);
    for (const one of [leg, busy, served]) await record(world, one);
    const { history } = world.store;
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'got_through', ref: 'm1' } });
    expect((await history.handledSince(callerNumber, 0)).map(({ contactId }) => contactId)).toEqual(['m1']);
    expect(await history.handledSince(other, 0)).toEqual([]);
  });

  test('does not make the number known of a caller who hid it', async () => {
    const hidden = { ...served, from: null };
    const transfer = { ...third, method: 'TRANSFER', agent: 710 };
    const world = worldOf(hidden, transfer);
    for (const one of [transfer, hidden]) await record(world, one);
    expect(await world.store.history.handledSince(other, 0)).toEqual([]);
  });
});

test('a callback taken in the contact that a call went on as, and that no flow noted, is a callback taken', async () => {
  const first: Leg = { id: 'c1', start: 0, queued: 21, end: 100, reason: 'OTHER', next: 'c2', queueName: null };
  const second: Leg = {
    id: 'c2',
    initial: 'c1',
    method: 'QUEUE_TRANSFER',
    start: 100,
    queued: 100,
    end: 160,
    queueName: null,
  };
  for (const source of ['events', 'records'] as const) {
    const world = worldOf(first, second);
    const contact = { kind: 'inbound', contactId: 'c1', number: callerNumber, queue: 'support' } as const;
    await world.store.contacts.remember({ ...contact, enteredAtMs: noonMs }, noonMs);
    await tell(world, second, 'INITIATED');
    await world.store.contacts.noteCallback('c2', noonMs + 150_000);
    for (const leg of [first, second]) await (source === 'events' ? tell(world, leg) : record(world, leg));
    const judged = (await world.store.calls.get('c1'))?.value.judged;
    expect({ source, judged }).toMatchObject({ source, judged: { outcome: 'excluded', why: 'callback_taker' } });
  }
});

describe('a caller who is passed on', () => {
  const first: Leg = { ...busy, end: 60, reason: 'OTHER', next: 'c2' };
  const second: Leg = { id: 'c2', initial: 'c1', method: 'TRANSFER', start: 60, queued: 61, end: 160, stage: 'queued' };

  test("is lost in our queue when they ring off while they wait for one agent's own queue", async () => {
    const waitingForOne = { ...second, queue: 'q-of-agent' };
    const world = worldOf(first, waitingForOne);
    for (const leg of [first, waitingForOne]) await record(world, leg);
    expect(await caseNow(world)).toMatchObject({ status: 'open', queue: 'support', reason: 'agents_busy' });
  });

  test('is not lost when the agent and whom they asked for help ring off in one second', async () => {
    const agents: Leg = { id: 'c1', start: 0, queued: 21, agent: 30, end: 200, stage: 'queued', next: 'c2' };
    const asked = { ...second, start: 150, queued: 151, end: 200 };
    const world = worldOf(agents, asked);
    for (const leg of [agents, asked]) await record(world, leg);
    expect((await world.store.calls.get('c1'))?.value.judged).toMatchObject({ outcome: 'served', contactId: 'c1' });
    expect(await caseNow(world)).toBeUndefined();
  });
});

describe('a dial that is passed on', () => {
  const passedOn: Leg = {
    id: 't2',
    initial: 'dial-1',
    method: 'TRANSFER',
    start: 900,
    queued: 900,
    agent: 910,
    end: 960,
  };

  test('is no call that somebody made to us', async () => {
    const world = worldOf(passedOn);
    await tell(world, passedOn);
    await record(world, passedOn);
    expect(await world.store.history.handledSince(callerNumber, 0)).toEqual([]);
  });

  test('has reached the caller where it was ours', async () => {
    const world = worldOf(busy, passedOn);
    await tell(world, busy);
    const dial = { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key: caseKey, attempt: 1 } as const;
    await world.store.contacts.remember(dial, noonMs);
    await tell(world, passedOn);
    await record(world, passedOn);
    const handled = await world.store.history.handledSince(callerNumber, 0);
    expect(handled.map(({ contactId, how }) => ({ contactId, how }))).toEqual([
      { contactId: 't2', how: 'called_back' },
    ]);
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'reached', ref: 't2' } });
  });
});
