import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { mayDialAt } from '../../../lib/core/calling-window';
import { isOpenThroughout, upcomingSpans, type Hours } from '../../../lib/core/hours';
import type { SlotPolicy } from '../../../lib/core/policy/policy';
import { isSlot, slotStarts, type SlotRule } from '../../../lib/core/slots';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const utc = (text: string) => Date.parse(`${text}Z`);

function hours(timeZone: string, from: number, to: number, days: readonly number[] = everyDay): Hours {
  return { timeZone, windows: [{ days, fromMinute: Math.round(from * 60), toMinute: Math.round(to * 60) }] };
}

const slots: SlotPolicy = { lengthMs: 30 * minuteMs, capacity: 4, aheadMs: dayMs, leadMs: 0 };
const rule = (queueHours: Hours, ...legalHours: readonly Hours[]): SlotRule => ({ queueHours, legalHours });

/** The starts as the clocks of a zone show them. */
function local(of: SlotRule, policy: SlotPolicy, nowMs: number, afterMs?: number): readonly string[] {
  const { timeZone: zone } = of.queueHours;
  return [...slotStarts(of, policy, { nowMs, afterMs })].map((ms) =>
    DateTime.fromMillis(ms, { zone }).toFormat('ccc HH:mm'),
  );
}

describe('the slots of a queue', () => {
  const monday = utc('2026-06-01T07:00');

  test('begin with each opening window and end within it', () => {
    const twoWindows: Hours = {
      timeZone: 'Europe/London',
      windows: [
        { days: everyDay, fromMinute: 540, toMinute: 615 },
        { days: everyDay, fromMinute: 850, toMinute: 910 },
      ],
    };
    expect(local(rule(twoWindows), slots, monday)).toEqual(['Mon 09:00', 'Mon 09:30', 'Mon 14:10', 'Mon 14:40']);
  });

  test('come neither before the lead nor after the last day', () => {
    const allDay = rule(hours('UTC', 0, 24));
    const policy = { ...slots, leadMs: 45 * minuteMs, aheadMs: 2 * hourMs };
    expect(local(allDay, policy, utc('2026-06-01T10:00'))).toEqual(['Mon 11:00', 'Mon 11:30', 'Mon 12:00']);
    const exact = { ...slots, leadMs: 30 * minuteMs, aheadMs: hourMs };
    expect(local(allDay, exact, utc('2026-06-01T10:00'))).toEqual(['Mon 10:30', 'Mon 11:00']);
  });

  test('go on after the last one that was offered', () => {
    const allDay = rule(hours('UTC', 0, 24));
    const policy = { ...slots, aheadMs: 2 * hourMs };
    expect(local(allDay, policy, utc('2026-06-01T10:00'), utc('2026-06-01T11:00'))).toEqual(['Mon 11:30', 'Mon 12:00']);
  });

  test('of overlapping windows are in one order, none of them twice', () => {
    const overlapping: Hours = {
      timeZone: 'UTC',
      windows: [
        { days: everyDay, fromMinute: 540, toMinute: 640 },
        { days: everyDay, fromMinute: 570, toMinute: 640 },
      ],
    };
    expect(local(rule(overlapping), slots, monday)).toEqual(['Mon 09:00', 'Mon 09:30', 'Mon 10:00']);
  });

  test('lie within the legal hours of every zone that the number may be in, to the last minute', () => {
    const of = rule(hours('UTC', 0, 24), hours('UTC', 8, 12), hours('America/New_York', 6, 20));
    const policy = { ...slots, aheadMs: 14 * hourMs };
    const starts = local(of, policy, utc('2026-06-01T06:00'));
    expect([starts[0], starts.at(-1), starts.length]).toEqual(['Mon 10:00', 'Mon 11:30', 4]);
  });

  test('are none where no hours meet, and the search ends', () => {
    expect(local(rule(hours('UTC', 8, 12), hours('UTC', 12, 20)), { ...slots, aheadMs: 14 * dayMs }, monday)).toEqual(
      [],
    );
    expect(local(rule({ timeZone: 'UTC', windows: [] }), slots, monday)).toEqual([]);
  });

  test.each([
    [
      'London, when the clocks go forward',
      'Europe/London',
      '2026-03-29T00:00',
      6,
      ['00:00', '00:30', '02:00', '02:30'],
    ],
    [
      'London, when they go back',
      'Europe/London',
      '2026-10-24T23:00',
      10,
      ['00:00', '00:30', '01:00', '01:30', '01:00'],
    ],
    ['New York, when the clocks go forward', 'America/New_York', '2026-03-08T05:00', 6, ['00:00', '00:30', '01:00']],
    ['New York, when they go back', 'America/New_York', '2026-11-01T04:00', 10, ['00:00', '00:30', '01:00', '01:30']],
  ])('count real half hours on the day of a clock change: %s', (_name, zone, midnight, count, first) => {
    const nowMs = utc(midnight);
    const starts = [...slotStarts(rule(hours(zone, 0, 4)), { ...slots, aheadMs: 12 * hourMs }, { nowMs })];
    const shown = starts.map((ms) => DateTime.fromMillis(ms, { zone }).toFormat('HH:mm'));
    expect(shown.slice(0, first.length)).toEqual(first);
    expect(starts).toHaveLength(count);
    expect(starts.map((ms) => (ms - nowMs) % slots.lengthMs)).toEqual(starts.map(() => 0));
  });
});

describe('any slots', () => {
  const zones = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'UTC'] as const;
  const anyWindow = fc
    .record({
      days: fc.subarray(everyDay, { minLength: 1 }),
      from: fc.nat(1380),
      length: fc.integer({ min: 5, max: 900 }),
    })
    .map(({ days, from, length }) => ({ days, fromMinute: from, toMinute: Math.min(1440, from + length) }));
  const anyHours = (max: number): fc.Arbitrary<Hours> =>
    fc.record({ timeZone: fc.constantFrom(...zones), windows: fc.array(anyWindow, { minLength: 1, maxLength: max }) });
  const wholeDays = fc.constantFrom(...zones).map((zone) => hours(zone, 0, 24));
  /** Around the clock changes of both zones, and some time between. */
  const anyNow = fc
    .record({
      day: fc.constantFrom('2026-03-07', '2026-03-28', '2026-06-10', '2026-10-24', '2026-10-31'),
      minute: fc.nat(2880),
    })
    .map(({ day, minute }) => utc(`${day}T00:00`) + minute * minuteMs);
  const anyCase = fc.record({
    queueHours: anyHours(3),
    legalHours: fc.array(fc.oneof(wholeDays, anyHours(2)), { maxLength: 2 }),
    nowMs: anyNow,
    minutes: fc.integer({ min: 5, max: 240 }),
    leadMinutes: fc.nat(1440),
    days: fc.integer({ min: 1, max: 14 }),
  });

  test('are in order, whole within the hours, counted from an opening, and the same when asked for later', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyCase, fc.nat(400), ({ queueHours, legalHours, nowMs, minutes, leadMinutes, days }, later) => {
        const policy = {
          lengthMs: minutes * minuteMs,
          capacity: 1,
          aheadMs: days * dayMs,
          leadMs: leadMinutes * minuteMs,
        };
        const of = { queueHours, legalHours };
        const starts = [...slotStarts(of, policy, { nowMs })];
        seen += starts.length;
        const openings = new Set([0, 6, 12].flatMap((day) => openingsFrom(queueHours, nowMs + day * dayMs)));
        for (const [index, startMs] of starts.entries()) {
          expect(startMs).toBeGreaterThan(starts[index - 1] ?? nowMs + policy.leadMs - 1);
          expect(startMs).toBeLessThanOrEqual(nowMs + policy.aheadMs);
          const whole = { fromMs: startMs, toMs: startMs + policy.lengthMs - 1 };
          expect(isOpenThroughout(queueHours, whole)).toBe(true);
          expect(mayDialAt({ ...of, ringLimitMs: policy.lengthMs - 1 }, startMs)).toBe(true);
          expect([...openings].some((openMs) => openMs <= startMs && (startMs - openMs) % policy.lengthMs === 0)).toBe(
            true,
          );
        }
        const then = nowMs + later * minuteMs;
        const again = [...slotStarts(of, { ...policy, aheadMs: policy.aheadMs - later * minuteMs }, { nowMs: then })];
        expect(again).toEqual(starts.filter((startMs) => startMs >= then + policy.leadMs));
      }),
      { numRuns: 100, seed: 12 },
    );
    expect(seen).toBeGreaterThan(3_000);
  });

  test('are found again one by one, and nothing between them is', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(5), fc.integer({ min: 1, max: 299_999 }), (one, index, offMs) => {
        const { nowMs, minutes, leadMinutes, ...of } = one;
        const policy = { lengthMs: minutes * minuteMs, capacity: 1, aheadMs: dayMs, leadMs: leadMinutes * minuteMs };
        const starts = [...slotStarts(of, policy, { nowMs })];
        const startMs = starts[index];
        if (startMs === undefined) return;
        expect(isSlot(of, policy, startMs, nowMs)).toBe(true);
        expect(isSlot(of, policy, startMs + offMs, nowMs)).toBe(starts.includes(startMs + offMs));
      }),
      { numRuns: 150, seed: 13 },
    );
  });
});

function openingsFrom(queueHours: Hours, nowMs: number): readonly number[] {
  return upcomingSpans(queueHours, nowMs).map((span) => span.fromMs);
}
