import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { runDispatch } from '../../../lib/app/dispatch/run-dispatch';
import type { Callback } from '../../../lib/core/callback/callback';
import type { DialOutcome } from '../../../lib/ports/dialer';
import { answered, dialing, noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { flowId, queueConfig, queueIds } from '../../support/builders/policies';
import { agents, createWorld, type World, type WorldOptions } from '../../support/builders/world';

/** Callbacks A, B, C ... of different callers, each a second behind the one before. */
function lineOf(count: number, changes: Partial<Callback> = {}): readonly Callback[] {
  return Array.from({ length: count }, (_, index) => {
    const number = `+4416329601${String(index).padStart(2, '0')}`;
    const id = String.fromCodePoint(65 + index);
    return waiting({ id, number, placeMs: noonMs - 600_000 + index * 1000, ...(changes as object) });
  });
}

async function worldOf(callbacks: readonly Callback[], agentsFree: number, options?: WorldOptions): Promise<World> {
  const world = createWorld(options);
  world.staff(agents(agentsFree));
  await world.keep(...callbacks.toReversed());
  return world;
}

const dialedIds = (world: World) => world.connect.dialed.map((request) => request.clientToken.split('-')[0]);
const inState = async (world: World, callback: Callback) => (await world.current(callback))!;
const skips = (world: World) =>
  world.notes.flatMap((note) => (note.kind === 'skipped' ? [`${note.callbackId} ${note.rule}`] : []));

describe('a pass', () => {
  test('dials in the order of the places, as many as agents are free', async () => {
    const [a, b, c] = lineOf(3);
    const world = await worldOf([a!, b!, c!], 2);
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 2 });
    expect(dialedIds(world)).toEqual(['A', 'B']);
    expect(await inState(world, a!)).toMatchObject({ state: 'dialing', contactId: 'dial-1', startedAtMs: noonMs });
    expect((await inState(world, c!)).state).toBe('waiting');
    await dispatchPass(world);
    expect(dialedIds(world)).toEqual(['A', 'B']);
  });

  test('sends a request that carries what the flow and the events need, and the contact is remembered', async () => {
    const [a] = lineOf(1);
    const world = await worldOf([a!], 1);
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([
      {
        clientToken: 'A-1',
        number: a!.number,
        queueId: queueIds.support,
        flowId,
        relatedContactId: 'inbound-1',
        attributes: {
          holdfree_callback: 'A',
          holdfree_attempt: '1',
          holdfree_queue: queueIds.support,
          holdfree_queue_name: 'support',
          holdfree_language: 'en-US',
          // Else it would be that of the call from which the dial follows.
          holdfree_stage: 'dialed',
        },
      },
    ]);
    expect(await world.store.contacts.get('dial-1')).toMatchObject({ kind: 'dial', callbackId: 'A', attempt: 1 });
    expect(world.notes).toContainEqual({
      kind: 'dialed',
      callbackId: 'A',
      queue: 'support',
      attempt: 1,
      rule: 'covered',
      way: 'customer-first',
      capacity: 1,
      inFlight: 1,
    });
  });

  test('dials nobody while Connect does not say who is there, and says so', async () => {
    const world = await worldOf(lineOf(2), 2);
    world.staff(undefined);
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 0 });
    expect(world.connect.dialed).toEqual([]);
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'fault', where: 'capacity' }));
  });

  test('reads no capacity when nobody waits', async () => {
    const world = await worldOf([], 2);
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: false, dialed: 0 });
    expect(world.reads()).toBe(0);
  });

  test('counts our own answered callers once, although they stand in the queue as well', async () => {
    const ready = answered({ id: 'R', number: '+441632960200', readyAtMs: noonMs - 5_000 });
    const world = await worldOf([...lineOf(2), ready], 2);
    world.staff(agents(2), [{ queue: 'support', count: 1, oldestAgeMs: 900_000 }]);
    await dispatchPass(world);
    expect(dialedIds(world)).toEqual(['A']);
  });

  test('believes a contact event that is newer than the reading', async () => {
    const world = await worldOf(lineOf(2), 0);
    world.staff(agents(2, { state: 'on_contact', sinceMs: noonMs - 300_000 }));
    await world.store.pools.see('frontline', { agentId: 'agent-1', state: 'available', sinceMs: noonMs - 1_000 });
    await dispatchPass(world);
    expect(dialedIds(world)).toEqual(['A']);
  });

  test('dials no faster than the bucket of the instance fills', async () => {
    const world = await worldOf(lineOf(12), 12);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(5);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(5);
    world.clock.advance(1_000);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(7);
  });

  test('promotes what is due, in time to be dialed', async () => {
    const due = scheduled({ dueAtMs: noonMs });
    const world = await worldOf([due], 1);
    await dispatchPass(world);
    expect(await inState(world, due)).toMatchObject({ state: 'dialing', placeMs: due.placeMs });
  });
});

describe('a dial that does not start', () => {
  async function dialWith(outcome: DialOutcome) {
    const [a, b] = lineOf(2);
    const world = await worldOf([a!, b!], 2);
    world.connect.answerNext(outcome);
    const result = await dispatchPass(world);
    return { world, result, first: await inState(world, a!), second: await inState(world, b!) };
  }

  test('because Connect takes no more keeps place, attempt and number, and ends the pass', async () => {
    const { world, result, first, second } = await dialWith({ kind: 'throttled' });
    expect(result).toEqual({ isWorkLeft: true, dialed: 0 });
    expect(first).toMatchObject({ state: 'waiting', attempt: 0, attemptsSpent: 0, placeMs: lineOf(1)[0]!.placeMs });
    expect(second.state).toBe('waiting');
    await expectSentAgainAlike(world, first, 60_000);
  });

  test('because the request is refused leaves the line for five minutes with place and attempt, and the next is dialed', async () => {
    const { world, first, second } = await dialWith({ kind: 'misconfigured', reason: 'InvalidRequestException' });
    expect(first).toMatchObject({ state: 'scheduled', why: 'fault', attempt: 0, attemptsSpent: 0 });
    expect(first).toMatchObject({ dueAtMs: noonMs + 300_000, placeMs: lineOf(1)[0]!.placeMs });
    expect(second.state).toBe('dialing');
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'dial', reason: 'InvalidRequestException' });
    await expectSentAgainAlike(world, first, 300_000);
  });

  async function expectSentAgainAlike(world: World, first: Callback, ms: number): Promise<void> {
    // Another process may have taken it for the same attempt just now; of the day's dials both are one.
    const held = { holder: { callbackId: first.id, attempt: 1 }, dials: [`${first.id}#1`] };
    expect((await world.store.guards.get(first.number))?.value).toMatchObject(held);
    world.clock.advance(ms);
    await dispatchPass(world);
    const [once, ...later] = world.connect.dialed;
    expect(later.filter((request) => request.clientToken === once!.clientToken)).toEqual([once]);
    expect(await inState(world, first)).toMatchObject({ state: 'dialing', attempt: 0 });
    expect((await world.store.guards.get(first.number))?.value).toMatchObject(held);
  }

  test('because of a 429 empties the bucket and halves its rate for thirty seconds', async () => {
    const { world } = await dialWith({ kind: 'throttled' });
    expect((await world.store.dialRate.get())?.value).toMatchObject({
      tokens: 0,
      atMs: noonMs,
      slowUntilMs: noonMs + 30_000,
    });
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('because Connect refuses the number closes the callback, and the next is dialed', async () => {
    const { first, second } = await dialWith({ kind: 'number_refused', reason: 'DestinationNotAllowedException' });
    expect(first).toMatchObject({ state: 'closed', outcome: 'refused', attempt: 0, archived: true });
    expect(second.state).toBe('dialing');
  });

  test('or perhaps did, its answer being lost, is neither undone nor repeated before its lease', async () => {
    const { world, first, second } = await dialWith({ kind: 'unknown', reason: 'TimeoutError' });
    expect(first).toMatchObject({ state: 'dialing', leaseUntilMs: noonMs + 75_000 });
    expect(first).not.toHaveProperty('contactId');
    expect(second.state).toBe('dialing');
    world.clock.advance(74_999);
    await dispatchPass(world);
    expect(dialedIds(world)).toEqual(['A', 'B']);
  });
});

describe('who is passed over', () => {
  test('outside the hours leaves the line until they open, and keeps the place', async () => {
    const eveningMs = Date.UTC(2026, 2, 2, 19, 59, 40);
    const [a] = lineOf(1);
    const world = await worldOf([a!], 1, { nowMs: eveningMs });
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await inState(world, a!)).toMatchObject({
      state: 'scheduled',
      why: 'hours',
      dueAtMs: Date.UTC(2026, 2, 3, 8),
      placeMs: a!.placeMs,
    });
    expect(skips(world)).toEqual(['A hours_closed']);
  });

  test('waits for the legal hours where the number is', async () => {
    const american = waiting({ id: 'A', number: '+18085550142' });
    const world = await worldOf([american], 1, { config: { numbers: { countries: ['US'] } } });
    await dispatchPass(world);
    // Eight in Honolulu.
    expect(await inState(world, american)).toMatchObject({ state: 'scheduled', dueAtMs: Date.UTC(2026, 2, 2, 18) });
  });

  test('with one number in two queues is rung for one of them at a time', async () => {
    const [a] = lineOf(1);
    const twin = waiting({ id: 'TWIN', number: a!.number, queue: 'billing' });
    const world = await worldOf([a!, twin], 2);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
    expect(await inState(world, twin)).toMatchObject({
      state: 'scheduled',
      why: 'limit',
      dueAtMs: noonMs + 60_000,
      placeMs: twin.placeMs,
    });
    world.clock.advance(60_000);
    await dispatchPass(world);
    expect(dialedIds(world)).toEqual(['A']);
  });

  test('at the limit of the day waits for the next, over all queues', async () => {
    const [a] = lineOf(1);
    const world = await worldOf([a!], 1);
    await world.store.guards.put(
      { number: a!.number, day: '2026-03-02', dials: ['x#1', 'x#2', 'x#3', 'y#1', 'y#2'] },
      0,
    );
    await dispatchPass(world);
    expect(await inState(world, a!)).toMatchObject({ state: 'scheduled', why: 'limit', dueAtMs: Date.UTC(2026, 2, 3) });
    expect(skips(world)).toEqual(['A daily_limit']);
  });

  test('in a queue the configuration no longer names is told of as misconfigured', async () => {
    const stray = waiting({ id: 'A', queue: 'billing' });
    const world = await worldOf([stray], 1);
    const { queues } = world.policy;
    await dispatchPass({
      ...world,
      policy: { ...world.policy, queues: queues.filter((queue) => queue.name === 'support') },
    });
    expect(world.connect.dialed).toEqual([]);
    expect((await inState(world, stray)).state).toBe('waiting');
  });
});

describe('a run', () => {
  test('makes a pass a second, ends by itself and leaves a continuation while work remains', async () => {
    const world = await worldOf(lineOf(1), 0);
    world.staff(agents(1, { state: 'on_contact', sinceMs: noonMs }));
    expect(await runDispatch(world)).toEqual({ passes: 51, dialed: 0 });
    expect(world.clock.nowMs() - noonMs).toBe(50_000);
    expect(world.woken).toEqual(['continuation']);
  });

  test('ends at once when nothing can be dialed or settled', async () => {
    const empty = await worldOf([], 1);
    expect(await runDispatch(empty)).toEqual({ passes: 1, dialed: 0 });
    const unstaffed = await worldOf(lineOf(2), 0);
    expect(await runDispatch(unstaffed)).toEqual({ passes: 1, dialed: 0 });
    expect([...empty.woken, ...unstaffed.woken]).toEqual([]);
  });

  test('goes on while a dial rings', async () => {
    const world = await worldOf([dialing({ contactId: 'dial-1' })], 1);
    expect((await dispatchPass(world)).isWorkLeft).toBe(true);
  });
});

test('each pool is planned by itself', async () => {
  const queues = [queueConfig('support', { pool: 'one' }), queueConfig('billing', { pool: 'two' })];
  const [a] = lineOf(1);
  const b = waiting({ id: 'B', queue: 'billing', number: '+441632960300' });
  const world = await worldOf([a!, b], 0, { config: { queues } });
  world.staff(agents(1, { queues: ['billing'] }));
  await dispatchPass(world);
  expect(dialedIds(world)).toEqual(['B']);
});
