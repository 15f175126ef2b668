/** One day in milliseconds; a trace has no zone, so every day of it has 24 hours. */
export const DAY_MS = 86_400_000;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;
const SHORT_DATE = /^(\d{2})(\d{2})(\d{2})$/;
const CLOCK = /^(\d{1,2}):(\d{2}):(\d{2})$/;
/** Two-digit years from here on belong to the 1900s: the oldest call logs at hand are of 1999. */
const SHORT_YEAR_PIVOT = 70;

/** Reads `YYYY-MM-DD HH:MM:SS` as epoch ms; undefined if it is not a moment that exists. */
export function parseInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const date = dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const clock = clockOf(Number(parts[4]), Number(parts[5]), Number(parts[6]));
  return date === undefined || clock === undefined ? undefined : date + clock;
}

/** Reads `yymmdd` as the epoch ms of that midnight; undefined if there is no such date. */
export function parseShortDate(text: string): number | undefined {
  const parts = SHORT_DATE.exec(text);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  return dateOf(year + (year >= SHORT_YEAR_PIVOT ? 1900 : 2000), Number(parts[2]), Number(parts[3]));
}

/** Reads `H:MM:SS` as ms after midnight; undefined if no clock shows it. */
export function parseClock(text: string): number | undefined {
  const parts = CLOCK.exec(text);
  return parts === null ? undefined : clockOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** The moment nearest to a known one at which a clock shows the given time: right across midnight, both ways. */
export function nearestAt(referenceMs: number, clockMs: number): number {
  const sameDay = Math.floor(referenceMs / DAY_MS) * DAY_MS + clockMs;
  if (sameDay - referenceMs > DAY_MS / 2) return sameDay - DAY_MS;
  return referenceMs - sameDay > DAY_MS / 2 ? sameDay + DAY_MS : sameDay;
}

/** The first moment, from a known one on, at which a clock shows the given time. */
export function nextAt(referenceMs: number, clockMs: number): number {
  const sameDay = Math.floor(referenceMs / DAY_MS) * DAY_MS + clockMs;
  return sameDay < referenceMs ? sameDay + DAY_MS : sameDay;
}

/** The day of the month, 1 to 31. */
export function dayOfMonth(atMs: number): number {
  return new Date(atMs).getUTCDate();
}

function dateOf(year: number, month: number, day: number): number | undefined {
  const atMs = Date.UTC(year, month - 1, day);
  const date = new Date(atMs);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? atMs : undefined;
}

function clockOf(hours: number, minutes: number, seconds: number): number | undefined {
  return hours < 24 && minutes < 60 && seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1_000 : undefined;
}
