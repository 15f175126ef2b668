import { minuteOf } from './clock-time';
import type { ParsedQueue } from './schema';

type Windows = ParsedQueue['hours'];

/** What two sets of windows of one zone have in common. */
export function commonWindows(some: Windows, others: Windows): Windows {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const from = a.from > b.from ? a.from : b.from;
      const to = a.to < b.to ? a.to : b.to;
      const days = a.days.filter((day) => b.days.includes(day));
      return minuteOf(to) > minuteOf(from) && days.length > 0 ? [{ days, from, to }] : [];
    }),
  );
}
