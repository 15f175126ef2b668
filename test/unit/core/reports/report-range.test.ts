import { rangeOfDays, utcDaysOf, utcMonthsOf } from '../../../../lib/core/reports/report-range';
import { noonMs } from '../../../support/builders/callbacks';

const london = { timeZone: 'Europe/London', nowMs: noonMs };

test('without days it is the last month, today included', () => {
  expect(rangeOfDays({}, london)).toEqual({
    ok: true,
    value: {
      fromDay: '2026-02-02',
      toDay: '2026-03-02',
      timeZone: 'Europe/London',
      fromMs: Date.UTC(2026, 1, 2),
      toMs: Date.UTC(2026, 2, 3),
    },
  });
});

test('a day is that of the zone, an hour shorter when the clocks go forward', () => {
  const day = rangeOfDays({ fromDay: '2026-03-29', toDay: '2026-03-29' }, london);
  expect(day).toMatchObject({ ok: true, value: { fromMs: Date.UTC(2026, 2, 29), toMs: Date.UTC(2026, 2, 29, 23) } });
  const tokyo = rangeOfDays({ fromDay: '2026-03-02', toDay: '2026-03-02' }, { ...london, timeZone: 'Asia/Tokyo' });
  expect(tokyo).toMatchObject({ ok: true, value: { fromMs: Date.UTC(2026, 2, 1, 15) } });
});

test.each([
  [{ fromDay: '2026-02-30' }, { code: 'not_a_day', which: 'from', got: '2026-02-30' }],
  [{ toDay: '1 March' }, { code: 'not_a_day', which: 'to', got: '1 March' }],
  [
    { fromDay: '2026-03-03', toDay: '2026-03-02' },
    { code: 'from_after_to', fromDay: '2026-03-03', toDay: '2026-03-02' },
  ],
  [{ fromDay: '2024-01-01' }, { code: 'too_long', days: 792 }],
])('%j is refused by name', (asked, error) => {
  expect(rangeOfDays(asked, london)).toEqual({ ok: false, error });
});

test('a range touches each of its days and months by UTC once', () => {
  const tokyo = rangeOfDays({ fromDay: '2026-03-01', toDay: '2026-03-02' }, { ...london, timeZone: 'Asia/Tokyo' });
  const range = tokyo.ok ? tokyo.value : { fromMs: 0, toMs: 0 };
  expect(utcDaysOf(range)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
  expect(utcMonthsOf(range)).toEqual(['2026-03', '2026-02']);
});
