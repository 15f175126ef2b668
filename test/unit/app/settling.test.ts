import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import type { Callback } from '../../../lib/core/callback/callback';
import type { Store } from '../../../lib/ports/store';
import {
  answered,
  callerNumber,
  closed,
  dialing,
  noonMs,
  scheduled,
  talking,
  waiting,
} from '../../support/builders/callbacks';
import { toldOf } from '../../support/builders/dial-facts';
import { agents, createWorld, type World, type WorldOptions } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };

async function worldWith(callback: Callback, options?: WorldOptions): Promise<World> {
  const world = createWorld(options);
  await world.keep(callback);
  return world;
}

/** A dial whose answer was lost, 75 seconds ago. */
async function openDial(answer: 'lost' | 'never_came' = 'lost', options?: WorldOptions): Promise<World> {
  const world = await worldWith(waiting(), options);
  world.connect.answerNext(answer === 'lost' ? 'lost' : { kind: 'unknown', reason: 'TimeoutError' });
  await dispatchPass(world);
  world.clock.advance(75_000);
  return world;
}

describe('the repair of a dial whose contact is not known', () => {
  test('repeats the very same request and finds the first contact, with what became of it', async () => {
    const world = await openDial();
    world.connect.tell(toldOf('rings_out')[1]!.facts);
    await dispatchPass(world);
    const [first, second] = world.connect.dialed;
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(world.connect.book.size).toBe(1);
    expect(await world.current(key)).toMatchObject({
      state: 'scheduled',
      attempt: 1,
      past: [{ outcome: 'no_answer' }],
    });
  });

  test('is the first dial when the request never reached Connect', async () => {
    const world = await openDial('never_came');
    await dispatchPass(world);
    expect(world.connect.book.size).toBe(1);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', contactId: 'dial-1', attempt: 0 });
  });

  test.each([
    ['hours are closed', (world: World) => world.clock.set(Date.UTC(2026, 2, 2, 20, 30))],
    ['nobody is there to answer', (world: World) => world.staff(agents(1, { state: 'unavailable' }))],
    ['Connect does not say who is there', (world: World) => world.staff(undefined)],
  ])('waits for another lease while %s', async (_name, change) => {
    const world = await openDial();
    change(world);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', leaseUntilMs: world.clock.nowMs() + 75_000 });
  });

  test('takes a token of the dial rate like any dial', async () => {
    const world = await openDial();
    const rate = await world.store.dialRate.get();
    await world.store.dialRate.put({ tokens: 0, atMs: world.clock.nowMs(), slowUntilMs: 0 }, rate!.version);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('is not made for a dial that was given up: once it must have ended it is undone', async () => {
    const world = await worldWith(dialing({ after: { kind: 'cancel' } }));
    world.clock.advance(75_000);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', after: { kind: 'cancel' } });
    world.clock.advance(75_000);
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled', attempt: 0 });
  });

  test('is made by one of two processes', async () => {
    const world = await openDial();
    await Promise.all([dispatchPass(world), dispatchPass(world)]);
    expect(world.connect.dialed).toHaveLength(2);
  });
});

describe('a dial that nobody settled', () => {
  test.each([
    ['dialing', dialing({ contactId: 'dial-1' }), 'rings_out', { state: 'scheduled' }],
    ['answered', answered(), 'leaves_queue', { state: 'scheduled' }],
    ['talking', talking(), 'reaches_agent', { state: 'closed', outcome: 'completed' }],
  ] as const)('while %s is asked of Connect when its lease runs out', async (_name, callback, story, expected) => {
    const world = await worldWith(callback);
    world.connect.tell(toldOf(story).at(-1)!.facts);
    world.clock.set(callback.leaseUntilMs);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject(expected);
  });

  test('counts as failed when Connect has forgotten it, and gets another lease while Connect says nothing', async () => {
    const callback = dialing({ contactId: 'dial-1' });
    const world = await worldWith(callback);
    world.clock.set(callback.leaseUntilMs);
    world.connect.setAvailable(false);
    await dispatchPass(world);
    const leaseUntilMs = callback.leaseUntilMs + 75_000;
    expect(await world.current(key)).toEqual({ ...callback, leaseUntilMs });
    world.connect.setAvailable(true);
    world.clock.set(leaseUntilMs);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', past: [{ outcome: 'failed' }] });
  });

  test('that lives on is looked at again a lease later', async () => {
    const world = await worldWith(talking());
    world.connect.tell(toldOf('reaches_agent')[3]!.facts);
    world.clock.set(talking().leaseUntilMs);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({
      state: 'talking',
      leaseUntilMs: talking().leaseUntilMs + 900_000,
    });
  });
});

describe('the ring limit', () => {
  const ringing = dialing({ contactId: 'dial-1' });

  async function after(ms: number, facts: object = {}): Promise<World> {
    const world = await worldWith(ringing);
    world.connect.tell({ contactId: 'dial-1', ...facts });
    world.clock.advance(ms);
    await dispatchPass(world);
    return world;
  }

  test('ends a dial that nobody answers, not before', async () => {
    expect((await after(24_999)).connect.stopped).toEqual([]);
    expect((await after(25_000)).connect.stopped).toEqual(['dial-1']);
  });

  test('never ends one that was picked up, though its event has not come yet', async () => {
    expect((await after(30_000, { connectedToSystemAtMs: noonMs + 24_000 })).connect.stopped).toEqual([]);
    const told = await worldWith({ ...ringing, pickedUpAtMs: noonMs });
    told.connect.tell({ contactId: 'dial-1' });
    told.clock.advance(40_000);
    await dispatchPass(told);
    expect(told.connect.stopped).toEqual([]);
  });

  test('counts what it ended as not answered', async () => {
    const world = await after(25_000);
    const { facts } = world.connect.book.get('dial-1')!;
    await world.store.contacts.remember(
      { kind: 'dial', contactId: 'dial-1', callbackId: ringing.id, key, attempt: 1 },
      noonMs,
    );
    await recordContactEvent(world, { kind: 'disconnected', initiation: 'api', facts });
    expect(await world.current(key)).toMatchObject({
      state: 'scheduled',
      attemptsSpent: 1,
      past: [{ outcome: 'no_answer' }],
    });
  });
});

describe('a dial given up before its contact was known', () => {
  const giveUp = (store: Store, isEventFirst: boolean): Store => ({
    ...store,
    contacts: {
      ...store.contacts,
      remember: async (contact, nowMs) => {
        await store.contacts.remember(contact, nowMs);
        const stored = await store.callbacks.get(key);
        if (contact.kind !== 'dial' || stored?.value.state !== 'dialing') return;
        const contactId = isEventFirst ? { contactId: contact.contactId } : {};
        await store.callbacks.put({ ...stored.value, ...contactId, after: { kind: 'cancel' } }, stored.version);
      },
    },
  });

  test.each([
    ['by us', false],
    ['by a fast event', true],
  ])('is stopped as soon as the contact is stored %s', async (_name, isEventFirst) => {
    const world = await worldWith(waiting(), { wrapStore: (store) => giveUp(store, isEventFirst) });
    await dispatchPass(world);
    expect(world.connect.stopped).toEqual(['dial-1']);
  });
});

describe('what time does', () => {
  test('past its deadline a callback is closed as expired and archived', async () => {
    const world = await worldWith(scheduled({ dueAtMs: noonMs + 1e10 }));
    world.clock.set(scheduled().deadlineMs);
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({ outcome: 'expired', archived: true });
  });

  test('a closed callback whose copy was never written is archived', async () => {
    const world = await worldWith(closed());
    await dispatchPass(world);
    expect(await world.current(key)).toMatchObject({ archived: true });
    expect(await world.store.callbacks.due(Number.MAX_SAFE_INTEGER, 9)).toEqual([]);
  });
});

describe('the number of a caller', () => {
  test('stays taken by a live dial when a second process fails to claim the same attempt', async () => {
    const twin = waiting({ id: 'TWIN', queue: 'billing' });
    const world = await worldWith(waiting());
    world.staff(agents(3));
    await world.keep(twin);
    const late = {
      ...world,
      store: racing(
        world.store,
        async () => void (await dispatchPass({ ...world, store: without(world.store, 'billing') })),
      ),
    };
    await dispatchPass({ ...late, store: without(late.store, 'billing') });
    expect((await world.current(key))?.state).toBe('dialing');
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
  });
});

/** A store in which another pass runs to its end just before the first guard is written. */
function racing(store: Store, meanwhile: () => Promise<void>): Store {
  let hasRun = false;
  return {
    ...store,
    callbacks: {
      ...store.callbacks,
      put: async (callback, version) => {
        if (!hasRun && callback.state === 'dialing') {
          hasRun = true;
          await meanwhile();
        }
        return store.callbacks.put(callback, version);
      },
    },
  };
}

/** A store that shows one queue's line as empty. */
function without(store: Store, queue: string): Store {
  const { line } = store.callbacks;
  return {
    ...store,
    callbacks: { ...store.callbacks, line: async (of, limit) => (of.queue === queue ? [] : line(of, limit)) },
  };
}
