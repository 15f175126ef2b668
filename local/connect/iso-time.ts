const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const THREE_DIGITS = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));

// Events are written by the million and nearly all of one day, so the date is worked out once.
let lastDay = { day: Number.NaN, text: '' };

function dateText(day: number): string {
  if (lastDay.day === day) return lastDay.text;
  const [text = ''] = new Date(day * DAY_MS).toISOString().split('T');
  lastDay = { day, text };
  return text;
}

function toSecondsText(wholeMs: number): string {
  const day = Math.floor(wholeMs / DAY_MS);
  const ofDayMs = wholeMs - day * DAY_MS;
  const minutes = Math.floor(ofDayMs / MINUTE_MS);
  const hour = TWO_DIGITS[Math.floor(minutes / 60)];
  const second = TWO_DIGITS[Math.floor((ofDayMs % MINUTE_MS) / 1_000)];
  return `${dateText(day)}T${hour}:${TWO_DIGITS[minutes % 60]}:${second}`;
}

/** `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, as in contact events. */
export function toIsoMilliseconds(atMs: number): string {
  const wholeMs = Math.floor(atMs);
  const ofSecond = wholeMs - Math.floor(wholeMs / 1_000) * 1_000;
  return `${toSecondsText(wholeMs)}.${THREE_DIGITS[ofSecond]}Z`;
}

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, cut to the second, as in contact records. */
export function toIsoSeconds(atMs: number): string {
  return `${toSecondsText(Math.floor(atMs))}Z`;
}

/** As `toIsoSeconds`, with null for a time that never came. */
export function toIsoSecondsOrNull(atMs: number | undefined): string | null {
  return atMs === undefined ? null : toIsoSeconds(atMs);
}
