/** Whole minutes, from < to; from 0 is said as "less than". */
export interface MinuteRange {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** An expected wait as it may be said aloud. */
export type SpokenRange = MinuteRange | 'under_a_minute' | 'over_two_hours';

/** Half the width of a range, as a share of the wait: neither a promise nor so wide that it says nothing. */
const narrowest = 0.15;
const widest = 0.6;

const minuteMs = 60_000;
const longestMinutes = 120;

/**
 * A range of minutes around the expected wait (milliseconds) of the caller at a position (1: next). The wait of the
 * n-th caller is the sum of n gaps between pick-ups, so its relative error falls with 1/sqrt(n), and so does the width
 * that is said. Without a position the range is the widest. Ends are rounded outward, so that rounding never claims
 * more than is known: to 1 minute up to 10, to 5 up to 60, to 15 above.
 */
export function spokenRange(waitMs: number, position = 1): SpokenRange {
  const minutes = Math.max(0, waitMs) / minuteMs;
  if (minutes > longestMinutes) return 'over_two_hours';
  const halfWidth = Math.min(widest, Math.max(narrowest, 1 / Math.sqrt(Math.max(1, position))));
  const lowest = minutes * (1 - halfWidth);
  const highest = minutes * (1 + halfWidth);
  if (highest <= 1) return 'under_a_minute';
  const roundTo = (value: number, round: (steps: number) => number) => round(value / stepAt(value)) * stepAt(value);
  return { fromMinutes: roundTo(lowest, Math.floor), toMinutes: roundTo(highest, Math.ceil) };
}

/** Callers hear minutes one by one when they are few, and in fives and quarters of an hour when they are many. */
function stepAt(minutes: number): number {
  if (minutes <= 10) return 1;
  return minutes <= 60 ? 5 : 15;
}
