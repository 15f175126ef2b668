import { hoursFromConnect } from '../../../lib/adapters/connect/hours-from-connect';

const time = (Hours: number, Minutes = 0) => ({ Hours, Minutes });

test('an answer of Connect becomes windows by date', () => {
  const hours = hoursFromConnect({
    TimeZone: 'Europe/London',
    EffectiveHoursOfOperationList: [
      {
        Date: '2026-03-02',
        OperationalHours: [
          { Start: time(9), End: time(12, 30) },
          { Start: time(13), End: time(17) },
        ],
      },
      { Date: '2026-03-03', OperationalHours: [{ Start: time(0), End: time(0) }] },
      { Date: '2026-03-04', OperationalHours: [{ Start: time(22), End: time(6) }] },
      { Date: '2026-03-05', OperationalHours: [] },
      { Date: '2026-03-06' },
    ],
  });
  expect(hours.timeZone).toBe('Europe/London');
  expect(hours.dates).toEqual({
    '2026-03-02': [
      { fromMinute: 540, toMinute: 750 },
      { fromMinute: 780, toMinute: 1020 },
    ],
    '2026-03-03': [{ fromMinute: 0, toMinute: 1440 }],
    '2026-03-04': [{ fromMinute: 1320, toMinute: 1440 }],
    '2026-03-05': [],
    '2026-03-06': [],
  });
});

test.each([[undefined], ['Nowhere/Land']])('an answer in the zone %s is none', (TimeZone) => {
  expect(() => hoursFromConnect(TimeZone === undefined ? {} : { TimeZone })).toThrow(RangeError);
});
