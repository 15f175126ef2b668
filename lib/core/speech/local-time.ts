import { DateTime } from 'luxon';
import type { Moment } from './prompt-facts';

/** A moment as the clock on the wall of its zone shows it. */
export interface LocalTime {
  /** Calendar days from now: 0 today, 1 tomorrow, -1 yesterday. */
  readonly daysAway: number;
  /** 1: Monday. */
  readonly weekday: number;
  readonly day: number;
  /** 1: January. */
  readonly month: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
}

/** Days are counted on the calendar, so that a day of 23 or 25 hours is still one day. */
export function localTime({ atMs, nowMs, timeZone }: Moment): LocalTime {
  const at = DateTime.fromMillis(atMs, { zone: timeZone });
  const now = DateTime.fromMillis(nowMs, { zone: timeZone });
  const { weekday, day, month, hour, minute } = at;
  return { daysAway: dayNumber(at) - dayNumber(now), weekday, day, month, hour, minute };
}

function dayNumber({ year, month, day }: DateTime): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
