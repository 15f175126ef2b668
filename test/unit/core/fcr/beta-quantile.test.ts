import * as fc from 'fast-check';
import { betaQuantile } from '../../../../lib/core/fcr/beta-quantile';

// The first two were computed by a statistics library, the others follow from closed forms.
test.each([
  [0.05, 90, 10, 0.846_724_856_342_673_5],
  [0.95, 90, 10, 0.944_167_821_157_933_4],
  [0.05, 1, 30, 1 - 0.95 ** (1 / 30)],
  [0.95, 1, 0.4, 1 - 0.05 ** 2.5],
  [0.05, 31, 1, 0.05 ** (1 / 31)],
  [0.3, 0.2, 1, 0.3 ** 5],
  [0.5, 0.3, 0.3, 0.5],
  [0.5, 7, 7, 0.5],
  [0.5, 20_000, 20_000, 0.5],
  [0.05, 1, 100_000, 1 - 0.95 ** 1e-5],
])('the quantile %d of a beta distribution with %d and %d', (p, a, b, expected) => {
  expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 11);
});

test('all of the mass lies between 0 and 1', () => {
  expect([betaQuantile(0, 3, 4), betaQuantile(1, 3, 4)]).toEqual([0, 1]);
});

test('a greater share never lies further down, and mirrored parameters mirror it', () => {
  const parameter = fc.double({ min: 0.05, max: 5_000, noNaN: true });
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(parameter, parameter, share, share, (a, b, p, other) => {
      const [less, more] = p < other ? [p, other] : [other, p];
      expect(betaQuantile(less, a, b)).toBeLessThanOrEqual(betaQuantile(more, a, b));
      expect(betaQuantile(p, a, b)).toBeCloseTo(1 - betaQuantile(1 - p, b, a), 7);
    }),
    { numRuns: 60 },
  );
});
