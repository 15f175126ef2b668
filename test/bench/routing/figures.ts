import { intervalOf, meanOf, type Interval } from './interval';
import type { Reached, RunLog } from './run-log';
import { SHARE_MAX } from './strategies';

/** What is told of a run: shares as parts of one, waits in seconds. */
const measures = {
  /** Lost calls that were called back and reached an agent. */
  callbacks: { digits: 1, of: ({ reached }: RunLog) => reached.length },
  /** Of them, those whose caller rang again within the week. */
  repeats: { digits: 4, of: ({ reached }: RunLog) => shareOf(reached, ({ isRepeated }) => isRepeated) },
  /** How likely that was, given who talked to them: the same with less luck in it. */
  repeatChance: { digits: 4, of: ({ reached }: RunLog) => meanOf(reached.map(({ repeatChance }) => repeatChance)) },
  /** Of them, those for whom nothing was solved. */
  unsolved: { digits: 4, of: ({ reached }: RunLog) => shareOf(reached, ({ isSolved }) => !isSolved) },
  /** Of them, those who were kept for some agents at first. */
  steered: { digits: 3, of: ({ reached }: RunLog) => shareOf(reached, ({ isSteered }) => isSteered) },
  /** From being ready to the agent, those included who left. */
  readyWait: { digits: 2, of: ({ readyWaitsMs }: RunLog) => meanOf(readyWaitsMs) / 1_000 },
  readyWaitP95: { digits: 2, of: ({ readyWaitsMs }: RunLog) => quantile(readyWaitsMs, 0.95) / 1_000 },
  /** Of those who were ready, who left before an agent came. */
  lostAgain: { digits: 4, of: ({ lostAgain, readyWaitsMs }: RunLog) => lostAgain / Math.max(1, readyWaitsMs.length) },
  /** Of those who rang, those included who left. */
  ringInWait: { digits: 2, of: ({ waitsMs }: RunLog) => meanOf(waitsMs) / 1_000 },
  /** Of those who rang, who left before an agent came. */
  lost: { digits: 4, of: ({ lost, rang }: RunLog) => lost / rang },
  /** What agents worked, of the time they were there. */
  load: { digits: 4, of: ({ busyMs, openMs }: RunLog) => busyMs / openMs },
  /** Of the callbacks that reached an agent, those of the agent who got most, of the 5 and of the 10 who did. */
  mostOfOne: { digits: 4, of: (run: RunLog) => shareOfMost(run, 1) },
  mostOfFive: { digits: 4, of: (run: RunLog) => shareOfMost(run, 5) },
  mostOfTen: { digits: 4, of: (run: RunLog) => shareOfMost(run, 10) },
  /** 0: all the same; 1: one agent got all. */
  gini: { digits: 3, of: gini },
  /** Of all, those who were with one of the best, as they stood when the caller was routed. */
  withBest: { digits: 4, of: ({ reached }: RunLog) => shareOf(reached, ({ wasBest }) => wasBest) },
  /** The longest that a caller was kept for some agents. */
  restrictedMax: {
    digits: 3,
    of: ({ restricted }: RunLog) => longest(restricted.map((one) => one.restrictedMs)) / 1_000,
  },
} as const;

export type FigureName = keyof typeof measures;

/** One strategy, over all seeds. */
export interface Row {
  readonly strategy: string;
  readonly figures: Readonly<Record<FigureName, Interval>>;
  /** What agents got of the callbacks, most first, the mean over the seeds. */
  readonly shares: readonly number[];
  /** The most callbacks that the best had beyond the cap on any day of any seed; negative: they stayed below it. */
  readonly beyondCapMax: number;
  /** Days of all seeds on which they had more than the slack beyond it, of so many. */
  readonly daysBeyondCap: number;
  readonly days: number;
}

export function rowOf(strategy: string, runs: readonly RunLog[]): Row {
  const figures = Object.fromEntries(
    Object.entries(measures).map(([name, { of, digits }]) => [name, intervalOf(runs.map(of), digits)]),
  ) as Record<FigureName, Interval>;
  const shares = runs.map(sharesOf);
  const beyond = runs.flatMap(beyondCapByDay);
  return {
    strategy,
    figures,
    shares: (shares[0] ?? []).map(
      (_, rank) =>
        intervalOf(
          shares.map((one) => one[rank] ?? 0),
          4,
        ).mean,
    ),
    beyondCapMax: Math.round(Math.max(...beyond) * 100) / 100,
    daysBeyondCap: beyond.filter((callbacks) => callbacks > CAP_SLACK).length,
    days: beyond.length,
  };
}

/** Callbacks are whole: the one that reaches the cap may go a part of itself beyond it. */
export const CAP_SLACK = 1;

/** By day, how many more callbacks the best had than the cap gives them. */
export function beyondCapByDay({ reached, days }: RunLog): readonly number[] {
  const best = Array.from({ length: days }, () => 0);
  const all = Array.from({ length: days }, () => 0);
  for (const { day, wasBest } of reached) {
    all[day] = (all[day] ?? 0) + 1;
    if (wasBest) best[day] = (best[day] ?? 0) + 1;
  }
  return best.map((count, day) => count - SHARE_MAX * (all[day] ?? 0));
}

/** What each agent got of the callbacks, most first. */
function sharesOf({ reached, agentIds }: RunLog): readonly number[] {
  const counts = new Map<string, number>(agentIds.map((agentId) => [agentId, 0]));
  for (const { agentId } of reached) counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
  return [...counts.values()].toSorted((a, b) => b - a).map((count) => count / Math.max(1, reached.length));
}

function shareOfMost(run: RunLog, many: number): number {
  return sharesOf(run)
    .slice(0, many)
    .reduce((sum, share) => sum + share, 0);
}

function gini(run: RunLog): number {
  const shares = sharesOf(run);
  const weighted = shares.reduce((sum, share, rank) => sum + share * (shares.length - 1 - 2 * rank), 0);
  return weighted / shares.length;
}

function shareOf(reached: readonly Reached[], is: (one: Reached) => boolean): number {
  return reached.filter(is).length / Math.max(1, reached.length);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function longest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
