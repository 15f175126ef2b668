import * as fc from 'fast-check';
import { mayDialAt, nextDialableMs, type CallingRule } from '../../../lib/core/calling-window';
import { closedOn, isOpen, type DayWindow, type Hours, type WeeklyWindow } from '../../../lib/core/hours';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const utc = (text: string) => Date.parse(`${text}Z`);

function hours(timeZone: string, from: number, to: number, dates?: Hours['dates']): Hours {
  const windows = [{ days: everyDay, fromMinute: from * 60, toMinute: to * 60 }];
  return { timeZone, windows, ...(dates === undefined ? {} : { dates }) };
}

const london = (dates?: Hours['dates']) => hours('Europe/London', 9, 17, dates);

describe('hours on a date of their own', () => {
  test('a holiday is closed, and the days beside it are not', () => {
    const christmas = closedOn(london(), ['2026-12-25']);
    const open = ['2026-12-24', '2026-12-25', '2026-12-26'].map((day) => isOpen(christmas, utc(`${day}T12:00`)));
    expect(open).toEqual([true, false, true]);
    expect(closedOn(london(), [])).toEqual(london());
  });

  test('a date may be open at other times, and on a day that is else closed', () => {
    const sunday = '2026-06-07';
    const late: readonly DayWindow[] = [{ fromMinute: 18 * 60, toMinute: 20 * 60 }];
    const weekdays = { ...london({ [sunday]: late }), windows: [{ ...london().windows[0]!, days: [1, 2, 3, 4, 5] }] };
    expect(isOpen(weekdays, utc(`${sunday}T12:00`))).toBe(false);
    expect(isOpen(weekdays, utc(`${sunday}T17:30`))).toBe(true);
    expect(isOpen(closedOn(weekdays, [sunday]), utc(`${sunday}T17:30`))).toBe(false);
  });

  test('the date is that of the zone', () => {
    const auckland = closedOn(hours('Pacific/Auckland', 0, 24), ['2026-02-06']);
    expect(isOpen(auckland, utc('2026-02-05T10:59'))).toBe(true);
    expect(isOpen(auckland, utc('2026-02-05T11:00'))).toBe(false);
    expect(isOpen(auckland, utc('2026-02-06T11:00'))).toBe(true);
  });
});

describe('when a dial may ring', () => {
  const rule: CallingRule = { queueHours: london(), legalHours: [], ringLimitMs: 25_000 };

  test('is by the hours of Connect too, where they are known', () => {
    const closed = { ...rule, effectiveHours: closedOn(hours('Europe/London', 0, 24), ['2026-01-05']) };
    expect(mayDialAt(rule, utc('2026-01-05T12:00'))).toBe(true);
    expect(mayDialAt(closed, utc('2026-01-05T12:00'))).toBe(false);
    expect(nextDialableMs(closed, utc('2026-01-05T12:00'))).toBe(utc('2026-01-06T09:00'));
  });

  test('is after the holidays, a week and more of them in a row', () => {
    const off = Array.from({ length: 10 }, (_, day) => `2026-12-${22 + day}`);
    const closed = { ...rule, queueHours: closedOn(london(), off) };
    expect(nextDialableMs(closed, utc('2026-12-21T17:00'))).toBe(utc('2027-01-01T09:00'));
  });

  test('is at the first time that all zones allow, whichever of them begins its day first', () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'];
    const apart = { ...rule, queueHours: hours('UTC', 0, 24), legalHours: zones.map((zone) => hours(zone, 1, 24)) };
    const atMs = utc('2026-06-01T10:00');
    // One in Kiritimati at eleven, where midnight in Pago Pago is until noon.
    expect(nextDialableMs(apart, atMs)).toBe(utc('2026-06-01T12:00'));
  });
});

/** The clock of a zone by the engine's own calendar: date, ISO weekday, minute of the day. */
function clockIn(
  timeZone: string,
): (atMs: number) => { readonly date: string; readonly day: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (atMs) => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const date = `${part['year']}-${part['month']}-${part['day']}`;
    const day = ((new Date(date).getUTCDay() + 6) % 7) + 1;
    return { date, day, minute: Number(part['hour']) * 60 + Number(part['minute']) };
  };
}

const zones = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Asia/Kathmandu'];
const clocks = new Map(zones.map((timeZone) => [timeZone, clockIn(timeZone)]));

/** Whether hours are open in that minute, with none of the code under test. */
function isOpenByTheClock({ timeZone, windows, dates = {} }: Hours): (atMs: number) => boolean {
  const clock = clocks.get(timeZone) ?? clockIn(timeZone);
  return (atMs) => {
    const { date, day, minute } = clock(atMs);
    const today: readonly DayWindow[] = dates[date] ?? windows.filter((window) => window.days.includes(day));
    return today.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
  };
}

describe('a dial that is allowed', () => {
  // Whole hours and halves, away from the hours that a change of the clocks skips or repeats.
  const anyWindow = fc
    .record({ from: fc.integer({ min: 6, max: 40 }), length: fc.integer({ min: 4, max: 40 }) })
    .map(({ from, length }) => ({ fromMinute: from * 30, toMinute: Math.min(48, from + length) * 30 }));
  const anyWeek: fc.Arbitrary<readonly WeeklyWindow[]> = fc.array(
    fc
      .record({ days: fc.subarray(everyDay, { minLength: 4 }), window: anyWindow })
      .map(({ days, window }) => ({ days, ...window })),
    { minLength: 1, maxLength: 3 },
  );
  const anyDates = fc.dictionary(
    fc.constantFrom('2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'),
    fc.array(anyWindow, { maxLength: 2 }),
  );
  const anyHours: fc.Arbitrary<Hours> = fc.record({
    timeZone: fc.constantFrom(...zones),
    windows: anyWeek,
    dates: anyDates,
  });
  const anyRule = fc.record({
    queueHours: anyHours,
    effectiveHours: fc.option(anyHours, { nil: undefined }),
    legalHours: fc.array(anyHours, { maxLength: 2 }),
    ringLimitMs: fc.integer({ min: 15, max: 60 }).map((seconds) => seconds * 1000),
  });
  const startMs = utc('2026-03-27T00:00');
  // A window opens or closes at some quarter of an hour, and it is there that the ring matters.
  const anyTime = fc
    .tuple(fc.nat(4 * 96), fc.integer({ min: -70, max: 70 }))
    .map(([quarter, seconds]) => startMs + quarter * 15 * minuteMs + seconds * 1000);

  test('is allowed in every zone in each minute from now to the end of its ring, and no other dial is', () => {
    let allowed = 0;
    fc.assert(
      fc.property(anyRule, fc.array(anyTime, { minLength: 20, maxLength: 30 }), (drawn, times) => {
        const { effectiveHours, ...rest } = drawn;
        const rule: CallingRule = effectiveHours === undefined ? rest : { ...rest, effectiveHours };
        const all = [rule.queueHours, ...(effectiveHours === undefined ? [] : [effectiveHours]), ...rule.legalHours];
        const checks = all.map((one) => isOpenByTheClock(one));
        for (const nowMs of times) {
          const minutes: number[] = [];
          for (let atMs = nowMs; atMs < nowMs + rule.ringLimitMs; atMs += 15_000) minutes.push(atMs);
          minutes.push(nowMs + rule.ringLimitMs);
          const isAllowed = checks.every((isOpenAt) => minutes.every(isOpenAt));
          if (isAllowed) allowed += 1;
          expect({ nowMs, may: mayDialAt(rule, nowMs) }).toEqual({ nowMs, may: isAllowed });
        }
      }),
      { numRuns: 60, seed: 21 },
    );
    expect(allowed).toBeGreaterThan(50);
  });

  test('is the next one, and no minute before it is allowed', () => {
    let found = 0;
    fc.assert(
      fc.property(anyRule, fc.nat(3 * 1_440), (drawn, minute) => {
        const { effectiveHours, ...rest } = drawn;
        const rule: CallingRule = effectiveHours === undefined ? rest : { ...rest, effectiveHours };
        const all = [rule.queueHours, ...(effectiveHours === undefined ? [] : [effectiveHours]), ...rule.legalHours];
        const checks = all.map((one) => isOpenByTheClock(one));
        const nowMs = startMs + minute * minuteMs;
        const nextMs = nextDialableMs(rule, nowMs);
        const endMs = Math.min(nextMs ?? Number.POSITIVE_INFINITY, nowMs + 3 * dayMs);
        for (let atMs = nowMs; atMs < endMs; atMs += 10 * minuteMs) {
          expect(checks.every((isOpenAt) => isOpenAt(atMs) && isOpenAt(atMs + rule.ringLimitMs))).toBe(false);
        }
        if (nextMs === undefined) return;
        found += 1;
        expect(checks.every((isOpenAt) => isOpenAt(nextMs) && isOpenAt(nextMs + rule.ringLimitMs))).toBe(true);
      }),
      { numRuns: 25, seed: 22 },
    );
    expect(found).toBeGreaterThan(10);
  });
});
