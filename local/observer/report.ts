import type { AttemptOutcome } from '../../lib/core/callback/attempt';

/** What one run came to; every key is defined in docs/glossary.md. */
export interface RunReport {
  readonly callsOffered: number;
  readonly callsAnswered: number;
  readonly callsLost: number;
  readonly callbacksRequested: number;
  readonly callbacksDialed: number;
  readonly callbacksReached: number;
  readonly callbacksOpen: number;
  readonly callbacksLost: number;
  readonly doubleDials: number;
  readonly orderInversions: number;
  readonly holdMinutes: number;
  readonly waitToAgentSeconds: Spread;
  readonly waitAfterReadySeconds: Spread;
  readonly agentIdleSecondsPerCallback: number;
  readonly dialOutcomes: Readonly<Record<AttemptOutcome, number>>;
  readonly lost: LostFigures;
}

/** What became of lost calls; callbacks here are those that nobody had asked for. */
export interface LostFigures {
  readonly calls: number;
  readonly shortAbandons: number;
  readonly casesOpen: number;
  readonly casesProcessed: number;
  readonly callbacks: number;
  readonly callbacksReached: number;
}

/** Mean and 95th percentile; 0 when there is nothing to measure. */
export interface Spread {
  readonly mean: number;
  readonly p95: number;
}

/** Seconds of a list of milliseconds, to a tenth; p95 is the smallest value that at least 95% do not exceed. */
export function spreadOf(valuesMs: readonly number[]): Spread {
  if (valuesMs.length === 0) return { mean: 0, p95: 0 };
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  return { mean: tenth(total / sorted.length / 1000), p95: tenth(p95 / 1000) };
}

/** To one decimal, as every report prints. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
