import { leftOutOfAll, type FcrCounts } from '../../core/fcr/count-fcr';
import { daysToCount, endOfDayMs } from '../../core/fcr/days-to-count';
import { rankFcr } from '../../core/fcr/rank-fcr';
import { weighDays } from '../../core/fcr/weigh-days';
import { utcDaysOf } from '../../core/reports/report-range';
import { AdapterError } from '../../ports/adapter-error';
import type { Store } from '../../ports/store';
import type { Deps } from '../deps';
import { countDays } from './count-days';

/** What the refresh stands on. */
export type FcrDeps = Pick<Deps, 'policy' | 'clock' | 'journal'> & {
  readonly store: Pick<Store, 'calls' | 'callbacks' | 'history' | 'fcr'>;
};

/** What a refresh did, and whether every day that can be counted is. */
export interface Refreshed {
  readonly daysCounted: number;
  readonly isDone: boolean;
  /** Conversations of the counted days that are in no count, by why. */
  readonly leftOut: FcrCounts['leftOut'];
}

/** So many days share the reading of the window after them. */
const CHUNK_DAYS = 7;

/**
 * Counts what can be counted by now and ranks the agents of each queue. How far it is counted is kept with the ranking, so a run
 * that stops before `untilMs`, or dies, is gone on with by the next one; whatever is done twice gives the same. With
 * nothing to count it reads one item a queue.
 */
export async function refreshFcr(
  deps: FcrDeps,
  { untilMs, recountFrom }: { readonly untilMs: number; readonly recountFrom?: string },
): Promise<Refreshed> {
  const { policy, clock } = deps;
  const nowMs = clock.nowMs();
  const known = await Promise.all(policy.queues.map(({ name }) => countedUntil(deps, name)));
  const countedUntilMs = known.includes(undefined) ? undefined : Math.min(...known.map((ms = 0) => ms));
  const { days, asOfMs } = daysToCount(policy.fcr, { nowMs, countedUntilMs, recountFrom });
  const counted: FcrCounts[] = [];
  let done = 0;
  while (done < days.length && clock.nowMs() < untilMs) {
    const counts = await countDays(deps, days.slice(done, done + CHUNK_DAYS), nowMs);
    await keepDays(deps, counts);
    done += counts.size;
    counted.push(...counts.values());
  }
  const isDone = done === days.length;
  const lastDay = days[done - 1];
  if (lastDay !== undefined) await rankQueues(deps, { asOfMs: endOfDayMs(lastDay), latestMs: asOfMs });
  return { daysCounted: done, isDone, leftOut: leftOutOfAll(counted) };
}

/** Until when the days of a queue are counted; undefined where none is, and all are counted anew where nobody can read it. */
function countedUntil(deps: FcrDeps, queue: string): Promise<number | undefined> {
  return readable(deps, queue, async () => (await deps.store.fcr.ranking(queue))?.asOfMs);
}

/** Every queue has its day, even an empty one where an earlier count found something. */
async function keepDays(deps: FcrDeps, counts: ReadonlyMap<string, FcrCounts>): Promise<void> {
  const days = [...counts.keys()];
  for (const { name } of deps.policy.queues) {
    const kept = await daysOf(deps, name, days);
    for (const [day, { queues }] of counts) {
      const agents = Object.fromEntries(queues.get(name) ?? []);
      const isNews = Object.keys(agents).length > 0 || kept === undefined || kept.some((one) => one.day === day);
      if (isNews) await deps.store.fcr.putDay(name, { day, agents });
    }
  }
}

/** From the days that are kept; those after `asOfMs` were counted before and are being counted anew. */
async function rankQueues(
  deps: FcrDeps,
  { asOfMs, latestMs }: { readonly asOfMs: number; readonly latestMs: number },
): Promise<void> {
  const { policy, store, clock } = deps;
  const rules = policy.fcr;
  const range = utcDaysOf({ fromMs: asOfMs - rules.horizonMs, toMs: latestMs });
  for (const { name } of policy.queues) {
    const days = await daysOf(deps, name, range);
    if (days === undefined) continue;
    const times = { asOfMs, computedAtMs: clock.nowMs() };
    await store.fcr.putRanking(name, rankFcr(weighDays(days, rules, asOfMs), rules, times));
  }
}

function daysOf(deps: FcrDeps, queue: string, days: readonly string[]) {
  return readable(deps, queue, () => deps.store.fcr.days(queue, days[0] ?? '', days.at(-1) ?? ''));
}

/** What is kept of one queue, or undefined where nobody can read it: the other queues are counted all the same. */
async function readable<T>(deps: FcrDeps, queue: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (fault) {
    if (!(fault instanceof AdapterError && fault.isUnreadable)) throw fault;
    deps.journal.note({ kind: 'fault', where: 'fcr', reason: `queue ${queue}: ${fault.message}` });
    return undefined;
  }
}
