/** A mean over seeds and where the true one lies, 19 times in 20; of one seed nothing is known but its figure. */
export interface Interval {
  readonly mean: number;
  readonly low?: number;
  readonly high?: number;
}

/** Student's t, two-sided 95%, by degrees of freedom from 1. */
const T_95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export function intervalOf(values: readonly number[], digits: number): Interval {
  return around(meanOf(values), values, digits);
}

/**
 * The ratio of two means that were measured on the same seeds. Its interval is that of what is left of each numerator after
 * the ratio's part of the denominator (the delta method): a ratio for each seed would be at the mercy of small denominators.
 */
export function ratioOf(pairs: readonly { readonly over: number; readonly under: number }[], digits: number): Interval {
  const under = meanOf(pairs.map((pair) => pair.under));
  const ratio = meanOf(pairs.map(({ over }) => over)) / under;
  const scatter = pairs.map((pair) => (pair.over - ratio * pair.under) / under);
  return around(ratio, scatter, digits);
}

function around(mean: number, values: readonly number[], digits: number): Interval {
  const degrees = values.length - 1;
  if (degrees < 1) return { mean: round(mean, digits) };
  const centre = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / degrees;
  const t = T_95[Math.min(degrees, T_95.length) - 1] ?? 0;
  const half = t * Math.sqrt(variance / values.length);
  return { mean: round(mean, digits), low: round(mean - half, digits), high: round(mean + half, digits) };
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
