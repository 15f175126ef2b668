import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import { registerCallback } from '../../../lib/app/register-callback';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { zonesOfNumber } from '../../../lib/core/number-zones';
import { observeDial } from '../../../lib/core/callback/observing';
import type { Callback } from '../../../lib/core/callback/callback';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { callerNumber, dialing, noonMs, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const numberOf = (index: number): string => `+44770090000${index}`;

async function crowd(count: number, world: World): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await world.keep(waiting({ id: `C${index}`, number: numberOf(index), placeMs: noonMs - 900_000 + index }));
  }
}

describe('dials whose answers were lost', () => {
  test('never keep each other waiting, even when there are more of them than agents', async () => {
    const world = createWorld();
    world.staff(agents(3));
    await crowd(3, world);
    const unknown = { kind: 'unknown', reason: 'TimeoutError' } as const;
    world.connect.answerNext(unknown, unknown, unknown);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(3);
    world.staff(agents(1));
    for (let minute = 0; minute < 10; minute += 1) {
      world.clock.advance(76_000);
      await dispatchPass(world);
      for (const [contactId, { facts }] of world.connect.book) {
        if (facts.disconnectedAtMs === undefined) {
          world.connect.tell({ contactId, disconnectedAtMs: world.clock.nowMs(), disconnectReason: 'TELECOM_BUSY' });
        }
      }
    }
    for (let index = 0; index < 3; index += 1) {
      const callback = await world.current({ number: numberOf(index), queue: 'support' });
      expect(callback?.past[0]).toMatchObject({ attempt: 1 });
    }
  });

  test('keep their claim and their number when the repeat is throttled, for the first may be ringing', async () => {
    const world = createWorld();
    await world.keep(waiting());
    world.connect.answerNext('lost', { kind: 'throttled' });
    await dispatchPass(world);
    world.clock.advance(75_000);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', attempt: 0 });
    expect((await world.store.guards.get(callerNumber))?.value.holder).toMatchObject({ attempt: 1 });
  });

  test('count for what they were when an agent turns out to have been reached after all', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const facts = { contactId: 'dial-1', connectedToAgentAtMs: noonMs + 30_000, disconnectedAtMs: noonMs + 90_000 };
    const retry = queueOf(world.policy, 'support').retry;
    const seen = observeDial(waiting(), { attempt: 1, facts, nowMs: noonMs + 91_000 }, retry);
    expect(seen).toMatchObject({ ok: true, value: { state: 'closed', outcome: 'completed', attempt: 1 } });
  });
});

test('one agent of two queues in different pools is dialed for once', async () => {
  const queues = [queueConfig('support', { pool: 'a' }), queueConfig('billing', { pool: 'b' })];
  const world = createWorld({ config: { queues } });
  world.staff(agents(1));
  await world.keep(waiting(), waiting({ id: 'OTHER', number: numberOf(1), queue: 'billing' }));
  await dispatchPass(world);
  expect(world.connect.dialed).toHaveLength(1);
});

test('a callback that cannot be read is passed over by name, and the next one is dialed', async () => {
  const broken = new AdapterError('dynamodb', { retryable: false, cause: new Error('an item is not a callback') });
  const world = createWorld({
    wrapStore: (store) => ({
      ...store,
      callbacks: {
        ...store.callbacks,
        get: (asked) => (asked.number === numberOf(0) ? Promise.reject(broken) : store.callbacks.get(asked)),
      },
    }),
  });
  world.staff(agents(2));
  await crowd(2, world);
  await dispatchPass(world);
  expect(world.connect.dialed.map(({ number }) => number)).toEqual([numberOf(1)]);
  expect(world.notes).toContainEqual({ kind: 'skipped', callbackId: 'C0', queue: 'support', rule: 'fault' });
});

test('a fault of the statistics costs no caller the place', async () => {
  const fault = new AdapterError('dynamodb', { retryable: true, cause: new Error('throttled') });
  const world = createWorld({
    wrapStore: (store) => ({ ...store, pools: { ...store.pools, putStatistics: () => Promise.reject(fault) } }),
  });
  await world.keep(dialing({ contactId: 'dial-1' }));
  await world.store.contacts.remember(
    { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key, attempt: 1 },
    noonMs,
  );
  const answer = await confirmAnswer(world, { contactId: 'dial-1', attributes: {} });
  expect(answer).toMatchObject({ kind: 'connect', isAgeSet: true });
});

test('a contact that only carries the attributes of a dial does not end it', async () => {
  const world = createWorld();
  const callback: Callback = dialing({ contactId: 'dial-1' });
  await world.keep(callback);
  world.connect.tell({ contactId: 'alien', disconnectedAtMs: noonMs }, callerNumber);
  await world.store.contacts.remember(
    { kind: 'dial', contactId: 'alien', callbackId: callback.id, key, attempt: 1 },
    noonMs,
  );
  await recordContactEvent(world, {
    kind: 'disconnected',
    initiation: 'api',
    facts: { contactId: 'alien', connectedToSystemAtMs: noonMs - 9, disconnectedAtMs: noonMs },
  });
  expect(await world.current(key)).toEqual(callback);
});

describe('a caller who is transferred', () => {
  async function transferred(world: World): Promise<void> {
    const queue = queueOf(world.policy, 'support');
    await identifyCaller(world, { contactId: 'inbound-1', from: callerNumber, queue });
    await registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue });
    const event = { kind: 'initiated', initiation: 'transfer', initialContactId: 'inbound-1' } as const;
    await recordContactEvent(world, { ...event, facts: { contactId: 'inbound-2' } });
    world.clock.advance(1_000);
    await recordContactEvent(world, {
      kind: 'disconnected',
      initiation: 'inbound',
      facts: { contactId: 'inbound-1', disconnectedAtMs: world.clock.nowMs() },
    });
  }

  test('is not dialed while the transfer lasts', async () => {
    const world = createWorld();
    await transferred(world);
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await world.current(key)).toMatchObject({ state: 'held', contactId: 'inbound-2' });
  });

  test('is served there, and needs no callback', async () => {
    const world = createWorld();
    await transferred(world);
    const connectedToAgentAtMs = world.clock.nowMs();
    world.clock.advance(60_000);
    const facts = { contactId: 'inbound-2', connectedToAgentAtMs, disconnectedAtMs: world.clock.nowMs() };
    await recordContactEvent(world, {
      kind: 'disconnected',
      initiation: 'transfer',
      initialContactId: 'inbound-1',
      facts,
    });
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  test('who leaves unserved is back at the place', async () => {
    const world = createWorld();
    await transferred(world);
    await recordContactEvent(world, {
      kind: 'disconnected',
      initiation: 'transfer',
      initialContactId: 'inbound-1',
      facts: { contactId: 'inbound-2', disconnectedAtMs: world.clock.nowMs() },
    });
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
  });
});

test('the ends of two attempts settle a callback alike in either order', () => {
  const retry = queueOf(createWorld().policy, 'support').retry;
  const first = { contactId: 'dial-1', connectedToAgentAtMs: noonMs + 10, disconnectedAtMs: noonMs + 20 };
  const second = { contactId: 'dial-2', disconnectedAtMs: noonMs + 900_000, disconnectReason: 'TELECOM_BUSY' };
  const start: Callback = dialing({
    attempt: 1,
    attemptsSpent: 1,
    past: [{ attempt: 1, outcome: 'no_answer', atMs: noonMs + 20 }],
    contactId: 'dial-2',
  });
  const see = (callback: Callback, attempt: number, facts: typeof first | typeof second): Callback => {
    const result = observeDial(callback, { attempt, facts, nowMs: noonMs + 1_000_000 }, retry);
    return result.ok ? result.value : callback;
  };
  const oneWay = see(see(start, 1, first), 2, second);
  const otherWay = see(see(start, 2, second), 1, first);
  expect(oneWay).toEqual(otherWay);
  expect(oneWay).toMatchObject({
    state: 'closed',
    outcome: 'completed',
    closedAtMs: noonMs + 900_000,
    attemptsSpent: 2,
  });
});

test('countries that the zone data leaves out are kept to the clock of their place', () => {
  expect(zonesOfNumber('+38344123456')).toEqual(['Europe/Belgrade']);
});
