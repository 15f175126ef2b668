import type { ContactFacts } from '../../../lib/core/callback/attempt';
import { cancelCallback } from '../../../lib/app/cancel-callback';
import { endInboundCall } from '../../../lib/app/end-inbound-call';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import type { Callback } from '../../../lib/core/callback/callback';
import {
  answered,
  callerNumber,
  closed,
  dialing,
  held,
  inEveryState,
  noonMs,
  scheduled,
  stateNames,
  talking,
  waiting,
} from '../../support/builders/callbacks';
import { queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };

async function worldWith(...callbacks: readonly Callback[]): Promise<World> {
  const world = createWorld();
  await world.keep(...callbacks);
  world.connect.tell({ contactId: 'dial-1' }, callerNumber);
  return world;
}

const ringIn = (world: World, contactId = 'inbound-2', from: string | null = callerNumber) =>
  identifyCaller(world, { contactId, from, queue: queueOf(world.policy, 'support') });

/** A call that ended now, with an agent for so many seconds or not at all. */
const ended = (world: World, contactId: string, talkSeconds?: number) => ({
  contactId,
  disconnectedAtMs: world.clock.nowMs(),
  ...(talkSeconds === undefined ? {} : { connectedToAgentAtMs: world.clock.nowMs() - talkSeconds * 1000 }),
});

/** A call whose telephone was answered that long before its end. */
function pickedUp(facts: ContactFacts, talkSeconds: number): ContactFacts {
  return { ...facts, connectedToSystemAtMs: (facts.disconnectedAtMs ?? 0) - talkSeconds * 1_000 };
}

/** Told by an event, as calls of agents are. */
const endAgentsCall = (world: World, facts: ContactFacts) =>
  recordContactEvent(world, { kind: 'disconnected', initiation: 'outbound', facts });

describe('a caller who rings in', () => {
  test('is told of the callback, which is held until the call is over and then has its place again', async () => {
    const world = await worldWith(waiting());
    expect(await ringIn(world)).toMatchObject({ kind: 'has_callback', wait: { position: 1 } });
    expect(await world.current(key)).toMatchObject({ state: 'held', contactId: 'inbound-2' });
    await endInboundCall(world, ended(world, 'inbound-2'));
    expect(await world.current(key)).toEqual(waiting());
    expect(world.woken).toEqual(['line_not_empty']);
  });

  test('is not rung meanwhile: a dial with a known contact is stopped', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1' }));
    await ringIn(world);
    expect(world.connect.stopped).toEqual(['dial-1']);
    expect(await world.current(key)).toMatchObject({
      state: 'dialing',
      after: { kind: 'hold', contactId: 'inbound-2' },
    });
  });

  test('holds back the callbacks of every queue, and those asked for on another number', async () => {
    const other = waiting({ id: 'B', queue: 'billing', number: '+441632960002', cli: callerNumber });
    const world = await worldWith(waiting(), other);
    await ringIn(world);
    expect((await world.current({ number: other.number, queue: 'billing' }))?.state).toBe('held');
  });

  test('with a hidden number is asked for one, and the call is remembered without', async () => {
    const world = createWorld();
    expect(await ringIn(world, 'inbound-2', null)).toMatchObject({ kind: 'no_number', refusal: { code: 'withheld' } });
    expect(await world.store.contacts.get('inbound-2')).toEqual({
      kind: 'inbound',
      contactId: 'inbound-2',
      queue: 'support',
      enteredAtMs: noonMs,
    });
  });

  test('is not offered anything while no wait can be told', async () => {
    expect(await ringIn(createWorld())).toMatchObject({ kind: 'new', isOfferDue: false, wait: { position: 1 } });
    const blind = createWorld();
    blind.staff(undefined);
    expect(await ringIn(blind)).toMatchObject({ kind: 'new', number: callerNumber, isOfferDue: false, wait: {} });
    expect((await ringIn(blind)).wait).toEqual({});
  });

  test('hears the position among holders and callbacks who came before', async () => {
    const world = await worldWith(
      waiting({ id: 'A', number: '+441632960003' }),
      waiting({ id: 'B', number: '+441632960004' }),
    );
    world.staff([], [{ queue: 'support', count: 3, oldestAgeMs: 900_000 }]);
    expect(await ringIn(world)).toMatchObject({ wait: { position: 6 } });
    // The oldest is ahead of a place of ten minutes, and a third of the others.
    const mine = await identifyCaller(world, {
      contactId: 'inbound-9',
      from: '+441632960003',
      queue: queueOf(world.policy, 'support'),
    });
    expect(mine).toMatchObject({ callback: { id: 'A' }, wait: { position: 3 } });
  });
});

describe('the end of an inbound call', () => {
  async function onTheLine(callback: Callback): Promise<World> {
    const world = await worldWith(callback);
    await ringIn(world);
    world.clock.advance(60_000);
    return world;
  }

  test('withdraws what is no longer needed when an agent has talked long enough', async () => {
    const world = await onTheLine(scheduled());
    await endInboundCall(world, ended(world, 'inbound-2', 10));
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'withdrawn', archived: true });
  });

  test('gives the place back when the talk was too short to have served', async () => {
    const world = await onTheLine(scheduled());
    await endInboundCall(world, ended(world, 'inbound-2', 9));
    expect(await world.current(key)).toEqual(scheduled());
  });

  test('stops the dial of a caller who has just been served', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1' }));
    await world.store.contacts.remember(
      { kind: 'inbound', contactId: 'inbound-2', number: callerNumber, queue: 'support', enteredAtMs: noonMs },
      noonMs,
    );
    await endInboundCall(world, ended(world, 'inbound-2', 60));
    expect(world.connect.stopped).toEqual(['dial-1']);
    expect(await world.current(key)).toMatchObject({ after: { kind: 'withdraw' } });
  });

  test('of a call served before the request was made changes nothing', async () => {
    const world = await onTheLine(waiting({ requestedAtMs: noonMs + 300_000 }));
    await endInboundCall(world, ended(world, 'inbound-9', 600));
    expect(await world.current(key)).toMatchObject({ state: 'held' });
    await endInboundCall(world, ended(world, 'inbound-2', 30));
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
  });

  test("of an agent's own call withdraws the callback by the number that Connect gives", async () => {
    const world = await worldWith(waiting());
    world.connect.tell({ contactId: 'agent-call' }, callerNumber);
    await endAgentsCall(world, ended(world, 'agent-call'));
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
    // The agent was on the call for 40 s, but nobody picked up; then somebody did, for 5 s; then for 30 s.
    await endAgentsCall(world, ended(world, 'agent-call', 40));
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
    await endAgentsCall(world, pickedUp(ended(world, 'agent-call', 40), 5));
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
    await endAgentsCall(world, pickedUp(ended(world, 'agent-call', 40), 30));
    expect(await world.current(key)).toMatchObject({ outcome: 'withdrawn' });
  });

  test("of an agent's own call is a retryable fault while Connect does not answer", async () => {
    const world = await worldWith(waiting());
    world.connect.setAvailable(false);
    const call = pickedUp(ended(world, 'agent-call', 40), 30);
    await expect(endAgentsCall(world, call)).rejects.toMatchObject({
      retryable: true,
    });
  });

  test('that no event told of is asked for when the lease runs out', async () => {
    const world = await worldWith(held());
    world.connect.tell({ contactId: 'inbound-1' }, callerNumber);
    world.clock.advance(120_000);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'held', leaseUntilMs: world.clock.nowMs() + 120_000 });
    world.connect.tell({ contactId: 'inbound-1', disconnectedAtMs: world.clock.nowMs() });
    world.clock.advance(120_000);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', placeMs: held().placeMs });
  });

  test('is taken for granted when Connect knows no such call, and waited for while Connect says nothing', async () => {
    const world = await worldWith(held());
    world.clock.advance(120_000);
    world.connect.setAvailable(false);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'held', leaseUntilMs: world.clock.nowMs() + 120_000 });
    world.connect.setAvailable(true);
    world.clock.advance(120_000);
    await settleDue(world);
    expect((await world.current(key))?.state).toBe('waiting');
  });
});

describe('cancelling', () => {
  const expected = {
    waiting: 'cancelled',
    scheduled: 'cancelled',
    held: 'cancelled',
    offered: 'cancelled',
    dialing: 'ending',
    answered: 'too_late',
    talking: 'too_late',
    closed: 'none',
  } as const;

  test.each(stateNames)('what is %s', async (state) => {
    const before = inEveryState[state];
    const world = await worldWith(before);
    expect(await cancelCallback(world, before)).toBe(expected[state]);
    const change = {
      cancelled: { state: 'closed', outcome: 'cancelled', archived: true },
      ending: { state, after: { kind: 'cancel' } },
      too_late: before,
      none: before,
    } as const;
    expect(await world.current(key)).toMatchObject(change[expected[state]]);
  });

  test('a dial stops it once its contact is known, and says goodbye until then', async () => {
    const unknown = await worldWith(dialing());
    await cancelCallback(unknown, dialing());
    expect(unknown.connect.stopped).toEqual([]);
    const known = await worldWith(dialing({ contactId: 'dial-1' }));
    await cancelCallback(known, dialing());
    expect(known.connect.stopped).toEqual(['dial-1']);
    expect(await cancelCallback(known, dialing())).toBe('ending');
  });

  test('a callback whose key has gone to a later request leaves that one alone', async () => {
    const world = await worldWith(waiting({ id: 'LATER' }));
    expect(await cancelCallback(world, waiting({ id: 'EARLIER' }))).toBe('none');
    expect((await world.current(key))?.state).toBe('waiting');
  });

  test.each([answered(), talking(), closed()])(
    'leaves callers who are with us, and what has ended ($state)',
    async (callback) => {
      const world = await worldWith(callback);
      await ringIn(world);
      expect(await world.current(key)).toEqual(callback);
    },
  );
});
