import type { PolicyName, RowResult } from './rows';

/** The figures of one row; waits in seconds. */
export interface RowFigures {
  readonly agents: number;
  readonly policy: PolicyName;
  readonly days: number;
  readonly callbacks: number;
  /** From being ready to the agent, those who left included. */
  readonly afterReady: { readonly mean: number; readonly p50: number; readonly p95: number };
  readonly shareOver2s: number;
  readonly shareOver10s: number;
  /** Of those who were ready, who left before an agent came. */
  readonly lost: number;
  /** Agents free while a callback was due, for each callback served. */
  readonly idlePerCallback: number;
  /** First attempts: how long after the first later arrival was served. */
  readonly lateness: number;
  readonly overtakes: number;
  /** Pairs served in the wrong order, of all pairs. */
  readonly inversions: number;
  /** Of all callers, those who gave up holding. */
  readonly abandoned: number;
  readonly holdMinutesPerCall: number;
  /** After ready + idle + lateness. */
  readonly j: number;
  readonly jWithReadyTwice: number;
  readonly jWithIdleTwice: number;
}

export function figuresOf(agents: number, policy: PolicyName, { totals, days }: RowResult): RowFigures {
  const waits = totals.readyWaitsMs.map((ms) => ms / 1_000).toSorted((a, b) => a - b);
  const mean = meanOf(waits);
  const idle = totals.idleMs / 1_000 / Math.max(1, totals.callbacksServed);
  const lateness = meanOf(totals.latenessMs) / 1_000;
  const over = (seconds: number): number => round(waits.filter((wait) => wait > seconds).length / atLeastOne(waits), 4);
  return {
    agents,
    policy,
    days,
    callbacks: totals.callbacksServed,
    afterReady: { mean: round(mean), p50: round(quantile(waits, 0.5)), p95: round(quantile(waits, 0.95)) },
    shareOver2s: over(2),
    shareOver10s: over(10),
    lost: round(totals.lost / atLeastOne(waits), 4),
    idlePerCallback: round(idle),
    lateness: round(lateness),
    overtakes: round(totals.overtakes / atLeastOne(totals.latenessMs), 3),
    inversions: round(totals.lateBy.inversions / Math.max(1, totals.lateBy.pairs), 6),
    abandoned: round(totals.abandoned / totals.arrivals, 4),
    holdMinutesPerCall: round(totals.holdMs / 60_000 / totals.arrivals, 3),
    j: round(mean + idle + lateness),
    jWithReadyTwice: round(2 * mean + idle + lateness),
    jWithIdleTwice: round(mean + 2 * idle + lateness),
  };
}

function atLeastOne(list: readonly unknown[]): number {
  return Math.max(1, list.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / atLeastOne(values);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
