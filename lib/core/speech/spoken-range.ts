import { waitRangeMs, type WaitRange } from '../wait/wait-range';

/** Whole minutes, from < to; from 0 is said as "less than". */
export interface MinuteRange {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** An expected wait as it may be said aloud. */
export type SpokenRange = MinuteRange | 'under_a_minute' | 'over_two_hours';

const minuteMs = 60_000;
const longestMinutes = 120;

/**
 * A range of minutes around the expected wait (milliseconds) of the caller at a position (1: next): the range given, or
 * the one of a pool that nothing is known of. Without a position that is the widest. Ends are rounded outward, so that
 * rounding never claims more than is known: to 1 minute up to 10, to 5 up to 60, to 15 above.
 */
export function spokenRange(
  waitMs: number,
  position = 1,
  range: WaitRange = waitRangeMs(Math.max(0, waitMs), position),
): SpokenRange {
  if (waitMs > longestMinutes * minuteMs) return 'over_two_hours';
  const lowest = range.fromMs / minuteMs;
  const highest = range.toMs / minuteMs;
  if (highest <= 1) return 'under_a_minute';
  const roundTo = (value: number, round: (steps: number) => number) => round(value / stepAt(value)) * stepAt(value);
  return { fromMinutes: roundTo(lowest, Math.floor), toMinutes: roundTo(highest, Math.ceil) };
}

/** Callers hear minutes one by one when they are few, and in fives and quarters of an hour when they are many. */
function stepAt(minutes: number): number {
  if (minutes <= 10) return 1;
  return minutes <= 60 ? 5 : 15;
}
