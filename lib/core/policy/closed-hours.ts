import { minuteOf } from './clock-time';
import { weekdays } from './fields';
import type { ParsedQueue } from './schema';

/** The longest stretch of a week in which a queue is closed, in whole hours, rounded up. */
export function longestClosedHours(windows: ParsedQueue['hours']): number {
  const weekMinutes = 7 * 1440;
  const spans = windows
    .flatMap((window) =>
      window.days.map((day) => {
        const midnight = weekdays.indexOf(day) * 1440;
        return { from: midnight + minuteOf(window.from), to: midnight + minuteOf(window.to) };
      }),
    )
    .toSorted((a, b) => a.from - b.from);
  let openUntil = (spans.at(-1)?.to ?? 0) - weekMinutes;
  let longest = 0;
  for (const span of spans) {
    longest = Math.max(longest, span.from - openUntil);
    openUntil = Math.max(openUntil, span.to);
  }
  return Math.ceil(longest / 60);
}
