import * as fc from 'fast-check';
import { localTime } from '../../../../lib/core/speech/local-time';
import { roughAge } from '../../../../lib/core/speech/rough-age';
import { speak, wordsOf } from '../../../../lib/core/speech/speak';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('a moment on the wall clock of a queue', () => {
  test.each([
    ['the hour before the clocks go forward', 'Europe/London', '2026-03-28T12:00', '2026-03-29T00:59', 1, 0, 59],
    ['the hour after the clocks went forward', 'Europe/London', '2026-03-28T12:00', '2026-03-29T01:00', 1, 2, 0],
    ['the evening of a day of 23 hours', 'Europe/London', '2026-03-29T00:00', '2026-03-29T22:59', 0, 23, 59],
    ['the evening of a day of 25 hours', 'Europe/London', '2026-10-24T23:00', '2026-10-25T23:59', 0, 23, 59],
    ['midnight after a day of 25 hours', 'Europe/London', '2026-10-24T23:00', '2026-10-26T00:00', 1, 0, 0],
    ['a day that begins at one', 'Africa/Cairo', '2026-04-23T21:59', '2026-04-23T22:00', 1, 1, 0],
    ['a minute before midnight', 'Europe/Moscow', '2026-06-01T12:00', '2026-06-01T20:59', 0, 23, 59],
    ['midnight', 'Europe/Moscow', '2026-06-01T12:00', '2026-06-01T21:00', 1, 0, 0],
    ['a minute later, seen from just before', 'Europe/Moscow', '2026-06-01T20:59', '2026-06-01T21:00', 1, 0, 0],
    ['a zone of half hours', 'Asia/Kolkata', '2026-06-01T12:00', '2026-06-01T18:45', 1, 0, 15],
    ['the last day of a year', 'America/New_York', '2026-12-31T20:00', '2027-01-01T05:00', 1, 0, 0],
    ['yesterday', 'America/New_York', '2026-03-02T05:00', '2026-03-02T04:59', -1, 23, 59],
  ])('%s', (_name, timeZone, now, at, daysAway, hour, minute) => {
    expect(localTime({ atMs: utc(at), nowMs: utc(now), timeZone })).toMatchObject({ daysAway, hour, minute });
  });

  test('weekday and date are those of the zone', () => {
    const moment = { atMs: utc('2026-06-07T13:00'), nowMs: utc('2026-06-01T00:00'), timeZone: 'Pacific/Auckland' };
    expect(localTime(moment)).toEqual({ daysAway: 7, weekday: 1, day: 8, month: 6, hour: 1, minute: 0 });
  });

  test('the next calendar day is one day away from every hour, also when the clocks change', () => {
    const hours = fc.integer({ min: 0, max: 365 * 24 });
    fc.assert(
      fc.property(hours, fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata'), (hour, timeZone) => {
        const nowMs = Date.UTC(2026, 0, 1) + hour * 3_600_000;
        const today = localTime({ atMs: nowMs, nowMs, timeZone });
        // From the first hour of a day, 30 hours are always the next day; from the last, 20 are.
        const toNextDayMs = (30 - today.hour) * 3_600_000;
        expect(today.daysAway).toBe(0);
        expect(localTime({ atMs: nowMs + toNextDayMs, nowMs, timeZone }).daysAway).toBe(1);
        expect(localTime({ atMs: nowMs, nowMs: nowMs + toNextDayMs, timeZone }).daysAway).toBe(-1);
      }),
      { numRuns: 300, seed: 42 },
    );
  });

  test('a slot after the clocks went forward is said as the clock then shows it', () => {
    const slot = { atMs: utc('2026-03-29T14:30'), nowMs: utc('2026-03-28T12:00'), timeZone: 'Europe/London' };
    const say = (code: 'en-US' | 'ru-RU') => wordsOf(speak(code, 'slots', { slots: [slot], hasMore: false }));
    expect(say('en-US')).toContain('tomorrow at three thirty pm');
    expect(say('ru-RU')).toContain('завтра в пятнадцать часов тридцать минут');
  });
});

describe('how long ago something was', () => {
  const minutesAgo = (minutes: number) => roughAge({ atMs: 0, nowMs: minutes * 60_000, timeZone: 'UTC' });

  test.each([
    [0.99, { kind: 'moments' }],
    [1, { kind: 'hours', hours: 0, minutes: 1 }],
    [179, { kind: 'hours', hours: 2, minutes: 59 }],
    [180, { kind: 'hours', hours: 3, minutes: 0 }],
    [209, { kind: 'hours', hours: 3, minutes: 0 }],
    [211, { kind: 'hours', hours: 4, minutes: 0 }],
    [47 * 60, { kind: 'hours', hours: 47, minutes: 0 }],
    [48 * 60, { kind: 'days', days: 2 }],
    [31 * 1440, { kind: 'days', days: 31 }],
    [32 * 1440, { kind: 'over_a_month' }],
  ] as const)('%d minutes', (minutes, age) => expect(minutesAgo(minutes)).toEqual(age));

  test('a clock that is behind tells of moments, not of the future', () => {
    expect(minutesAgo(-5)).toEqual({ kind: 'moments' });
  });
});
