import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { Deps } from '../../../lib/app/deps';
import type { QueuePolicy, Policy } from '../../../lib/core/policy/policy';
import { AdapterError } from '../../../lib/ports/adapter-error';
import type { IdSource } from '../../../lib/ports/ids';
import { policyHoursOnly } from '../../../lib/ports/effective-hours';
import type { Store } from '../../../lib/ports/store';
import type { FlowLeg } from '../../connect/types';
import type { DrawnCall } from './drawn-call';
import type { Draws } from './draws';

/** What `ivr` stands on during a walk: a store in memory in a drawn state, and a Connect that answers as drawn. */
export async function drawWorld(
  call: DrawnCall,
  leg: FlowLeg,
  { draws, ids, policy }: { readonly draws: Draws; readonly ids: IdSource; readonly policy: Policy },
): Promise<Deps> {
  const store = createMemoryStore();
  await fill(store, call, draws, ids);
  const holders = policy.queues.map(({ name }) => ({ queue: name, count: draws.whole(0, 30), oldestAgeMs: 300_000 }));
  const isSaid = draws.isTrue(0.8);
  return {
    ...connectPorts(call, draws),
    store: damaged(store, call.queue, draws),
    capacity: {
      read: async () => undefined,
      holders: async () => (isSaid ? holders : undefined),
    },
    effectiveHours: policyHoursOnly,
    directory: noDirectory,
    wakes: { wake: async () => undefined },
    journal: { note: () => undefined },
    clock: { nowMs: leg.nowMs, sleep: async (ms) => void (await leg.wait(ms)), within: (_ms, act) => act() },
    ids,
    policy,
  };
}

function connectPorts(call: DrawnCall, draws: Draws): Pick<Deps, 'dialer' | 'contacts' | 'tasks'> {
  return {
    dialer: {
      dial: async () => ({ kind: 'unknown', reason: 'TimeoutError' }),
      stop: async () => draws.weighted({ stopped: 6, already_over: 2, unavailable: 1 }),
    },
    contacts: {
      describe: async (contactId) => {
        const kind = draws.weighted({ found: 6, not_found: 1, unavailable: 1 });
        if (kind !== 'found') return { kind };
        return { kind, facts: { contactId, initiatedAtMs: call.startMs }, attributes: call.leg.attributes ?? {} };
      },
      setAge: async () => draws.isTrue(0.8),
      setRouting: async () => draws.isTrue(0.8),
    },
    tasks: {
      offer: async () => ({ kind: 'unknown', reason: 'TimeoutError' }),
      end: async () => draws.weighted({ ended: 6, already_over: 2, unavailable: 1 }),
      giveTo: async () => draws.weighted({ given: 6, refused: 2, unknown: 1 }),
    },
  };
}

async function fill(store: Store, call: DrawnCall, draws: Draws, ids: IdSource): Promise<void> {
  const { callback, number, queue, startMs } = call;
  if (callback !== undefined) await store.callbacks.register(callback, 0);
  await fillLine(store, call, draws, ids);
  await rememberContact(store, call, draws);
  const language = draws.isTrue(0.4) ? { language: draws.one(queue.languages) } : {};
  const optedOut = draws.isTrue(0.1) ? { optedOutAtMs: startMs - 86_400_000 } : {};
  await store.callers.remember(number, { ...language, ...optedOut });
  const pickUps = draws.isTrue(0.6) ? drawPickUps(startMs, draws) : [];
  await store.pools.putStatistics(queue.pool, { pickUps, ringToReady: [] }, 0);
}

/** Others who are before or behind this caller in the line. */
async function fillLine(store: Store, { queue, startMs }: DrawnCall, draws: Draws, ids: IdSource): Promise<void> {
  const count = draws.whole(0, 3);
  for (let index = 0; index < count; index += 1) {
    const placeMs = startMs - draws.spanMs(7_200_000);
    const number = `+44163296090${index}`;
    const facts = { id: ids.ulid(placeMs), queue: queue.name, number, cli: number, class: 'standard', past: [] };
    await store.callbacks.register(
      {
        ...facts,
        origin: 'requested',
        placeMs,
        requestedAtMs: placeMs,
        requestContactId: `call-${index}`,
        deadlineMs: startMs + queue.deadlineMs,
        attempt: 0,
        attemptsSpent: 0,
        state: 'waiting',
        inLineSinceMs: placeMs,
      },
      0,
    );
  }
}

async function rememberContact(store: Store, call: DrawnCall, draws: Draws): Promise<void> {
  const { callback, contactId, isDialed, number, queue, startMs } = call;
  if (isDialed && callback !== undefined && draws.isTrue(0.7)) {
    const key = { number: callback.number, queue: callback.queue };
    const attempt = callback.attempt + 1;
    await store.contacts.remember({ kind: 'dial', contactId, callbackId: callback.id, key, attempt }, startMs);
  }
  if (isDialed || !draws.isTrue(call.role.name === 'hold' ? 0.85 : 0.1)) return;
  const enteredAtMs = startMs - draws.spanMs(7_200_000);
  await store.contacts.remember({ kind: 'inbound', contactId, number, queue: queue.name, enteredAtMs }, startMs);
}

/** The last callers whom the agents picked up, from which a pace can be told. */
function drawPickUps(startMs: number, draws: Draws) {
  const gapMs = draws.whole(10, 400) * 1000;
  return Array.from({ length: 6 }, (_, index) => {
    const atMs = startMs - (6 - index) * gapMs;
    const sinceMs = atMs - 600_000;
    return {
      contactId: `picked-up-${index}`,
      atMs,
      placeMs: sinceMs,
      readySinceMs: sinceMs,
      isCallback: false,
      agentId: 'agent',
    };
  });
}

/** Most stores do what they are there for; some are booked up, some fail in one place. */
function damaged(store: Store, queue: QueuePolicy, draws: Draws): Store {
  const fail = async (): Promise<never> => {
    throw new AdapterError('store', { retryable: true, cause: new Error('drawn') });
  };
  const kind = draws.weighted({ whole: 16, full: 2, no_room: 2, callers: 1, lookups: 1, writes: 1, conflicts: 1 });
  switch (kind) {
    case 'whole':
      return store;
    case 'full':
      return { ...store, slots: { ...store.slots, counts: async (_, fromMs, toMs) => fullSlots(queue, fromMs, toMs) } };
    case 'no_room':
      return { ...store, slots: { ...store.slots, book: async () => 'full' } };
    case 'callers':
      return { ...store, callers: { ...store.callers, get: fail } };
    case 'lookups':
      return { ...store, callbacks: { ...store.callbacks, ofCaller: fail } };
    case 'writes':
      return { ...store, callbacks: { ...store.callbacks, register: fail, put: fail } };
    case 'conflicts':
      return {
        ...store,
        callbacks: { ...store.callbacks, register: async () => 'conflict', put: async () => 'conflict' },
      };
  }
}

/** Every slot has all the callbacks it can have. */
function fullSlots({ slots }: QueuePolicy, fromMs: number, toMs: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let startMs = fromMs; startMs <= toMs; startMs += 300_000) counts.set(startMs, slots.capacity);
  return counts;
}
