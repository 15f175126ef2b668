import { utcDaysOf } from '../reports/report-range';
import type { FcrRules } from './fcr-call';

/** Which days are counted next. */
export interface DaysToCount {
  /** In order, without a gap. */
  readonly days: readonly string[];
  /** The end of the last day that can be counted by now. */
  readonly asOfMs: number;
}

const DAY_MS = 86_400_000;

/** A record may come days late: each day is counted anew as often, a day later each time. */
const DAYS_AGAIN = 2;

/**
 * The days (UTC) of the horizon whose windows are closed and that are not counted yet, with the days before them that are
 * counted anew; with `recountFrom`, all from that day on. A conversation may last into the next day, so a day can be counted a
 * day after the window of its last second. `countedUntilMs` is the end of the last day that is counted, absent where none is.
 */
export function daysToCount(
  rules: Pick<FcrRules, 'windowMs' | 'horizonMs'>,
  asked: {
    readonly nowMs: number;
    readonly countedUntilMs?: number | undefined;
    readonly recountFrom?: string | undefined;
  },
): DaysToCount {
  const { nowMs, countedUntilMs, recountFrom } = asked;
  const asOfMs = Math.floor((nowMs - rules.windowMs - DAY_MS) / DAY_MS) * DAY_MS;
  const horizonMs = asOfMs - Math.floor(rules.horizonMs / DAY_MS) * DAY_MS;
  const anew = recountFrom === undefined ? Infinity : startOfDayMs(recountFrom);
  const next = countedUntilMs === asOfMs ? asOfMs : Math.min(countedUntilMs ?? 0, asOfMs) - DAYS_AGAIN * DAY_MS;
  const fromMs = Math.max(horizonMs, Math.min(next, anew));
  return { days: utcDaysOf({ fromMs, toMs: asOfMs }), asOfMs };
}

/** The first moment of a day. */
export function startOfDayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The moment after the last one of a day. */
export function endOfDayMs(day: string): number {
  return startOfDayMs(day) + DAY_MS;
}
