import { cancelCallback } from '../../../lib/app/cancel-callback';
import { changeRequest } from '../../../lib/app/change-request';
import { findSlots } from '../../../lib/app/find-slots';
import { registerCallback } from '../../../lib/app/register-callback';
import type { Callback } from '../../../lib/core/callback/callback';
import type { Store } from '../../../lib/ports/store';
import { callerNumber, noonMs } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Noon on a Monday: hours end at 20:00. The lead is half an hour. */
const firstMs = noonMs + 30 * minuteMs;
const quarters = (count: number, fromMs = firstMs) =>
  Array.from({ length: count }, (_, index) => fromMs + index * 15 * minuteMs);

const book = async (world: World, startMs: number, count: number) => {
  for (let index = 0; index < count; index += 1) {
    await world.store.slots.book({ queue: 'support', startMs }, `other-${index}`, 99);
  }
};
const find = (world: World, changes: object = {}) =>
  findSlots(world, { queue: queueOf(world.policy, 'support'), limit: 3, ...changes });

/** Counts how often bookings are read. */
function counted(store: Store, reads: { count: number }): Store {
  const counts: Store['slots']['counts'] = async (...asked) => {
    reads.count += 1;
    return store.slots.counts(...asked);
  };
  return { ...store, slots: { ...store.slots, counts } };
}

describe('slots on offer', () => {
  test('are the first that still have room', async () => {
    const world = createWorld();
    await book(world, firstMs, 4);
    await book(world, firstMs + 15 * minuteMs, 3);
    expect(await find(world)).toEqual({ slots: quarters(3, firstMs + 15 * minuteMs), hasMore: true });
  });

  test('go on after the last one that was heard', async () => {
    const world = createWorld();
    const { slots } = await find(world);
    expect((await find(world, { afterMs: slots.at(-1) })).slots).toEqual(quarters(3, firstMs + 45 * minuteMs));
  });

  test('are those in which the number may be called', async () => {
    const world = createWorld();
    // In Honolulu it is two in the morning: legal hours begin at 18:00 London time.
    const found = await find(world, { number: '+18085550142' });
    expect(found.slots).toEqual(quarters(3, noonMs + 6 * hourMs));
  });

  test('come to an end, and it is said when there are no more', async () => {
    const slots = { daysAhead: 1, minutes: 240, capacity: 1 };
    const world = createWorld({ config: { queues: [queueConfig('support', { slots })] } });
    const all = [noonMs + 4 * hourMs, noonMs + 20 * hourMs, noonMs + 24 * hourMs];
    expect(await find(world)).toEqual({ slots: all, hasMore: false });
    expect(await find(world, { limit: 2 })).toEqual({ slots: all.slice(0, 2), hasMore: true });
    for (const startMs of all) await book(world, startMs, 1);
    expect(await find(world)).toEqual({ slots: [], hasMore: false });
  });

  test('cost one reading of bookings, and four where days are booked up', async () => {
    const reads = { count: 0 };
    const slots = { daysAhead: 14, minutes: 5 };
    const config = { queues: [queueConfig('support', { slots })] };
    const world = createWorld({ config, wrapStore: (store) => counted(store, reads) });
    await find(world);
    expect(reads.count).toBe(1);
    for (let minute = 0; minute < 14 * 1440; minute += 5) await book(world, noonMs + minute * minuteMs, 4);
    expect(await find(world)).toEqual({ slots: [], hasMore: false });
    expect(reads.count).toBe(5);
  });
});

describe('a request for a slot', () => {
  const slotStartMs = firstMs + hourMs;
  const register = (world: World, changes: object = {}) =>
    registerCallback(world, {
      contactId: 'inbound-1',
      from: callerNumber,
      queue: queueOf(world.policy, 'support'),
      slotStartMs,
      ...changes,
    });
  const booked = async (world: World, startMs = slotStartMs) =>
    (await world.store.slots.counts('support', startMs, startMs)).get(startMs) ?? 0;

  test('has its place and its time, and takes a place in the slot', async () => {
    const world = createWorld();
    const result = await register(world, { language: 'ru-RU' });
    expect(result).toMatchObject({
      ok: true,
      value: {
        isNew: true,
        callback: {
          state: 'held',
          placeMs: slotStartMs,
          slotMs: slotStartMs,
          deadlineMs: slotStartMs + 120 * hourMs,
          language: 'ru-RU',
          resume: { state: 'scheduled', dueAtMs: slotStartMs, why: 'slot' },
        },
      },
    });
    expect(await booked(world)).toBe(1);
    expect(world.notes).toMatchObject([{ kind: 'registered', placeMs: slotStartMs }]);
  });

  test('asked for again during the same contact takes no second place', async () => {
    const world = createWorld();
    const first = await register(world);
    expect(await register(world)).toEqual(first);
    expect(await booked(world)).toBe(1);
  });

  test.each([
    ['is not the start of one', slotStartMs + 1],
    ['has begun', noonMs],
    ['is too far away', noonMs + 4 * 24 * hourMs],
    ['is after hours', noonMs + 8 * hourMs],
  ])('is refused when the slot %s, and nothing is kept', async (_name, startMs) => {
    const world = createWorld();
    expect(await register(world, { slotStartMs: startMs })).toEqual({ ok: false, error: { code: 'slot_gone' } });
    expect(await world.store.callbacks.ofCaller(callerNumber)).toEqual([]);
    expect(await booked(world, startMs)).toBe(0);
  });

  test('is refused when the number to call may not be called then', async () => {
    const world = createWorld({ config: { numbers: { countries: 'any' } } });
    const refused = await register(world, { callbackNumber: '+18085550142' });
    expect(refused).toEqual({ ok: false, error: { code: 'slot_gone' } });
  });

  test('is refused when the slot is full', async () => {
    const world = createWorld();
    await book(world, slotStartMs, 4);
    expect(await register(world)).toEqual({ ok: false, error: { code: 'slot_gone' } });
    expect(await world.store.callbacks.ofCaller(callerNumber)).toEqual([]);
  });

  test('may be made for a while after the slot was offered, although its lead has begun', async () => {
    const world = createWorld();
    const [offered = 0] = (await find(world)).slots;
    world.clock.advance(9 * minuteMs);
    expect((await find(world)).slots).not.toContain(offered);
    expect(await register(world, { slotStartMs: offered })).toMatchObject({ ok: true });
    world.clock.advance(2 * minuteMs);
    const late = await register(world, { slotStartMs: offered, from: '+441632960003', contactId: 'inbound-2' });
    expect(late).toEqual({ ok: false, error: { code: 'slot_gone' } });
  });

  test('of one who has an open callback takes no place', async () => {
    const world = createWorld();
    await register(world, { slotStartMs: undefined });
    expect(await register(world, { contactId: 'inbound-2' })).toMatchObject({ ok: true, value: { isNew: false } });
    expect(await booked(world)).toBe(0);
  });

  test('that another one overtakes gives its place back', async () => {
    const world = createWorld();
    const results = await Promise.all(
      Array.from({ length: 4 }, (_, index) => register(world, { contactId: `inbound-${index}` })),
    );
    expect(results.filter((result) => result.ok && result.value.isNew)).toHaveLength(1);
    expect(new Set(results.map((result) => (result.ok ? result.value.callback.id : 'refused'))).size).toBe(1);
    expect(await booked(world)).toBe(1);
  });
});

describe('a place in a slot that its caller comes back to', () => {
  const firstSlot = noonMs + hourMs;
  const secondSlot = firstSlot + 15 * minuteMs;
  const key = { number: callerNumber, queue: 'support' };
  const counts = async ({ store }: World) => Object.fromEntries(await store.slots.counts('support', 0, noonMs * 2));

  /** A world in which something is done right after such a change was stored, before anything follows from it. */
  async function meanwhile(isSuch: (callback: Callback) => boolean, act: (world: World) => Promise<unknown>) {
    const made: { world?: World; isDone?: boolean } = {};
    const wrapStore = (store: Store): Store => {
      const put: Store['callbacks']['put'] = async (callback, version) => {
        const outcome = await store.callbacks.put(callback, version);
        if (made.isDone !== true && made.world !== undefined && isSuch(callback)) {
          made.isDone = true;
          await act(made.world);
        }
        return outcome;
      };
      return { ...store, callbacks: { ...store.callbacks, put } };
    };
    const world = createWorld({ wrapStore });
    const queue = queueOf(world.policy, 'support');
    await registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue, slotStartMs: firstSlot });
    made.world = world;
    return { world, callback: (await world.current(key))! };
  }
  const change = async (world: World, slotStartMs: number) => {
    const callback = (await world.current(key))!;
    return changeRequest(world, { callback, askedOnContactId: 'inbound-1', slotStartMs });
  };

  test('is kept, although another time was chosen in between', async () => {
    const { world } = await meanwhile(
      (callback) => callback.slotMs === secondSlot,
      async (there) => change(there, firstSlot),
    );
    await change(world, secondSlot);
    expect(await world.current(key)).toMatchObject({ slotMs: firstSlot });
    expect(await counts(world)).toEqual({ [firstSlot]: 1 });
  });

  test('is kept, although the callback of before was cancelled in the same call', async () => {
    const { world, callback } = await meanwhile(
      (one) => one.state === 'closed',
      async (there) => {
        const queue = queueOf(there.policy, 'support');
        return registerCallback(there, { contactId: 'inbound-1', from: callerNumber, queue, slotStartMs: firstSlot });
      },
    );
    await cancelCallback(world, callback);
    expect(await world.current(key)).toMatchObject({ state: 'held', slotMs: firstSlot });
    expect(await counts(world)).toEqual({ [firstSlot]: 1 });
  });

  test('is given back where the slot is promised to another call only', async () => {
    const { world, callback } = await meanwhile(
      (one) => one.state === 'closed',
      async (there) => {
        const queue = queueOf(there.policy, 'support');
        return registerCallback(there, { contactId: 'inbound-2', from: callerNumber, queue, slotStartMs: firstSlot });
      },
    );
    await cancelCallback(world, callback);
    expect(await counts(world)).toEqual({ [firstSlot]: 1 });
    expect(await world.current(key)).toMatchObject({ requestContactId: 'inbound-2' });
  });
});
