import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { effectiveHours, hoursFrom } from '../../../../local/connect/hours';
import type { HoursOverride, HoursSchedule, WeekdayHours } from '../../../../local/connect/hours';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const daily = (fromMinute: number, toMinute: number): WeekdayHours => ({ days: EVERY_DAY, fromMinute, toMinute });
const WEDNESDAY = '2026-03-04';
const on = (type: HoursOverride['type'], ...hours: readonly WeekdayHours[]): HoursOverride => ({
  name: `${type} ${hours.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`).join()}`,
  type,
  fromDate: WEDNESDAY,
  tillDate: WEDNESDAY,
  hours,
});
const openOn = (date: string, weekly: readonly WeekdayHours[], overrides: readonly HoursOverride[] = []) =>
  effectiveHours({ timeZone: 'Europe/London', weekly, overrides }, date, date).flatMap(({ open }) =>
    open.map(({ fromMinute, toMinute }) => [fromMinute, toMinute]),
  );

test.each<readonly [string, readonly WeekdayHours[], readonly HoursOverride[], readonly (readonly number[])[]]>([
  ['no override changes nothing', [daily(540, 1_020)], [], [[540, 1_020]]],
  ['hours that meet or overlap are one', [daily(600, 720), daily(540, 600), daily(700, 800)], [], [[540, 800]]],
  [
    'OPEN adds',
    [daily(540, 1_020)],
    [on('OPEN', daily(1_080, 1_200))],
    [
      [540, 1_020],
      [1_080, 1_200],
    ],
  ],
  [
    'CLOSED takes away',
    [daily(540, 1_020)],
    [on('CLOSED', daily(0, 600), daily(720, 780))],
    [
      [600, 720],
      [780, 1_020],
    ],
  ],
  [
    'CLOSED wins over OPEN',
    [],
    [on('CLOSED', daily(600, 660)), on('OPEN', daily(540, 720))],
    [
      [540, 600],
      [660, 720],
    ],
  ],
  ['CLOSED all day leaves nothing', [daily(540, 1_020)], [on('CLOSED', daily(0, 1_440))], []],
  [
    'STANDARD takes the place of everything',
    [daily(540, 1_020)],
    [on('OPEN', daily(0, 60)), on('STANDARD', daily(600, 700)), on('CLOSED', daily(600, 650))],
    [[600, 700]],
  ],
  ['STANDARD without hours closes the day', [daily(540, 1_020)], [on('STANDARD')], []],
])('%s', (_name, weekly, overrides, expected) => {
  expect(openOn(WEDNESDAY, weekly, overrides)).toEqual(expected);
  expect(openOn('2026-03-05', weekly, overrides)).toEqual(openOn('2026-03-05', weekly));
});

test('weekdays are ISO days, in the weekly hours and in overrides', () => {
  const weekly = [{ days: [3], fromMinute: 540, toMinute: 600 }];
  const extra = { ...on('OPEN', { days: [4], fromMinute: 60, toMinute: 120 }), tillDate: '2026-03-06' };
  expect(openOn(WEDNESDAY, weekly, [extra])).toEqual([[540, 600]]);
  expect(openOn('2026-03-05', weekly, [extra])).toEqual([[60, 120]]);
  expect(openOn('2026-03-06', weekly, [extra])).toEqual([]);
});

const span = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .filter(([fromMinute, toMinute]) => fromMinute < toMinute)
  .map(([fromMinute, toMinute]) => ({ fromMinute, toMinute }));
const weekdayHours = fc
  .tuple(span, fc.uniqueArray(fc.integer({ min: 1, max: 7 })))
  .map(([minutes, days]) => ({ ...minutes, days }));
const override = fc.record({
  name: fc.constant('an override'),
  type: fc.constantFrom('STANDARD', 'OPEN', 'CLOSED'),
  fromDate: fc.constantFrom('2026-03-27', '2026-03-29'),
  tillDate: fc.constantFrom('2026-03-29', '2026-03-31'),
  hours: fc.array(weekdayHours, { maxLength: 3 }),
});
const schedule: fc.Arbitrary<HoursSchedule> = fc.record({
  timeZone: fc.constantFrom('Europe/London', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu'),
  weekly: fc.array(weekdayHours, { maxLength: 5 }),
  overrides: fc.array(override, { maxLength: 3 }),
});
// Four days with the clock change of London in the middle.
const instant = fc.integer({
  min: Date.parse('2026-03-28T00:00:00Z'),
  max: Date.parse('2026-03-31T23:59:59Z'),
});

test('whether it is open is what the effective hours of the local date say', () => {
  fc.assert(
    fc.property(schedule, fc.array(instant, { minLength: 10, maxLength: 20 }), (drawn, instants) => {
      const { isOpenAt } = hoursFrom({ id: 'h', name: 'Hours', ...drawn });
      for (const atMs of instants) {
        const local = DateTime.fromMillis(atMs, { zone: drawn.timeZone });
        const spans = effectiveHours(drawn, local.toISODate() ?? '', local.toISODate() ?? '').flatMap(
          ({ open }) => open,
        );
        const minute = local.hour * 60 + local.minute;
        expect(isOpenAt(atMs)).toBe(
          spans.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute),
        );
        for (const [index, { toMinute }] of spans.entries()) {
          expect(toMinute).toBeLessThan(spans[index + 1]?.fromMinute ?? Number.POSITIVE_INFINITY);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the hours are those of the zone, on both sides of a clock change', () => {
  const { isOpenAt } = hoursFrom({ id: 'h', name: 'Hours', timeZone: 'Europe/London', weekly: [daily(540, 1_020)] });
  const seen = ['2026-03-28T08:59', '2026-03-28T09:00', '2026-03-29T07:59', '2026-03-29T08:00', '2026-03-29T16:00'];
  expect(seen.map((text) => isOpenAt(Date.parse(`${text}Z`)))).toEqual([false, true, false, true, false]);
});

const OVERRIDE = on('OPEN', daily(0, 60));
test.each<readonly [string, Partial<HoursSchedule>, string]>([
  ['a zone that is not known', { timeZone: 'Moon/Tycho' }, 'unknown time zone'],
  ['hours over midnight', { weekly: [daily(1_320, 120)] }, 'no span'],
  ['hours beyond the day', { weekly: [daily(0, 1_441)] }, 'no span'],
  ['a day that is not one of the week', { weekly: [{ ...daily(0, 60), days: [0] }] }, 'no span'],
  ['an override of no date', { overrides: [{ ...OVERRIDE, fromDate: '2026-02-30' }] }, 'has no dates'],
  ['an override that ends first', { overrides: [{ ...OVERRIDE, tillDate: '2026-03-03' }] }, 'has no dates'],
  ['51 overrides', { overrides: Array.from({ length: 51 }, () => OVERRIDE) }, 'more than 50'],
])('%s is refused', (_name, changes, message) => {
  const make = () => hoursFrom({ id: 'h', name: 'Hours', timeZone: 'Europe/London', weekly: [], ...changes });
  expect(make).toThrow(message);
});

test('50 overrides are taken', () => {
  const overrides = Array.from({ length: 50 }, () => OVERRIDE);
  const { isOpenAt } = hoursFrom({ id: 'h', name: 'Hours', timeZone: 'Europe/London', weekly: [], overrides });
  expect(isOpenAt(Date.parse(`${WEDNESDAY}T00:30Z`))).toBe(true);
});
