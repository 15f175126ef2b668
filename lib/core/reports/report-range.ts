import { DateTime } from 'luxon';
import { err, ok, type Result } from '../result';

/** The days that a report is about, on the calendar of one zone. */
export interface ReportRange {
  /** The first and the last day, both included. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly timeZone: string;
  readonly fromMs: number;
  /** Not included. */
  readonly toMs: number;
}

/** Why there is no such range. */
export type RangeRefusal =
  | { readonly code: 'not_a_day'; readonly which: 'from' | 'to'; readonly got: string }
  | { readonly code: 'from_after_to'; readonly fromDay: string; readonly toDay: string }
  | { readonly code: 'too_long'; readonly days: number };

/** Calls and closed cases are kept no longer than this. */
export const RANGE_DAYS_MAX = 400;

/** The range of two days; without them the last month up to today, and of one that is missing a month before or until today. */
export function rangeOfDays(
  asked: { readonly fromDay?: string | undefined; readonly toDay?: string | undefined },
  at: { readonly timeZone: string; readonly nowMs: number },
): Result<ReportRange, RangeRefusal> {
  const today = DateTime.fromMillis(at.nowMs, { zone: at.timeZone }).startOf('day');
  const to = asked.toDay === undefined ? today : dayIn(asked.toDay, at.timeZone);
  if (to === undefined) return err({ code: 'not_a_day', which: 'to', got: asked.toDay ?? '' });
  const from = asked.fromDay === undefined ? to.minus({ months: 1 }) : dayIn(asked.fromDay, at.timeZone);
  if (from === undefined) return err({ code: 'not_a_day', which: 'from', got: asked.fromDay ?? '' });
  const fromDay = from.toFormat('yyyy-MM-dd');
  const toDay = to.toFormat('yyyy-MM-dd');
  if (fromDay > toDay) return err({ code: 'from_after_to', fromDay, toDay });
  const end = to.plus({ days: 1 }).startOf('day');
  const days = Math.round(end.diff(from, 'days').days);
  if (days > RANGE_DAYS_MAX) return err({ code: 'too_long', days });
  return ok({ fromDay, toDay, timeZone: at.timeZone, fromMs: from.toMillis(), toMs: end.toMillis() });
}

/** The days by UTC that a range touches, in order: calls are kept under them. */
export function utcDaysOf({ fromMs, toMs }: Pick<ReportRange, 'fromMs' | 'toMs'>): readonly string[] {
  const firstDay = Math.floor(fromMs / DAY_MS);
  const count = Math.ceil(toMs / DAY_MS) - firstDay;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date((firstDay + index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The months by UTC that a range touches, the latest first. */
export function utcMonthsOf(range: Pick<ReportRange, 'fromMs' | 'toMs'>): readonly string[] {
  return [...new Set(utcDaysOf(range).map((day) => day.slice(0, 7)))].toReversed();
}

/** The hour of the day on the clock of a zone, `00` to `23`. */
export function hourIn(timeZone: string, atMs: number): string {
  return DateTime.fromMillis(atMs, { zone: timeZone }).toFormat('HH');
}

const DAY_MS = 86_400_000;

function dayIn(text: string, timeZone: string): DateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone: timeZone }).startOf('day');
  return day.isValid ? day : undefined;
}
