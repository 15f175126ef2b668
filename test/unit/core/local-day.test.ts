import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { daysFrom, type Hours } from '../../../lib/core/hours';
import { localDayOf } from '../../../lib/core/local-day';

// Days are kept once they are worked out, so each drawn instant is asked for among many others, in any order, and
// compared with the calendar itself.

const HOUR_MS = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);

/** Clock changes by an hour and by half of one, at midnight too, a whole day left out, and none at all. */
const changes: readonly (readonly [zone: string, around: string])[] = [
  ['Europe/London', '2026-03-29T12:00'],
  ['America/New_York', '2026-11-01T12:00'],
  ['Australia/Lord_Howe', '2026-04-05T00:00'],
  ['Africa/Cairo', '2026-04-24T00:00'],
  ['America/Santiago', '2026-09-06T04:00'],
  ['Pacific/Apia', '2011-12-30T12:00'],
  ['Asia/Kolkata', '2026-06-01T00:00'],
];

// Any zone around any change: instants of one are asked for in the others, too.
const anyInstant = fc
  .record({
    timeZone: fc.constantFrom(...changes.map(([zone]) => zone)),
    around: fc.constantFrom(...changes.map(([, around]) => around)),
    offMinutes: fc.integer({ min: -2_880, max: 2_880 }),
  })
  .map(({ timeZone, around, offMinutes }) => ({ timeZone, atMs: utc(around) + offMinutes * 60_000 }));

test('a day is that of the calendar: its date, its weekday, where it begins, where the next one does, every minute of it', () => {
  fc.assert(
    fc.property(anyInstant, fc.nat(1439), ({ timeZone, atMs }, minute) => {
      const start = DateTime.fromMillis(atMs, { zone: timeZone }).startOf('day');
      const day = localDayOf(timeZone, atMs);
      const dateAt = (ms: number) => DateTime.fromMillis(ms, { zone: timeZone }).toFormat('yyyy-MM-dd');
      expect(day).toMatchObject({ date: dateAt(atMs), weekday: start.weekday, startMs: start.toMillis() });
      expect([dateAt(day.endMs - 1) === day.date, dateAt(day.endMs) === day.date]).toEqual([true, false]);
      expect(localDayOf(timeZone, day.endMs).startMs).toBe(day.endMs);
      const shown = start.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
      expect([day.atMinute(minute), day.atMinute(1440)]).toEqual([shown.toMillis(), day.endMs]);
    }),
    { numRuns: 400, seed: 21 },
  );
});

test('more days than are kept are each found, also when they are asked for again', () => {
  const noons = Array.from({ length: 600 }, (_, index) => utc('2026-01-01T12:00') + index * 24 * HOUR_MS);
  const dates = noons.map((atMs) => new Date(atMs).toISOString().slice(0, 10));
  for (const _ of [1, 2]) expect(noons.map((atMs) => localDayOf('UTC', atMs).date)).toEqual(dates);
});

test('the days after one that begins late begin at midnight', () => {
  const cairo: Hours = { timeZone: 'Africa/Cairo', windows: [] };
  const starts = [...daysFrom(cairo, utc('2026-04-24T09:00'), 3)].map(({ startMs }) =>
    DateTime.fromMillis(startMs, { zone: cairo.timeZone }).toFormat('dd HH:mm'),
  );
  expect(starts).toEqual(['24 01:00', '25 00:00', '26 00:00']);
});

test.each([
  ['a zone that is none', 'Europe/Nowhere', 0],
  ['a time beyond every calendar', 'UTC', 9e15],
])('%s has no day', (_name, timeZone, atMs) => {
  const [day] = daysFrom({ timeZone, windows: [{ days: [1], fromMinute: 0, toMinute: 1440 }] }, atMs, 1);
  expect(day).toEqual({ startMs: Number.NaN, spans: [] });
});
