import { DateTime } from 'luxon';

/** One day on the calendar of a zone. */
export interface LocalDay {
  /** ISO date. */
  readonly date: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Where no clock shows midnight on that day, its first instant. */
  readonly startMs: number;
  /** When the next day begins. */
  readonly endMs: number;
  /** When clocks there show so many minutes after midnight, 0 to 1440; what a clock change skips moves on by as much. */
  readonly atMinute: (minute: number) => number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Of each zone; far more than one search goes through. */
const DAYS_KEPT = 256;

/**
 * Days that were worked out already, by zone and by the day in UTC of the instant that was asked for. What is kept follows
 * from zone and instant alone, so nobody can tell whether it was; working a day out costs a hundred times as much.
 */
const known = new Map<string, Map<number, readonly LocalDay[]>>();

/** The day that an instant is in. */
export function localDayOf(timeZone: string, atMs: number): LocalDay {
  const inZone = knownIn(timeZone);
  const utcDay = Math.floor(atMs / DAY_MS);
  const days = inZone.get(utcDay) ?? [];
  const found = days.find((day) => isWithin(day, atMs));
  if (found !== undefined) return found;
  const day = workOut(timeZone, atMs);
  // No day is found again where there is no such zone, or no such instant on its calendar.
  if (!isWithin(day, atMs)) return day;
  if (inZone.size >= DAYS_KEPT) inZone.clear();
  inZone.set(utcDay, [...days, day]);
  return day;
}

function isWithin({ startMs, endMs }: LocalDay, atMs: number): boolean {
  return startMs <= atMs && atMs < endMs;
}

function knownIn(timeZone: string): Map<number, readonly LocalDay[]> {
  const found = known.get(timeZone);
  if (found !== undefined) return found;
  const none = new Map<number, readonly LocalDay[]>();
  known.set(timeZone, none);
  return none;
}

function workOut(timeZone: string, atMs: number): LocalDay {
  const start = DateTime.fromMillis(atMs, { zone: timeZone }).startOf('day');
  const next = start.plus({ days: 1 }).startOf('day');
  const [startMs, endMs] = [start.toMillis(), next.toMillis()];
  const hasNoChange = start.offset === next.offset && endMs - startMs === DAY_MS;
  return {
    date: start.toFormat('yyyy-MM-dd'),
    weekday: start.weekday,
    startMs,
    endMs,
    atMinute: (minute) => {
      if (minute === 1440) return endMs;
      if (hasNoChange) return startMs + minute * MINUTE_MS;
      return start.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis();
    },
  };
}
