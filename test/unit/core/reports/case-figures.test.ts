import { ageMs, lostForMs } from '../../../../lib/core/reports/case-figures';
import { noonMs } from '../../../support/builders/callbacks';
import { lostCase } from '../../../support/builders/judged-calls';

test('a caller has been lost from the first call to the last, and a case ages from the end of the last one', () => {
  const open = lostCase({ firstAtMs: noonMs, lastAtMs: noonMs + 600_000, lostAtMs: noonMs + 660_000 });
  expect(lostForMs(open)).toBe(600_000);
  expect(ageMs(open, noonMs + 3_660_000)).toBe(3_000_000);
});

test('a processed case ages no further', () => {
  const closed = { how: 'by_hand', ref: 'r', atMs: noonMs + 120_000 } as const;
  expect(ageMs(lostCase({ lostAtMs: noonMs, status: 'processed', closed }), noonMs + 9_000_000)).toBe(120_000);
});
