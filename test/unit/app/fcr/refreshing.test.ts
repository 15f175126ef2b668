import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { refreshFcr } from '../../../../lib/app/fcr/refresh-fcr';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import type { FcrStore } from '../../../../lib/ports/fcr-store';
import type { Store } from '../../../../lib/ports/store';
import { callerNumber, closed } from '../../../support/builders/callbacks';
import { lostCall, servedCall } from '../../../support/builders/judged-calls';
import { createWorld } from '../../../support/builders/world';
import { keepCall, keepClosed } from '../../../support/report-source';

const DAY_MS = 86_400_000;
const startMs = Date.UTC(2026, 2, 2);
const rings = { queue: 'support', number: callerNumber };
/** Counted once seven days and one more have passed since the end of its day. */
const countedMs = startMs + 9 * DAY_MS;

function servedAt(startedAtMs: number, changes: Partial<Parameters<typeof servedCall>[0]> = {}) {
  const times = { startedAtMs, connectedAtMs: startedAtMs + 70_000, endedAtMs: startedAtMs + 190_000 };
  return servedCall({ ...times, ...changes });
}

/** The store with every call of a member told. */
function watched(store: Store, seen: string[]): Store {
  const watching = <T extends object>(part: T, name: string): T =>
    new Proxy(part, {
      get: (target, member: string) => {
        const found: unknown = Reflect.get(target, member);
        return typeof found !== 'function'
          ? found
          : (...given: readonly unknown[]): unknown => {
              seen.push(`${name}.${member} ${String(given[0])}`);
              return Reflect.apply(found, target, given);
            };
      },
    });
  const { calls, callbacks, history, fcr } = store;
  return {
    ...store,
    calls: watching(calls, 'calls'),
    callbacks: watching(callbacks, 'callbacks'),
    history: watching(history, 'history'),
    fcr: watching(fcr, 'fcr'),
  };
}

function worldAt(nowMs: number, wrapFcr: (fcr: FcrStore) => Partial<FcrStore> = () => ({})) {
  const seen: string[] = [];
  const wrapStore = (store: Store) => watched({ ...store, fcr: { ...store.fcr, ...wrapFcr(store.fcr) } }, seen);
  const world = createWorld({ nowMs, wrapStore });
  const refresh = (asked: Partial<Parameters<typeof refreshFcr>[1]> = {}) =>
    refreshFcr(world, { untilMs: Infinity, ...asked });
  const daysOf = (queue = 'support') => world.store.fcr.days(queue, '2025-01-01', '2026-12-31');
  return { ...world, seen, refresh, daysOf };
}

describe('a day', () => {
  test('is counted a day after the window of its last second, not before', async () => {
    const world = worldAt(countedMs - 1);
    await keepCall(world.store, servedAt(startMs + DAY_MS - 1000));
    await world.refresh();
    expect(await world.daysOf()).toEqual([]);
    world.clock.advance(1);
    await world.refresh();
    expect(await world.daysOf()).toEqual([{ day: '2026-03-02', agents: { 'agent-1': { handled: 1, repeats: 0 } } }]);
    expect(await world.store.fcr.ranking('support')).toMatchObject({ asOfMs: startMs + DAY_MS, mean: 1 });
  });

  test('has the conversations of calls that began on it, with what happened until the last window closed', async () => {
    const world = worldAt(countedMs);
    const late = servedAt(startMs + DAY_MS - 1000);
    await keepCall(world.store, late);
    await keepCall(world.store, lostCall({ ...rings, startedAtMs: late.endedAtMs + 7 * DAY_MS }));
    await world.refresh();
    expect((await world.daysOf())[0]?.agents).toEqual({ 'agent-1': { handled: 1, repeats: 1 } });
  });

  test('is kept for each queue, and an agent whom nobody named is left out and told of', async () => {
    const world = worldAt(countedMs);
    await keepCall(world.store, servedAt(startMs));
    await keepCall(world.store, servedAt(startMs, { queue: 'billing', agentId: 'anna' }));
    await keepCall(world.store, servedAt(startMs, { agentId: 'unknown' }));
    await keepCall(world.store, servedAt(startMs, { talkMs: 9000 }));
    const { leftOut } = await world.refresh();
    expect(leftOut).toEqual({ no_number: 0, no_queue: 0, no_agent: 1, too_short: 1, not_yet: 0 });
    expect((await world.daysOf('billing'))[0]?.agents).toEqual({ anna: { handled: 1, repeats: 0 } });
  });

  test('is counted anew on the two days after it: a late record counts, and a count that is gone is gone', async () => {
    const world = worldAt(countedMs);
    const call = servedAt(startMs + 1000);
    await keepCall(world.store, call);
    await world.refresh();
    await keepCall(world.store, lostCall({ ...rings, startedAtMs: call.endedAtMs + 60_000 }));
    world.clock.advance(DAY_MS);
    await world.refresh();
    expect((await world.daysOf())[0]?.agents).toEqual({ 'agent-1': { handled: 1, repeats: 1 } });
    const facts = { callId: call.callId, segments: [] };
    await world.store.calls.put({ facts, judged: { ...call, agentId: 'unknown' } }, 1);
    world.clock.advance(DAY_MS);
    await world.refresh();
    expect((await world.daysOf())[0]).toEqual({ day: '2026-03-02', agents: {} });
  });

  test('is left as it was counted after that, unless it is asked for', async () => {
    const world = worldAt(countedMs + 2 * DAY_MS);
    const call = servedAt(startMs + 1000);
    await keepCall(world.store, call);
    await world.refresh();
    await keepCall(world.store, lostCall({ ...rings, startedAtMs: call.endedAtMs + 60_000 }));
    world.clock.advance(DAY_MS);
    await world.refresh();
    expect((await world.daysOf())[0]?.agents).toEqual({ 'agent-1': { handled: 1, repeats: 0 } });
    await world.refresh({ recountFrom: '2026-03-02' });
    expect((await world.daysOf())[0]?.agents).toEqual({ 'agent-1': { handled: 1, repeats: 1 } });
    expect((await world.store.fcr.ranking('support'))?.mean).toBe(0);
  });
});

test('a callback counts on the day of its conversation, by the number its caller rang from', async () => {
  const world = worldAt(countedMs);
  const connectedAtMs = startMs + DAY_MS - 60_000;
  const called = '+441632960009';
  // Closed by a lease, the next day.
  const callback = closed({ number: called, cli: callerNumber, requestedAtMs: startMs, closedAtMs: startMs + DAY_MS });
  await keepClosed(world.store, callback);
  const talk = { contactId: 'd1', number: called, queue: 'support', agentId: 'anna', how: 'called_back' } as const;
  await world.store.history.keepHandled({ ...talk, connectedAtMs, endedAtMs: connectedAtMs + 30_000 });
  await keepCall(world.store, lostCall({ ...rings, startedAtMs: connectedAtMs + 31_000 }));
  await world.refresh();
  expect(await world.daysOf()).toEqual([{ day: '2026-03-02', agents: { anna: { handled: 1, repeats: 1 } } }]);
});

describe('a run', () => {
  test('with nothing to count reads one item a queue', async () => {
    const world = worldAt(countedMs);
    await keepCall(world.store, servedAt(startMs));
    await world.refresh();
    world.seen.length = 0;
    world.clock.advance(DAY_MS - 1);
    expect(await world.refresh()).toMatchObject({ daysCounted: 0, isDone: true });
    expect(world.seen.toSorted()).toEqual(['fcr.ranking billing', 'fcr.ranking support']);
  });

  test('reads each day of the horizon once where nothing was handled, and keeps none', async () => {
    const world = worldAt(countedMs);
    await keepCall(world.store, lostCall({ startedAtMs: startMs }));
    expect(await world.refresh()).toMatchObject({ daysCounted: 90, isDone: true });
    expect(world.seen.filter((one) => one.startsWith('calls.ofDay'))).toHaveLength(90);
    expect(world.seen.filter((one) => one.startsWith('fcr.putDay'))).toEqual([]);
  });

  test('reads the days after its last one once for all, the day after: three days and eight more', async () => {
    const world = worldAt(countedMs);
    for (const ago of [0, 1, 2, 3]) await keepCall(world.store, servedAt(startMs + DAY_MS - ago * DAY_MS));
    await world.refresh();
    world.seen.length = 0;
    world.clock.advance(DAY_MS);
    expect((await world.refresh()).daysCounted).toBe(3);
    expect(world.seen.filter((one) => one.startsWith('calls.ofDay'))).toHaveLength(11);
  });

  test('that had to stop is gone on with by the next, and comes to the same', async () => {
    const whole = worldAt(countedMs);
    const cut = worldAt(countedMs);
    for (let day = 0; day < 89; day += 1) {
      for (const { store } of [whole, cut]) await keepCall(store, servedAt(startMs - day * DAY_MS));
    }
    await whole.refresh();
    // Every keeping of a day takes a second, and a chunk has seven.
    const { putDay } = cut.store.fcr;
    const slow = {
      ...cut.store.fcr,
      putDay: async (...day: Parameters<typeof putDay>) => {
        cut.clock.advance(1000);
        await putDay(...day);
      },
    };
    const deps = { ...cut, store: { ...cut.store, fcr: slow } };
    const first = await refreshFcr(deps, { untilMs: cut.clock.nowMs() + 10_000 });
    expect(first).toMatchObject({ daysCounted: 14, isDone: false });
    expect((await cut.store.fcr.ranking('support'))?.asOfMs).toBe(startMs - 75 * DAY_MS);
    expect(await refreshFcr(deps, { untilMs: Infinity })).toMatchObject({ daysCounted: 76, isDone: true });
    expect(await cut.daysOf()).toEqual(await whole.daysOf());
    const { computedAtMs: _, ...ranking } = (await cut.store.fcr.ranking('support')) ?? { computedAtMs: 0 };
    expect(await whole.store.fcr.ranking('support')).toMatchObject(ranking);
  });

  test('without time counts nothing and says so', async () => {
    const world = worldAt(countedMs);
    expect(await world.refresh({ untilMs: countedMs })).toMatchObject({ daysCounted: 0, isDone: false });
    expect(await world.store.fcr.ranking('support')).toBeUndefined();
  });
});

describe('a fault', () => {
  const unreadable = new AdapterError('store', { retryable: false, isUnreadable: true, cause: new Error('a field') });

  test('in what is kept of one queue does not keep the others from being counted', async () => {
    const world = worldAt(countedMs, (fcr) => ({
      days: async (queue, ...range) => {
        if (queue === 'support') throw unreadable;
        return fcr.days(queue, ...range);
      },
    }));
    await keepCall(world.store, servedAt(startMs, { queue: 'billing', agentId: 'anna' }));
    await world.refresh();
    expect((await world.store.fcr.ranking('billing'))?.agents).toHaveLength(1);
    expect(await world.store.fcr.ranking('support')).toBeUndefined();
    const reasons = world.notes.flatMap((note) => (note.kind === 'fault' ? [note.reason] : []));
    expect(new Set(reasons)).toEqual(new Set(['queue support: store: Error: a field']));
  });

  test('in the history of one caller leaves out that callback and no other', async () => {
    const world = worldAt(countedMs);
    await keepClosed(world.store, closed({ requestedAtMs: startMs, closedAtMs: startMs + 60_000 }));
    await keepCall(world.store, servedAt(startMs));
    const handledSince = async () => {
      throw unreadable;
    };
    const store = { ...world.store, history: { ...world.store.history, handledSince } };
    await refreshFcr({ ...world, store }, { untilMs: Infinity });
    expect((await world.daysOf())[0]?.agents).toEqual({ 'agent-1': { handled: 1, repeats: 0 } });
    expect(world.notes.filter(({ kind }) => kind === 'fault')).toHaveLength(1);
    expect(JSON.stringify(world.notes)).not.toContain('1632960');
  });

  test('of the store is thrown, and the next run counts', async () => {
    const world = worldAt(countedMs);
    await keepCall(world.store, servedAt(startMs));
    const ofDay = async () => {
      throw new AdapterError('store', { retryable: true, cause: new Error('down') });
    };
    const down = { ...world.store, calls: { ...createMemoryStore().calls, ofDay } };
    await expect(refreshFcr({ ...world, store: down }, { untilMs: Infinity })).rejects.toThrow('down');
    expect((await world.refresh()).isDone).toBe(true);
    expect(await world.daysOf()).toHaveLength(1);
  });
});
