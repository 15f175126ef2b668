import { beyondCapByDay, CAP_SLACK, rowOf, type Row } from './figures';
import { meanOf, ratioOf, type Interval } from './interval';
import { playRun } from './play-run';
import type { RunLog } from './run-log';
import { allKnowing, bestFcr, longestIdle, type RoutingStrategy } from './strategies';

/** What a strategy gains over the longest idle, of what whoever knew all skills gains. */
export interface Gain {
  /** By who rang again. */
  readonly ofRepeats: Interval;
  /** By how likely that was, given who talked to whom: the same with less luck in it. */
  readonly ofRepeatChance: Interval;
}

/** What must be so. */
export interface Checks {
  readonly gainAtLeastHalf: boolean;
  readonly stepsBounded: boolean;
  readonly capHolds: boolean;
}

export interface RoutingReport {
  readonly agents: number;
  readonly days: number;
  readonly seeds: readonly number[];
  readonly rows: readonly Row[];
  readonly gain: Gain;
  readonly checks: Checks;
  readonly isMet: boolean;
}

export interface RoutingBench {
  readonly agents: number;
  readonly days: number;
  readonly seeds: readonly number[];
  readonly strategies: readonly RoutingStrategy[];
  readonly progress: (line: string) => void;
}

/** All strategies on the same callers; longest-idle, best-fcr and all-knowing are to be among them. */
export function benchRouting({ agents, days, seeds, strategies, progress }: RoutingBench): RoutingReport {
  const played = new Map<RoutingStrategy, RunLog[]>(strategies.map((strategy) => [strategy, []]));
  for (const seed of seeds) {
    for (const [strategy, runs] of played) runs.push(playRun({ agents, days, seed }, strategy));
    progress(`seed ${seed} is played`);
  }
  const runsOf = (strategy: RoutingStrategy): readonly RunLog[] => played.get(strategy) ?? [];
  const gain = gainOf(runsOf(bestFcr), { over: runsOf(longestIdle), limit: runsOf(allKnowing) });
  const capped = [...played].filter(([{ policy }]) => policy.some(({ strategy }) => isCapped(strategy)));
  const checks: Checks = {
    // Who rings again is a toss for each caller: what is sure is told by how likely it was.
    gainAtLeastHalf: gain.ofRepeats.mean >= 0.5 && lowOf(gain.ofRepeatChance) >= 0.5,
    stepsBounded: [...played.values()].flat().every(isBounded),
    capHolds: capped.every(([, runs]) => runs.every(isCapKept)),
  };
  const rows = [...played].map(([{ name }, runs]) => rowOf(name, runs));
  return { agents, days, seeds, rows, gain, checks, isMet: Object.values(checks).every(Boolean) };
}

/** Seeds are compared with themselves. */
export function gainOf(
  runs: readonly RunLog[],
  { over, limit }: { readonly over: readonly RunLog[]; readonly limit: readonly RunLog[] },
): Gain {
  const of = (measure: (run: RunLog | undefined) => number): Interval =>
    ratioOf(
      runs.map((run, at) => ({
        over: measure(over[at]) - measure(run),
        under: measure(over[at]) - measure(limit[at]),
      })),
      3,
    );
  return {
    ofRepeats: of((run) => meanOf((run?.reached ?? []).map(({ isRepeated }) => Number(isRepeated)))),
    ofRepeatChance: of((run) => meanOf((run?.reached ?? []).map(({ repeatChance }) => repeatChance))),
  };
}

/** Nobody was kept for some agents for longer than the steps together were to last. */
export function isBounded({ restricted }: RunLog): boolean {
  return restricted.every(({ restrictedMs, boundMs }) => restrictedMs <= boundMs);
}

/** On no day had the best more than the cap gives them, but for the slack. */
export function isCapKept(run: RunLog): boolean {
  return beyondCapByDay(run).every((callbacks) => callbacks <= CAP_SLACK);
}

function lowOf({ mean, low = mean }: Interval): number {
  return low;
}

function isCapped(strategy: RoutingStrategy['policy'][number]['strategy']): boolean {
  return strategy.kind === 'best_fcr' && strategy.shareMax !== undefined;
}
