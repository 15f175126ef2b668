import * as fc from 'fast-check';
import { mayDialAt, nextDialableMs, type CallingRule } from '../../../lib/core/calling-window';
import { isOpen, isOpenThroughout, upcomingSpans, type Hours } from '../../../lib/core/hours';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const minuteMs = 60_000;

function hours(timeZone: string, from: number, to: number, days: readonly number[] = everyDay): Hours {
  return { timeZone, windows: [{ days, fromMinute: from * 60, toMinute: to * 60 }] };
}

const utc = (text: string) => Date.parse(`${text}Z`);

describe('opening hours on the wall clock', () => {
  test.each([
    ['London, the day before the clocks go forward', 'Europe/London', '2026-03-28T09:00', '2026-03-28T17:00'],
    ['London, the day the clocks go forward', 'Europe/London', '2026-03-29T08:00', '2026-03-29T16:00'],
    ['London, the day before the clocks go back', 'Europe/London', '2026-10-24T08:00', '2026-10-24T16:00'],
    ['London, the day the clocks go back', 'Europe/London', '2026-10-25T09:00', '2026-10-25T17:00'],
    ['New York, the day before the clocks go forward', 'America/New_York', '2026-03-07T14:00', '2026-03-07T22:00'],
    ['New York, the day the clocks go forward', 'America/New_York', '2026-03-08T13:00', '2026-03-08T21:00'],
    ['New York, the day the clocks go back', 'America/New_York', '2026-11-01T14:00', '2026-11-01T22:00'],
    ['Kolkata, five and a half hours ahead', 'Asia/Kolkata', '2026-06-01T03:30', '2026-06-01T11:30'],
    ['Cairo, where the day itself begins an hour late', 'Africa/Cairo', '2026-04-24T06:00', '2026-04-24T14:00'],
  ])('nine to five is kept in %s', (_name, timeZone, opens, closes) => {
    const nineToFive = hours(timeZone, 9, 17);
    expect(isOpen(nineToFive, utc(opens) - 1)).toBe(false);
    expect(isOpen(nineToFive, utc(opens))).toBe(true);
    expect(isOpen(nineToFive, utc(closes) - 1)).toBe(true);
    expect(isOpen(nineToFive, utc(closes))).toBe(false);
  });

  test('a day round the clock has 23 hours in spring and 25 in autumn', () => {
    const sundays = hours('Europe/London', 0, 24, [7]);
    const lengthOf = (day: string) => {
      const [span] = upcomingSpans(sundays, utc(`${day}T12:00`));
      return (span!.toMs - span!.fromMs) / 3_600_000;
    };
    expect([lengthOf('2026-03-29'), lengthOf('2026-10-25'), lengthOf('2026-06-07')]).toEqual([23, 25, 24]);
  });

  test('weekdays are those of the zone, not of UTC', () => {
    const mondays = hours('Pacific/Auckland', 0, 24, [1]);
    expect(isOpen(mondays, utc('2026-06-07T13:00'))).toBe(true);
    expect(isOpen(mondays, utc('2026-06-08T13:00'))).toBe(false);
  });

  test('windows that meet at midnight or at noon are one stretch, a break between them is not open', () => {
    const halves: Hours = {
      timeZone: 'Europe/London',
      windows: [
        { days: everyDay, fromMinute: 0, toMinute: 720 },
        { days: everyDay, fromMinute: 720, toMinute: 1440 },
      ],
    };
    expect(isOpenThroughout(halves, { fromMs: utc('2026-03-27T01:00'), toMs: utc('2026-03-30T22:00') })).toBe(true);
    const lunch: Hours = {
      ...halves,
      windows: [halves.windows[0]!, { days: everyDay, fromMinute: 780, toMinute: 1440 }],
    };
    expect(isOpenThroughout(lunch, { fromMs: utc('2026-01-05T11:59'), toMs: utc('2026-01-05T12:00') })).toBe(false);
  });
});

describe('when a dial may ring', () => {
  const ringLimitMs = 25_000;
  const rule: CallingRule = { queueHours: hours('Europe/London', 9, 17), legalHours: [], ringLimitMs };
  const closing = utc('2026-01-05T17:00');

  test('it ends within the hours, the ring limit included', () => {
    expect(mayDialAt(rule, closing - ringLimitMs - 1)).toBe(true);
    expect(mayDialAt(rule, closing - ringLimitMs)).toBe(false);
    expect(nextDialableMs(rule, closing - ringLimitMs)).toBe(utc('2026-01-06T09:00'));
  });

  test('every zone the number may be in allows it', () => {
    const legalHours = ['America/New_York', 'Pacific/Honolulu'].map((zone) => hours(zone, 8, 20));
    const across = { ...rule, queueHours: hours('America/New_York', 0, 24), legalHours };
    // Eight in Honolulu is one in the afternoon in New York in winter.
    expect(mayDialAt(across, utc('2026-01-05T17:59'))).toBe(false);
    expect(mayDialAt(across, utc('2026-01-05T18:00'))).toBe(true);
    expect(nextDialableMs(across, utc('2026-01-05T13:00'))).toBe(utc('2026-01-05T18:00'));
    expect(mayDialAt(across, utc('2026-01-06T00:59'))).toBe(true);
    expect(mayDialAt(across, utc('2026-01-06T01:00'))).toBe(false);
  });

  test('hours that never meet give no time at all', () => {
    const never = { ...rule, legalHours: [hours('Europe/London', 18, 20)] };
    expect(nextDialableMs(never, closing)).toBeUndefined();
  });

  test('a centre open one day a week is found from the day after', () => {
    const mondays = { ...rule, queueHours: hours('Europe/London', 9, 17, [1]) };
    expect(nextDialableMs(mondays, closing)).toBe(utc('2026-01-12T09:00'));
  });

  test('the next time allows it, and no quarter of an hour nor any minute of the last hour before it does', () => {
    const zone = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/St_Johns',
    );
    const anyHours = fc
      .record({ zone, from: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 9 }) })
      .map(({ zone: timeZone, from, length }) => hours(timeZone, from, Math.min(24, from + length)));
    const anyRule = fc.record({
      queueHours: anyHours,
      legalHours: fc.array(
        zone.map((timeZone) => hours(timeZone, 8, 20)),
        { maxLength: 1 },
      ),
      ringLimitMs: fc.integer({ min: 15, max: 60 }).map((seconds) => seconds * 1000),
    });
    const aroundTheChange = fc
      .tuple(
        fc.constantFrom('2026-03-28T12:00', '2026-10-24T12:00', '2026-03-07T12:00', '2026-06-01T00:00'),
        fc.nat(2_000),
      )
      .map(([text, minutes]) => utc(text) + minutes * minuteMs);
    let found = 0;
    fc.assert(
      fc.property(anyRule, aroundTheChange, (drawn, nowMs) => {
        const next = nextDialableMs(drawn, nowMs);
        const endMs = Math.min(next ?? Number.POSITIVE_INFINITY, nowMs + 1_440 * minuteMs);
        for (let atMs = nowMs; atMs < endMs; atMs += minuteMs)
          if (mayDialAt(drawn, atMs)) throw new Error(new Date(atMs).toISOString());
        if (next === undefined) return;
        found += 1;
        expect(mayDialAt(drawn, next)).toBe(true);
        expect(next === nowMs || !mayDialAt(drawn, next - 1)).toBe(true);
      }),
      { numRuns: 20, seed: 13 },
    );
    expect(found).toBeGreaterThan(10);
  });
});
