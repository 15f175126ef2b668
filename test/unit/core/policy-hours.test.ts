import * as fc from 'fast-check';
import { nextDialableMs } from '../../../lib/core/calling-window';
import { zoneChoicesOf } from '../../../lib/core/number-zones';
import { minuteOf } from '../../../lib/core/policy/clock-time';
import { parsePolicy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { toWindow } from '../../../lib/core/policy/to-window';
import { slotStarts } from '../../../lib/core/slots';
import { config, queueConfig } from '../../support/builders/policies';

type Written = HoldfreeConfig['queues'][number];

const alone = (changes: Partial<Written>, others: Partial<HoldfreeConfig> = {}) =>
  config({ queues: [queueConfig('support', { deadlineHours: 336, ...changes })], ...others });
const open = (from: string, to: string, days: Written['hours'][number]['days'] = ['mon']) => [{ days, from, to }];

function refusedFields(input: unknown): readonly string[] {
  const parsed = parsePolicy(input);
  return parsed.ok ? [] : parsed.error.map(({ field }) => field);
}

test.each<readonly [string, unknown, readonly string[]]>([
  ['a night line', alone({ hours: open('20:00', '24:00') }), ['queues[0].hours']],
  ['a weekend line under a law of weekdays', alone({}, { legalHours: { days: ['sun'] } }), []],
  [
    'a line of Mondays under a law of Sundays',
    alone({ hours: open('08:00', '20:00') }, { legalHours: { days: ['sun'] } }),
    ['queues[0].hours'],
  ],
  ['a night line that calls the other side of the world', alone({ hours: open('20:00', '24:00') }, calls('US')), []],
  [
    'a line of one hour, in one of the zones of North America',
    alone({ timeZone: 'America/New_York', hours: open('08:00', '09:00') }, calls('US')),
    [],
  ],
  [
    'a slot over midnight elsewhere, where the law has no end',
    alone(
      { slots: { minutes: 180 }, hours: open('17:00', '20:00') },
      { legalHours: { from: '00:00', to: '24:00' }, ...calls('IN') },
    ),
    [],
  ],
  ['a night line that may call everybody', alone({ hours: open('20:00', '24:00') }, calls('any')), []],
  ['a morning line for a country of many zones', alone({ hours: open('08:00', '09:00') }, calls('RU')), []],
  [
    'an evening line for a country of many zones',
    alone({ hours: open('10:00', '20:00') }, calls('RU')),
    ['queues[0].hours'],
  ],
  [
    'a slot that the law cuts',
    alone({ slots: { minutes: 60 }, hours: open('19:30', '22:00') }),
    ['queues[0].slots.minutes'],
  ],
  ['a slot that the law leaves', alone({ slots: { minutes: 60 }, hours: open('19:00', '22:00') }), []],
  [
    'slots that all begin too soon',
    alone({ slots: { daysAhead: 1, leadMinutes: 1_440 } }),
    ['queues[0].slots.leadMinutes'],
  ],
  ['slots that begin in time', alone({ slots: { daysAhead: 1, leadMinutes: 1_439 } }), []],
  [
    'hours of their own for those who were lost, out of the law for them',
    alone({ lost: { callBack: { hours: open('18:00', '20:00') } } }, { legalHours: { lost: { to: '18:00' } } }),
    ['queues[0].lost.callBack.hours'],
  ],
  [
    'a law for those who were lost that leaves nothing of the hours',
    alone({ hours: open('18:00', '20:00'), lost: { callBack: {} } }, { legalHours: { lost: { to: '18:00' } } }),
    ['legalHours.lost'],
  ],
  [
    'the same where nobody who was lost is called',
    alone({ hours: open('18:00', '20:00') }, { legalHours: { lost: { to: '18:00' } } }),
    [],
  ],
])('%s: %#', (_name, input, fields) => {
  expect(refusedFields(input)).toEqual(fields);
});

function calls(country: string): Partial<HoldfreeConfig> {
  return { numbers: { countries: country === 'any' ? 'any' : [country] } };
}

const time = fc
  .integer({ min: 0, max: 48 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const times = fc.tuple(time, time).filter(([from, to]) => from < to);
const someDays = fc.subarray(['mon', 'tue', 'sat', 'sun'] as const, { minLength: 1 }).map((days) => [...days]);

test('what is refused is what could never be dialed, and what no slot could be offered in, on any day', () => {
  const weeks = [Date.UTC(2026, 0, 12), Date.UTC(2026, 6, 13)];
  const countries = fc.constantFrom('GB', 'IN', 'RU', 'US', 'NZ', 'FR');
  const zones = fc.constantFrom('Europe/London', 'Pacific/Auckland', 'America/St_Johns', 'Asia/Kolkata');
  const asked = fc.record({
    days: someDays,
    times,
    legal: times,
    legalDays: someDays,
    timeZone: zones,
    country: countries,
  });
  const lengths = fc.constantFrom(20, 45, 240);
  fc.assert(
    fc.property(asked, lengths, (written, minutes) => {
      const [from, to] = written.times;
      const [legalFrom, legalTo] = written.legal;
      const hours = open(from, to, written.days);
      const legalHours = { from: legalFrom, to: legalTo, days: written.legalDays };
      const input = alone(
        { timeZone: written.timeZone, hours, slots: { minutes } },
        { legalHours, ...calls(written.country) },
      );
      const fields = refusedFields(input);
      // A slot that is longer than every window is refused before anybody looks at the law.
      fc.pre(minuteOf(to) - minuteOf(from) >= minutes);
      const rules = zoneChoicesOf(written.country as 'GB').map((named) => ({
        queueHours: { timeZone: written.timeZone, windows: hours.map(toWindow) },
        legalHours: named.map((timeZone) => ({ timeZone, windows: [toWindow(legalHours)] })),
      }));
      const isDialable = weeks.some((nowMs) =>
        rules.some((rule) => nextDialableMs({ ...rule, ringLimitMs: 25_000 }, nowMs) !== undefined),
      );
      const slots = { lengthMs: minutes * 60_000, capacity: 1, aheadMs: 9 * 86_400_000, leadMs: 0 };
      const hasSlot = weeks.some((nowMs) =>
        rules.some((rule) => slotStarts(rule, slots, { nowMs }).next().done === false),
      );
      const expected = isDialable ? (hasSlot ? [] : ['queues[0].slots.minutes']) : ['queues[0].hours'];
      expect(fields).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
