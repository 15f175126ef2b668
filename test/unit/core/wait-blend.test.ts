import * as fc from 'fast-check';
import { blendAfter, blended, emptyBlend, weightsOf, type Blend, type ToldWait } from '../../../lib/core/wait/blend';
import { createRng } from '../../../lib/core/rng';
import { chosenTuning } from '../../../lib/core/wait/tuning';
import { told } from './wait-builders';

const anyMs = fc.integer({ min: 0, max: 1_800_000 });
const anyTold = fc.record({ gapMs: fc.constant(12_000), byPoolMs: anyMs, byQueueMs: anyMs, lastMs: anyMs });
const anyOutcomes = fc.array(fc.tuple(anyTold, anyMs), { maxLength: 60 });

function learned(outcomes: readonly (readonly [ToldWait, number])[]): Blend {
  return outcomes.reduce((blend, [forecast, waitMs]) => blendAfter(blend, forecast, waitMs), emptyBlend);
}

/** Forecasts that differ, and outcomes that follow some mixture of them. */
function outcomesAs(mixture: (forecast: ToldWait) => number): readonly (readonly [ToldWait, number])[] {
  const rng = createRng(16);
  return Array.from({ length: 3_000 }, () => {
    const some = () => 30_000 + Math.round(rng.next() * 300_000);
    const forecast = told({ byPoolMs: some(), byQueueMs: some(), lastMs: some() });
    return [forecast, mixture(forecast)] as const;
  });
}

test('until outcomes are known the weights are the first ones', () => {
  expect(weightsOf(emptyBlend)).toEqual({ pool: chosenTuning.poolWeight, last: chosenTuning.lastWeight });
});

test.each([
  ['the pool', (one: ToldWait) => one.byPoolMs, { pool: 1, last: 0 }],
  ['the queue', (one: ToldWait) => one.byQueueMs, { pool: 0, last: 0 }],
  ['the last caller', (one: ToldWait) => one.lastMs, { pool: 0, last: 1 }],
  ['half the pool, half the last caller', (one: ToldWait) => (one.byPoolMs + one.lastMs) / 2, { pool: 0.5, last: 0.5 }],
  ['more than any forecast says', (one: ToldWait) => one.byPoolMs * 3, { pool: 1, last: 0 }],
])('where outcomes follow %s, the weights do', (_name, mixture, { pool, last }) => {
  const weights = weightsOf(learned(outcomesAs(mixture)));
  // The first weights are never let go altogether.
  expect(Math.abs(weights.pool - pool)).toBeLessThan(0.08);
  expect(Math.abs(weights.last - last)).toBeLessThan(0.08);
});

test('whatever the outcomes, no weight is negative and together they are at most 1', () => {
  fc.assert(
    fc.property(anyOutcomes, (outcomes) => {
      const { pool, last } = weightsOf(learned(outcomes));
      expect(pool).toBeGreaterThanOrEqual(0);
      expect(last).toBeGreaterThanOrEqual(0);
      expect(pool + last).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { seed: 17, numRuns: 300 },
  );
});

test('no other allowed weights fit the outcomes better', () => {
  const steps = Array.from({ length: 21 }, (_, index) => index / 20);
  const allowed = steps.flatMap((pool) => steps.filter((last) => pool + last <= 1).map((last) => ({ pool, last })));
  fc.assert(
    fc.property(anyOutcomes, (outcomes) => {
      const sums = learned(outcomes);
      const { blendPull, poolWeight, lastWeight } = chosenTuning;
      const error = ({ pool, last }: { readonly pool: number; readonly last: number }): number =>
        sums.poolPool * pool ** 2 +
        2 * sums.poolLast * pool * last +
        sums.lastLast * last ** 2 -
        2 * (sums.poolWait * pool + sums.lastWait * last) +
        blendPull * ((pool - poolWeight) ** 2 + (last - lastWeight) ** 2);
      const least = Math.min(...allowed.map(error));
      expect(error(weightsOf(sums))).toBeLessThanOrEqual(least + 1e-6 * (1 + Math.abs(least)));
    }),
    { seed: 18, numRuns: 200 },
  );
});

test('the wait that is told lies between the least and the greatest forecast', () => {
  fc.assert(
    fc.property(anyTold, anyOutcomes, (forecast, outcomes) => {
      const all = [forecast.byPoolMs, forecast.byQueueMs, forecast.lastMs];
      const waitMs = blended(forecast, weightsOf(learned(outcomes)));
      expect(waitMs).toBeGreaterThanOrEqual(Math.min(...all) - 1e-3);
      expect(waitMs).toBeLessThanOrEqual(Math.max(...all) + 1e-3);
    }),
    { seed: 19, numRuns: 300 },
  );
});

test('what has faded away counts as nothing, so that a table can hold it', () => {
  const sums = Object.values(emptyBlend).map(() => 1e-9);
  const [poolPool = 0, poolLast = 0, lastLast = 0, poolWait = 0, lastWait = 0] = sums;
  const faded = blendAfter({ poolPool, poolLast, lastLast, poolWait, lastWait }, told(), 60_000);
  expect(faded).toEqual(emptyBlend);
});

test('what a pool showed long ago is outweighed by what it shows now', () => {
  const before = outcomesAs((one) => one.byPoolMs);
  const since = outcomesAs((one) => one.byQueueMs);
  expect(weightsOf(learned([...before, ...since])).pool).toBeLessThan(0.1);
});
