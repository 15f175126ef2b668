import { DateTime } from 'luxon';

/** Times as the clocks of one zone show them. */
export interface ZoneClock {
  /** `2026-03-02 09:51:05`. */
  readonly wallTime: (atMs: number) => string;
  /** ISO 8601 with the offset: `2026-03-02T09:51:05+00:00`. */
  readonly isoTime: (atMs: number) => string;
  /** Minutes ahead of UTC. */
  readonly offsetMinutes: (atMs: number) => number;
}

/** Clocks are put forward or back at a whole quarter of an hour by UTC, in every zone. */
const QUARTER_MS = 900_000;

/** So many offsets are remembered: more than the times of a page, which are close to each other. */
const REMEMBERED_MAX = 5_000;

/** Asking for an offset takes longer than writing a whole row, so each quarter of an hour is asked for once. */
export function createZoneClock(timeZone: string): ZoneClock {
  const offsets = new Map<number, number>();

  function offsetMinutes(atMs: number): number {
    const quarter = Math.floor(atMs / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= REMEMBERED_MAX) offsets.clear();
    const { offset } = DateTime.fromMillis(atMs, { zone: timeZone });
    offsets.set(quarter, offset);
    return offset;
  }

  function wall(atMs: number): string {
    return new Date(atMs + offsetMinutes(atMs) * 60_000).toISOString().slice(0, 19);
  }

  return {
    offsetMinutes,
    wallTime: (atMs) => wall(atMs).replace('T', ' '),
    isoTime: (atMs) => `${wall(atMs)}${offsetText(offsetMinutes(atMs))}`,
  };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
