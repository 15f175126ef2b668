import { COUNTED_MAX, takeStock } from '../../../../lib/app/watch/take-stock';
import type { Store } from '../../../../lib/ports/store';
import { closed, dialing, noonMs, scheduled, waiting } from '../../../support/builders/callbacks';
import { lostMark, openCase } from '../../../support/builders/lost';
import { queueConfig } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const DAY_MS = 86_400_000;
const config = {
  queues: [queueConfig('support', { classes: [{ name: 'vip', headStartSeconds: 60 }] }), queueConfig('billing')],
};
const empty = { waiting: 0, longestInLineMs: 0, openCases: 0, oldestCaseMs: 0 };
let last = 0;

/** Of another caller each time. */
function another<T extends object>(changes: T) {
  last += 1;
  const number = `+4420794${String(last).padStart(5, '0')}`;
  return { id: `01JNB00000000000000000${String(last).padStart(4, '0')}`, number, cli: number, ...changes };
}

const stockNotes = (world: World) => world.notes.flatMap((note) => (note.kind === 'stock' ? [note] : []));
const later = { deadlineMs: noonMs + 30 * DAY_MS };

describe('stock', () => {
  test('of nothing is noughts, whole and for each queue', async () => {
    const world = createWorld({ config });
    await takeStock(world);
    expect(world.notes).toEqual([
      { kind: 'stock', ...empty, inFlight: 0, oldestDueMs: 0 },
      { kind: 'stock', queue: 'support', ...empty },
      { kind: 'stock', queue: 'billing', ...empty },
    ]);
  });

  test('counts who waits in all classes of a queue, and how long the first of each line has stood there', async () => {
    const world = createWorld({ config });
    await world.keep(
      waiting(another({ inLineSinceMs: noonMs - 60_000 })),
      waiting(another({ inLineSinceMs: noonMs - 400_000, placeMs: noonMs })),
      waiting(another({ inLineSinceMs: noonMs - 90_000, class: 'vip' })),
      waiting(another({ inLineSinceMs: noonMs - 5_000, queue: 'billing' })),
      scheduled(another({})),
      closed(another({ archived: true })),
    );
    await takeStock(world);
    expect(stockNotes(world)).toMatchObject([
      { waiting: 4, longestInLineMs: 90_000, inFlight: 0 },
      { queue: 'support', waiting: 3, longestInLineMs: 90_000 },
      { queue: 'billing', waiting: 1, longestInLineMs: 5_000 },
    ]);
  });

  test('counts dials in flight, whatever queue they are of', async () => {
    const world = createWorld({ config });
    await world.keep(dialing(another({})), dialing(another({ queue: 'billing' })));
    expect(await takeStock(world)).toMatchObject({ inFlight: 2 });
  });

  test('counts open cases of each queue, those of a queue that is gone in the whole alone', async () => {
    const world = createWorld({ config });
    const lostAt = (endedAtMs: number) => lostMark(`call-${endedAtMs}`, { startedAtMs: endedAtMs - 60_000 });
    await openCase(world, { number: '+442079460001', queue: 'support' }, [lostAt(noonMs - 40 * DAY_MS)]);
    await openCase(world, { number: '+442079460002', queue: 'support' }, [lostAt(noonMs - 1_000)]);
    await openCase(world, { number: '+442079460003', queue: 'former' }, [lostAt(noonMs - 90 * DAY_MS)]);
    const closing = { kind: 'closed', how: 'by_hand', ref: 'd', atMs: noonMs } as const;
    await openCase(world, { number: '+442079460004', queue: 'billing' }, [lostAt(noonMs - 9_000), closing]);
    await takeStock(world);
    expect(stockNotes(world)).toMatchObject([
      { openCases: 3, oldestCaseMs: 90 * DAY_MS },
      { openCases: 2, oldestCaseMs: 40 * DAY_MS },
      { openCases: 0, oldestCaseMs: 0 },
    ]);
  });

  test('of a line that cannot be read is missing, and so are cases, but nothing else is', async () => {
    const wrapStore = (store: Store): Store => {
      const line: Store['callbacks']['line'] = async (of, limit) =>
        of.queue === 'billing' ? Promise.reject(new Error('no line')) : store.callbacks.line(of, limit);
      const stillOpen = async () => Promise.reject(new Error('no cases'));
      return { ...store, callbacks: { ...store.callbacks, line }, cases: { ...store.cases, stillOpen } };
    };
    const world = createWorld({ config, wrapStore });
    await world.keep(waiting(another({ inLineSinceMs: noonMs - 60_000 })), dialing(another({})));
    await expect(takeStock(world)).rejects.toThrow('no cases');
    expect(stockNotes(world)).toEqual([
      { kind: 'stock', waiting: 1, longestInLineMs: 60_000, inFlight: 1, oldestDueMs: 0 },
      { kind: 'stock', queue: 'support', waiting: 1, longestInLineMs: 60_000 },
    ]);
  });

  test('stops counting at a limit', async () => {
    const many = async () => COUNTED_MAX;
    const one = { queue: 'support', lostAtMs: noonMs };
    const wrapStore = (store: Store): Store => ({
      ...store,
      callbacks: { ...store.callbacks, countBefore: many },
      cases: { ...store.cases, stillOpen: async (_span, limit) => Array.from({ length: limit }, () => one) },
    });
    const world = createWorld({ config, wrapStore });
    await world.keep(waiting(another({})), waiting(another({ queue: 'billing' })));
    expect(await takeStock(world)).toMatchObject({ waiting: 2_000, openCases: 1_000 });
  });
});

describe('the oldest timer that nobody has looked at', () => {
  const overdue = (lateMs: number) => scheduled(another({ dueAtMs: noonMs - lateMs, ...later }));

  test('is told by how long it has been over, and one that has not run out is none', async () => {
    const world = createWorld({ config });
    await world.keep(scheduled(another({ dueAtMs: noonMs + 1 })));
    expect(await takeStock(world)).toMatchObject({ oldestDueMs: 0 });
    await world.keep(overdue(30_000), overdue(700_000), overdue(5_000));
    expect(await takeStock(world)).toMatchObject({ oldestDueMs: 700_000 });
  });

  test('is that of a callback which nobody can read, too, and all else is told', async () => {
    const [broken, real] = [overdue(900_000), overdue(8_000)];
    const wrapStore = (store: Store): Store => {
      const get: Store['callbacks']['get'] = async (key) =>
        key.number === broken.number ? Promise.reject(new Error('unreadable')) : store.callbacks.get(key);
      return { ...store, callbacks: { ...store.callbacks, get } };
    };
    const world = createWorld({ config, wrapStore });
    await world.keep(broken, real, waiting(another({})));
    expect(await takeStock(world)).toMatchObject({ waiting: 1, inFlight: 0, oldestDueMs: 900_000 });
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'watch', reason: 'unreadable' });
  });

  test('counts by what the callback says, not by an index that is behind', async () => {
    const [settled, real] = [overdue(900_000), overdue(8_000)];
    const wrapStore = (store: Store): Store => {
      const due: Store['callbacks']['due'] = async () => [settled, { ...real, id: 'former' }, real];
      return { ...store, callbacks: { ...store.callbacks, due } };
    };
    const world = createWorld({ config, wrapStore });
    await world.keep({ ...settled, dueAtMs: noonMs + 1_000 }, real);
    expect(await takeStock(world)).toMatchObject({ oldestDueMs: 8_000 });
  });
});
