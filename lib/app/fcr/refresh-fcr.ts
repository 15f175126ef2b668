import { leftOutOfAll, type FcrCounts } from '../../core/fcr/count-fcr';
import { daysToCount, endOfDayMs, startOfDayMs } from '../../core/fcr/days-to-count';
import type { FcrProgress, FcrRanking } from '../../core/fcr/fcr-ranking';
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
 * Counts what can be counted by now and ranks the agents of each queue. How far it is counted is kept with the ranking after
 * every few days, so a run that stops before `untilMs`, or dies, is gone on with by the next one; whatever is done twice
 * gives the same. A window or a shortest conversation that was changed has all days counted anew. With nothing to count it
 * reads one item a queue.
 */
export async function refreshFcr(
  deps: FcrDeps,
  { untilMs, recountFrom }: { readonly untilMs: number; readonly recountFrom?: string },
): Promise<Refreshed> {
  const { policy, clock, journal } = deps;
  const nowMs = clock.nowMs();
  const rankings = new Map<string, FcrRanking | undefined>();
  for (const { name } of policy.queues) rankings.set(name, await rankingOf(deps, name));
  const { days, asOfMs } = daysToCount(policy.fcr, { nowMs, recountFrom, ...countedOf(deps, rankings) });
  const [firstDay] = days;
  if (recountFrom !== undefined && firstDay !== undefined) await putBack(deps, rankings, startOfDayMs(firstDay));
  const counted: FcrCounts[] = [];
  let done = 0;
  while (done < days.length && clock.nowMs() < untilMs) {
    const counts = await countDays(deps, days.slice(done, done + CHUNK_DAYS), nowMs);
    await keepDays(deps, counts);
    done += counts.size;
    counted.push(...counts.values());
    const countedUntilMs = endOfDayMs(days[done - 1] ?? '');
    await rankQueues(deps, rankings, { untilMs: countedUntilMs, isDone: done === days.length, latestMs: asOfMs });
    journal.note({ kind: 'fcr_counted', days: counts.size, leftOut: leftOutOfAll(counts.values()) });
  }
  return { daysCounted: done, isDone: done === days.length, leftOut: leftOutOfAll(counted) };
}

type Rankings = ReadonlyMap<string, FcrRanking | undefined>;

/** What is kept of a queue; all its days are counted anew where nobody can read it. */
function rankingOf(deps: FcrDeps, queue: string): Promise<FcrRanking | undefined> {
  return readable(deps, queue, () => deps.store.fcr.ranking(queue));
}

/** How far every queue is counted; not at all where one of them is new, or was counted by other rules. */
function countedOf({ policy }: FcrDeps, rankings: Rankings): { countedUntilMs?: number; isDone?: boolean } {
  const { windowMs, talkMinMs } = policy.fcr;
  const counted = [...rankings.values()]
    .map((ranking) => ranking?.progress)
    .filter((progress) => progress !== undefined)
    .filter((progress) => progress.windowMs === windowMs && progress.talkMinMs === talkMinMs);
  if (counted.length < rankings.size) return {};
  return {
    countedUntilMs: Math.min(...counted.map(({ untilMs }) => untilMs)),
    isDone: counted.every(({ isDone }) => isDone),
  };
}

/** Days that are asked for are still to be counted, even by a later run should this one die. */
async function putBack({ store }: FcrDeps, rankings: Rankings, untilMs: number): Promise<void> {
  for (const [name, ranking] of rankings) {
    if (ranking?.progress === undefined) continue;
    const backMs = Math.min(untilMs, ranking.progress.untilMs);
    await store.fcr.putRanking(name, { ...ranking, progress: { ...ranking.progress, untilMs: backMs, isDone: false } });
  }
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

/** From all days that are kept: while some are counted anew, those after them stand as they were counted before. */
async function rankQueues(
  deps: FcrDeps,
  rankings: Rankings,
  { latestMs, ...counted }: Pick<FcrProgress, 'untilMs' | 'isDone'> & { readonly latestMs: number },
): Promise<void> {
  const { policy, store, clock } = deps;
  const rules = policy.fcr;
  const { windowMs, talkMinMs } = rules;
  for (const { name } of policy.queues) {
    const asOfMs = Math.min(latestMs, Math.max(counted.untilMs, rankings.get(name)?.asOfMs ?? 0));
    const days = await daysOf(deps, name, utcDaysOf({ fromMs: asOfMs - rules.horizonMs, toMs: asOfMs }));
    if (days === undefined) continue;
    const ranking = rankFcr(weighDays(days, rules, asOfMs), rules, { asOfMs, computedAtMs: clock.nowMs() });
    await store.fcr.putRanking(name, { ...ranking, progress: { ...counted, windowMs, talkMinMs } });
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
