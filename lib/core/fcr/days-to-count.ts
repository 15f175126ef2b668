import { utcDaysOf } from '../reports/report-range';
import type { FcrRules } from './fcr-call';

/** Which days are counted next. */
export interface DaysToCount {
  /** In order, without a gap. */
  readonly days: readonly string[];
  /** The end of the last day that can be counted by now. */
  readonly asOfMs: number;
}

type CountedRules = Pick<FcrRules, 'windowMs' | 'horizonMs'>;

const DAY_MS = 86_400_000;

/** A record may come days late: each day is counted anew as often, a day later each time. */
const DAYS_AGAIN = 2;

/**
 * The days (UTC) of the horizon whose windows are closed and that are not counted yet, with the days before them that are
 * counted anew; with `recountFrom`, all from that day on. A conversation may last into the next day, so a day can be counted a
 * day after the window of its last second. `countedUntilMs` is the end of the last day that is counted, absent where none is.
 * Where the last run had to stop (`isDone` false) its days are gone on with, and none before them: a run that counts no more
 * than a day or two would never get ahead.
 */
export function daysToCount(
  rules: CountedRules,
  asked: {
    readonly nowMs: number;
    readonly countedUntilMs?: number | undefined;
    readonly isDone?: boolean | undefined;
    readonly recountFrom?: string | undefined;
  },
): DaysToCount {
  const { nowMs, countedUntilMs, isDone = true, recountFrom } = asked;
  const { horizonMs, asOfMs } = boundsOf(rules, nowMs);
  const anew = recountFrom === undefined ? Infinity : startOfDayMs(recountFrom);
  const againMs = isDone && countedUntilMs !== asOfMs ? DAYS_AGAIN * DAY_MS : 0;
  const next = Math.min(countedUntilMs ?? 0, asOfMs) - againMs;
  const fromMs = Math.max(horizonMs, Math.min(next, anew));
  return { days: utcDaysOf({ fromMs, toMs: asOfMs }), asOfMs };
}

/** The first and the last day that can be counted by now. */
export function countableDays(
  rules: CountedRules,
  nowMs: number,
): { readonly fromDay: string; readonly toDay: string } {
  const { horizonMs, asOfMs } = boundsOf(rules, nowMs);
  return { fromDay: dayOf(horizonMs), toDay: dayOf(asOfMs - DAY_MS) };
}

function boundsOf({ windowMs, horizonMs }: CountedRules, nowMs: number): { horizonMs: number; asOfMs: number } {
  const asOfMs = Math.floor((nowMs - windowMs - DAY_MS) / DAY_MS) * DAY_MS;
  return { horizonMs: asOfMs - Math.floor(horizonMs / DAY_MS) * DAY_MS, asOfMs };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** The first moment of a day. */
export function startOfDayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The moment after the last one of a day. */
export function endOfDayMs(day: string): number {
  return startOfDayMs(day) + DAY_MS;
}
