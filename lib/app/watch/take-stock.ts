import { timerOf } from '../../core/callback/callback';
import { STANDARD_CLASS } from '../../core/callback/line-order';
import type { QueuePolicy } from '../../core/policy/policy';
import type { OpenCase } from '../../ports/case-store';
import type { Stock } from '../../ports/journal';
import type { Deps } from '../deps';

/** What looking stands on: nothing is sent and nothing written, so that it says how things are whatever else has stopped. */
export type WatchDeps = Pick<Deps, 'store' | 'journal' | 'clock' | 'policy'>;

/** What a line is counted for. */
type LineStock = Required<Pick<Stock, 'waiting' | 'longestInLineMs'>>;

/** A line is counted no further, nor are the open cases: from there on a gauge says that there are at least so many. */
export const COUNTED_MAX = 1_000;

/** Cases that nobody has closed for longer are not looked for: each month is a query more. */
const CASE_MONTHS = 12;

/** The due index may show what has been settled a moment ago: so many of it are looked up, to find one that has not. */
const DUE_LOOKED_UP = 5;

/**
 * Counts what there is and notes it: first all queues together, then each by itself. What cannot be looked at is left out and
 * thrown at the end: all else is told first, or one fault would silence every gauge.
 */
export async function takeStock(deps: WatchDeps): Promise<Stock> {
  const nowMs = deps.clock.nowMs();
  const { seen, faults } = lookOut();
  const cases = await seen(async () => openCases(deps, nowMs));
  const flights = await seen(async () => deps.store.callbacks.inFlight());
  const oldestDueMs = await seen(async () => oldestDue(deps, nowMs));
  const lines: LineStock[] = [];
  const queues: { readonly queue: string; readonly stock: Stock }[] = [];
  for (const queue of deps.policy.queues) {
    const line = await seen(async () => lineOf(deps, queue, nowMs));
    if (line !== undefined) lines.push(line);
    const mine = cases?.filter((one) => one.queue === queue.name);
    queues.push({ queue: queue.name, stock: { ...line, ...casesIn(mine, nowMs) } });
  }
  const all: Stock = {
    ...allOf(lines),
    // Also of queues that have left the configuration: somebody is still waiting there.
    ...casesIn(cases, nowMs),
    ...(flights === undefined ? {} : { inFlight: flights.length }),
    ...(oldestDueMs === undefined ? {} : { oldestDueMs }),
  };
  if (Object.keys(all).length > 0) deps.journal.note({ kind: 'stock', ...all });
  for (const { queue, stock } of queues) {
    if (Object.keys(stock).length > 0) deps.journal.note({ kind: 'stock', queue, ...stock });
  }
  const [fault] = faults;
  if (fault !== undefined) throw fault;
  return all;
}

/** Looks that may fail one by one. */
function lookOut() {
  const faults: Error[] = [];
  return {
    faults,
    seen: async <T>(look: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await look();
      } catch (error) {
        faults.push(error instanceof Error ? error : new Error('unknown fault'));
        return undefined;
      }
    },
  };
}

/** All lines together, of those that could be looked at; nothing where none could. */
function allOf(lines: readonly LineStock[]): Partial<LineStock> {
  if (lines.length === 0) return {};
  return {
    waiting: lines.reduce((sum, { waiting }) => sum + waiting, 0),
    longestInLineMs: Math.max(0, ...lines.map(({ longestInLineMs }) => longestInLineMs)),
  };
}

/** The lines of a queue: one query for the first of each, and one to count those that are not empty. */
async function lineOf({ store }: WatchDeps, { name, classes }: QueuePolicy, nowMs: number): Promise<LineStock> {
  const end = { placeMs: Number.MAX_SAFE_INTEGER, id: '' };
  let waiting = 0;
  let longestInLineMs = 0;
  for (const of of [STANDARD_CLASS, ...classes.map((one) => one.name)]) {
    const line = { queue: name, class: of };
    const [first] = await store.callbacks.line(line, 1);
    if (first === undefined) continue;
    longestInLineMs = Math.max(longestInLineMs, nowMs - first.inLineSinceMs);
    waiting += await store.callbacks.countBefore(line, end, COUNTED_MAX);
  }
  return { waiting, longestInLineMs };
}

/**
 * How long the earliest timer has been over; a callback itself says when that was, and whether it still is so. Of one that
 * cannot be read the index is believed: nobody can look after it, and its caller waits.
 */
async function oldestDue({ store, journal }: WatchDeps, nowMs: number): Promise<number> {
  for (const proposal of await store.callbacks.due(nowMs, DUE_LOOKED_UP)) {
    try {
      const found = (await store.callbacks.get(proposal))?.value;
      const atMs = found === undefined || found.id !== proposal.id ? undefined : timerOf(found);
      if (atMs !== undefined && atMs < nowMs) return nowMs - atMs;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown fault';
      journal.note({ kind: 'fault', where: 'watch', reason });
      return nowMs - proposal.dueAtMs;
    }
  }
  return 0;
}

async function openCases({ store }: WatchDeps, nowMs: number): Promise<readonly OpenCase[]> {
  const now = new Date(nowMs);
  const fromMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - CASE_MONTHS);
  return store.cases.stillOpen({ fromMs, toMs: nowMs }, COUNTED_MAX);
}

function casesIn(cases: readonly OpenCase[] | undefined, nowMs: number): Pick<Stock, 'openCases' | 'oldestCaseMs'> {
  if (cases === undefined) return {};
  const [oldest] = cases;
  return { openCases: cases.length, oldestCaseMs: oldest === undefined ? 0 : Math.max(0, nowMs - oldest.lostAtMs) };
}
