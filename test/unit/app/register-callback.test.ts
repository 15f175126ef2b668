import * as fc from 'fast-check';
import { registerCallback } from '../../../lib/app/register-callback';
import type { Store } from '../../../lib/ports/store';
import { callerNumber, closed, noonMs, waiting } from '../../support/builders/callbacks';
import { queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const otherNumber = '+441632960002';
const key = { number: callerNumber, queue: 'support' };

async function register(world: World, contactId = 'inbound-1', changes: object = {}) {
  const registration = { contactId, from: callerNumber, queue: queueOf(world.policy, 'support'), ...changes };
  const result = await registerCallback(world, registration);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a registration', () => {
  test('keeps the place of the caller, who is held while still on the line', async () => {
    const world = createWorld();
    await world.store.contacts.remember(
      { kind: 'inbound', contactId: 'inbound-1', queue: 'support', enteredAtMs: noonMs - 90_000 },
      noonMs,
    );
    const { callback, isNew } = await register(world);
    expect(isNew).toBe(true);
    expect(callback).toMatchObject({
      state: 'held',
      placeMs: noonMs - 90_000,
      number: callerNumber,
      deadlineMs: noonMs + 120 * 3_600_000,
    });
    expect(world.notes).toEqual([
      { kind: 'registered', callbackId: callback.id, queue: 'support', placeMs: noonMs - 90_000 },
    ]);
  });

  test('asked for again during the same contact gives the same answer', async () => {
    const world = createWorld();
    const first = await register(world);
    world.clock.advance(3_000);
    expect(await register(world)).toEqual(first);
  });

  test('asked for in another call tells of the open callback, which keeps its first place', async () => {
    const world = createWorld();
    const first = await register(world);
    world.clock.advance(3_600_000);
    const again = await register(world, 'inbound-2');
    expect(again).toEqual({ callback: first.callback, isNew: false, isNumberAsAsked: true });
  });

  test('with another number keyed in is found by either number', async () => {
    const world = createWorld();
    const { callback } = await register(world, 'inbound-1', { callbackNumber: '01632 960002' });
    expect(callback).toMatchObject({ number: otherNumber, cli: callerNumber });
    for (const number of [callerNumber, otherNumber]) {
      const [found] = await world.store.callbacks.ofCaller(number);
      expect(found?.value.id).toBe(callback.id);
    }
    expect((await register(world, 'inbound-2')).isNew).toBe(false);
  });

  test('from a hidden number works with a number keyed in, and is refused without', async () => {
    const world = createWorld();
    const queue = queueOf(world.policy, 'support');
    const refused = await registerCallback(world, { contactId: 'c', from: 'anonymous', queue });
    expect(refused).toEqual({ ok: false, error: { code: 'withheld' } });
    const { callback } = await register(world, 'c', { from: null, callbackNumber: otherNumber });
    expect(callback).toMatchObject({ number: otherNumber, cli: otherNumber });
  });

  test('in another queue is another callback', async () => {
    const world = createWorld();
    const support = await register(world);
    const billing = await register(world, 'inbound-1', { queue: queueOf(world.policy, 'billing') });
    expect(billing.isNew).toBe(true);
    expect(billing.callback.id).not.toBe(support.callback.id);
  });

  test('replaces a closed callback only after that one has been archived', async () => {
    const order: string[] = [];
    const world = createWorld({ wrapStore: (store) => traced(store, order) });
    const before = closed({ id: 'OLD', archived: false });
    await world.keep(before);
    const { callback } = await register(world, 'inbound-2');
    expect(callback.id).not.toBe('OLD');
    expect(order).toEqual(['archive', 'put', 'register']);
    expect(await world.store.callbacks.find('OLD')).toMatchObject({ outcome: 'completed' });
  });

  test('gives up with a retryable fault when another writer wins every time', async () => {
    const world = createWorld({
      wrapStore: (store) => ({ ...store, callbacks: { ...store.callbacks, register: async () => 'conflict' } }),
    });
    await expect(register(world)).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
  });
});

function traced(store: Store, order: string[]): Store {
  const { callbacks } = store;
  return {
    ...store,
    callbacks: {
      ...callbacks,
      archive: async (callback, version) => (order.push('archive'), callbacks.archive(callback, version)),
      put: async (callback, version) => (order.push('put'), callbacks.put(callback, version)),
      register: async (callback, version) => (order.push('register'), callbacks.register(callback, version)),
    },
  };
}

describe('registrations at the same time', () => {
  test('twenty of them leave one open callback, and one of them is new', async () => {
    const world = createWorld();
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => register(world, `inbound-${index}`)));
    expect(new Set(results.map(({ callback }) => callback.id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(world.notes).toHaveLength(1);
  });

  test('however their store calls interleave, also over an archived callback, all hear of the same one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), fc.boolean(), async (s, callers, hasOld) => {
        const wrapStore = (store: Store): Store => {
          const { callbacks } = store;
          const get = s.scheduleFunction(callbacks.get);
          const scheduled = {
            get,
            ofCaller: s.scheduleFunction(callbacks.ofCaller),
            register: s.scheduleFunction(callbacks.register),
            put: s.scheduleFunction(callbacks.put),
          };
          return { ...store, callbacks: { ...callbacks, ...scheduled } };
        };
        const world = createWorld({ wrapStore });
        if (hasOld) await world.keep(closed({ id: 'OLD' }));
        const results = await s.waitFor(
          Promise.all(Array.from({ length: callers }, (_, index) => register(world, `inbound-${index}`))),
        );
        const current = await world.current(key);
        expect(new Set(results.map(({ callback }) => callback.id))).toEqual(new Set([current?.id]));
        expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
      }),
      { numRuns: 60, seed: 21 },
    );
  });
});

test('a callback asked for by somebody else for the same number is told of, not doubled', async () => {
  const world = createWorld();
  await world.keep(waiting({ id: 'FIRST', cli: otherNumber }));
  expect(await register(world, 'inbound-9')).toMatchObject({ callback: { id: 'FIRST' }, isNew: false });
});

test('a number keyed in that is the own one is no other number', async () => {
  const world = createWorld();
  const { callback } = await register(world, 'inbound-1', { callbackNumber: '01632 960001' });
  expect(callback).toMatchObject({ number: callerNumber, cli: callerNumber });
  expect(callback).not.toHaveProperty('callNumber');
});

test('an open callback that calls the number asked for, though kept under another, is told of, not doubled', async () => {
  const world = createWorld();
  const third = '+441632960003';
  await world.keep(waiting({ id: 'FIRST', callNumber: otherNumber }));
  await world.store.callbacks.alias(otherNumber, waiting());
  for (const asked of [{ from: otherNumber }, { from: third, callbackNumber: otherNumber }]) {
    const told = { callback: { id: 'FIRST' }, isNew: false, isNumberAsAsked: true };
    expect(await register(world, 'inbound-9', asked)).toMatchObject(told);
  }
  expect(await register(world, 'inbound-9')).toMatchObject({ callback: { id: 'FIRST' }, isNumberAsAsked: false });
});

test('a closed callback that called the number asked for is no reason against a new one', async () => {
  const world = createWorld();
  await world.keep(closed({ id: 'FIRST', callNumber: otherNumber }));
  await world.store.callbacks.alias(otherNumber, waiting());
  expect(await register(world, 'inbound-9', { from: otherNumber })).toMatchObject({ isNew: true });
});
