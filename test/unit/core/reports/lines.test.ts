import { linesReportOf } from '../../../../lib/core/reports/lines';
import { noonMs } from '../../../support/builders/callbacks';

const MINUTE_MS = 60_000;

function stretch(minute: number, counts: { breaching?: number; throttled?: number; concurrentMax?: number }) {
  const fromMs = noonMs + minute * MINUTE_MS;
  return { fromMs, toMs: fromMs + MINUTE_MS, breaching: 0, throttled: 0, ...counts };
}

test('minutes in a row are one shortage, and a minute without any ends it', () => {
  const report = linesReportOf([
    stretch(0, { concurrentMax: 8 }),
    stretch(1, { breaching: 2, concurrentMax: 10 }),
    stretch(2, { throttled: 3 }),
    stretch(3, { concurrentMax: 4 }),
    stretch(9, { breaching: 1 }),
  ]);
  expect(report).toEqual({
    shortages: 2,
    breaching: 3,
    throttled: 3,
    concurrentMax: 10,
    rows: [
      { fromMs: noonMs + MINUTE_MS, toMs: noonMs + 3 * MINUTE_MS, breaching: 2, throttled: 3, concurrentMax: 10 },
      { fromMs: noonMs + 9 * MINUTE_MS, toMs: noonMs + 10 * MINUTE_MS, breaching: 1, throttled: 0 },
    ],
  });
});

test('without measurements nothing was short, and the most calls at once are not known', () => {
  expect(linesReportOf([])).toEqual({ shortages: 0, breaching: 0, throttled: 0, concurrentMax: null, rows: [] });
});
