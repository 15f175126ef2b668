import { IANAZone } from 'luxon';
import type { WeeklyWindow } from '../hours';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A stretch of a week, end excluded, in minutes after Monday 00:00 UTC; below 0 and above a week where a zone has it so. */
export interface WeekSpan {
  readonly from: number;
  readonly to: number;
}

/** What the clocks of a zone are ahead of UTC at an instant, in minutes. */
export function offsetMinutes(timeZone: string, atMs: number): number {
  return IANAZone.create(timeZone).offset(atMs);
}

/** When windows are open by a clock that is so much ahead of UTC, each window as it is written. */
export function spansOfWeek(windows: readonly WeeklyWindow[], offset: number): readonly WeekSpan[] {
  return windows.flatMap(({ days, fromMinute, toMinute }) =>
    days.map((day) => {
      const midnight = (day - 1) * DAY_MINUTES - offset;
      return { from: midnight + fromMinute, to: midnight + toMinute };
    }),
  );
}

/** What spans have in common with others, which may be of the week before or after. */
export function inCommon(some: readonly WeekSpan[], others: readonly WeekSpan[]): readonly WeekSpan[] {
  const around = joined(
    [-WEEK_MINUTES, 0, WEEK_MINUTES].flatMap((by) => others.map(({ from, to }) => ({ from: from + by, to: to + by }))),
  );
  return some.flatMap((one) =>
    around
      .map(({ from, to }) => ({ from: Math.max(from, one.from), to: Math.min(to, one.to) }))
      .filter(({ from, to }) => from < to),
  );
}

/** Whether a stretch of that length, counted from the beginning of one of the spans, lies in it and in one of `open`. */
export function holdsSlot(spans: readonly WeekSpan[], open: readonly WeekSpan[], minutes: number): boolean {
  return open.some((stretch) =>
    spans.some(({ from, to }) => {
      const start = from + Math.max(0, Math.ceil((stretch.from - from) / minutes)) * minutes;
      return start >= stretch.from && start + minutes <= Math.min(to, stretch.to);
    }),
  );
}

/** Spans without the seams between those that touch: midnight is none. */
function joined(spans: readonly WeekSpan[]): readonly WeekSpan[] {
  return spans
    .toSorted((a, b) => a.from - b.from)
    .reduce<readonly WeekSpan[]>((before, { from, to }) => {
      const last = before.at(-1);
      if (last === undefined || last.to < from) return [...before, { from, to }];
      return [...before.slice(0, -1), { from: last.from, to: Math.max(last.to, to) }];
    }, []);
}
