import * as z from 'zod/mini';
import { maskNumbers } from '../mask-numbers';

/** Weekday names an admin writes, in ISO order: Monday is 1. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What Connect's ids look like. */
export const identifier = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** Text that must match; `allowed` is what an admin reads when it does not. */
export const text = (pattern: RegExp, allowed: string) => z.string(allowed).check(z.regex(pattern, allowed));

/** A whole number within bounds, both included. */
export function whole(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return z.int(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}

/** A number within bounds, both included. */
export function amount(min: number, max: number) {
  const allowed = `a number from ${min} to ${max}`;
  return z.number(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}

/** One of some words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, `one of ${words.map((one) => `"${one}"`).join(', ')}`);
}

export const yesOrNo = z.boolean('true or false');

const aShortName =
  'a short name: a letter, then letters, digits, "-" or "_", at most 40, and nothing like a phone number, as nine digits in a row';

/** The name of a queue, a pool or a class. What reads as a number would be masked in logs and metrics. */
export const shortName = z.string(aShortName).check(
  z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, { error: aShortName, abort: true }),
  z.refine((name) => maskNumbers(name) === name, aShortName),
);

/** A whole number of the telephone network. */
export const e164 = text(/^\+[1-9]\d{6,14}$/, 'a number in E.164, "+441632960123" say');

/** A number, or what a group of numbers begins with. */
export const numberOrBeginning = text(
  /^\+[1-9]\d{0,14}$/,
  'a number in E.164, or what numbers begin with: "+44909" say',
);

export const clockTime = text(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day from "00:00" to "24:00"');

/** Weekdays on which something holds. */
export const days = z
  .array(z.enum(weekdays, `one of ${weekdays.join(', ')}`), 'a list of weekdays')
  .check(z.minLength(1, 'at least one weekday'));

export const timeZone = z
  .string('an IANA time zone, "Europe/London" say')
  .check(z.refine((zone) => isTimeZone(zone), 'an IANA time zone, "Europe/London" say'));

const dateWords = 'a date, "2026-12-25" say';

/** A day of the calendar, in whatever zone it is looked at. */
export const calendarDate = z.string(dateWords).check(z.refine((date) => isDate(date), dateWords));

const countryWords = 'an ISO country code, "GB" say';

/** Whether there is such a country is looked at beside the other fields. */
export const countryCode = text(/^[A-Z]{2}$/, countryWords);

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isDate(date: string): boolean {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(date);
}
