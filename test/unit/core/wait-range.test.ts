import * as fc from 'fast-check';
import { createRng } from '../../../lib/core/rng';
import { firstSpread, spreadAfter, waitRangeMs, type Spread } from '../../../lib/core/wait/wait-range';
import { chosenTuning } from '../../../lib/core/wait/tuning';

const anyWait = fc.integer({ min: 0, max: 7_200_000 });
const anyPosition = fc.integer({ min: 1, max: 5_000 });
const anySpread = fc.array(fc.constantFrom('sooner', 'within', 'later'), { maxLength: 600 }).map((outcomes) =>
  outcomes.reduce<Spread>((spread, outcome) => {
    const waitMs = { sooner: 0, within: 1, later: 2 }[outcome];
    return spreadAfter(spread, { fromMs: 1, toMs: 1 }, waitMs);
  }, firstSpread()),
);

test('the expected wait lies in its range, whatever was learned', () => {
  fc.assert(
    fc.property(anyWait, anyPosition, anySpread, (waitMs, position, spread) => {
      const { fromMs, toMs } = waitRangeMs(waitMs, position, spread);
      expect(fromMs).toBeGreaterThanOrEqual(0);
      expect(fromMs).toBeLessThanOrEqual(waitMs);
      expect(toMs).toBeGreaterThanOrEqual(waitMs);
    }),
    { seed: 20, numRuns: 300 },
  );
});

test('where wait and pick-ups grow together neither end falls, however wide a range was learned', () => {
  const always = (waitMs: number): Spread => {
    let spread = firstSpread();
    for (let outcome = 0; outcome < 1_000; outcome += 1) spread = spreadAfter(spread, { fromMs: 1, toMs: 1 }, waitMs);
    return spread;
  };
  const widest = { below: always(0).below, above: always(2).above };
  for (const spread of [firstSpread(), widest]) {
    const ranges = Array.from({ length: 400 }, (_, at) => waitRangeMs(1_000 * at, at / 20, spread));
    const froms = ranges.map(({ fromMs }) => fromMs);
    const tos = ranges.map(({ toMs }) => toMs);
    expect(froms).toEqual(froms.toSorted((a, b) => a - b));
    expect(tos).toEqual(tos.toSorted((a, b) => a - b));
  }
});

test('the farther back in line, the narrower the range, as one over the root of the position', () => {
  const width = (position: number): number =>
    Math.log(waitRangeMs(600_000, position, { below: 1, above: 0 }).fromMs / 600_000);
  const floor = chosenTuning.spreadFloor;
  for (const position of [2, 8, 32]) {
    expect(width(position) ** 2 - floor ** 2).toBeCloseTo(1 / position, 9);
  }
  expect(width(1)).toBe(width(2));
  expect(width(1_000_000)).toBeCloseTo(-floor, 4);
});

test('where everything takes so many times longer, so do both ends', () => {
  fc.assert(
    fc.property(anyWait, anyPosition, fc.integer({ min: 2, max: 9 }), (waitMs, position, times) => {
      const range = waitRangeMs(waitMs, position);
      const longer = waitRangeMs(waitMs * times, position);
      expect(longer.fromMs).toBeCloseTo(range.fromMs * times, 3);
      expect(longer.toMs).toBeCloseTo(range.toMs * times, 3);
    }),
    { seed: 21 },
  );
});

test('an outcome outside widens its side, one inside narrows both', () => {
  const spread = { below: 1.5, above: 1.5 };
  const range = { fromMs: 100, toMs: 200 };
  const sooner = spreadAfter(spread, range, 99);
  expect(sooner.below).toBeGreaterThan(1.5);
  expect(sooner.above).toBeLessThan(1.5);
  const later = spreadAfter(spread, range, 201);
  expect(later.below).toBeLessThan(1.5);
  expect(later.above).toBeGreaterThan(1.5);
  for (const waitMs of [100, 150, 200]) {
    const inside = spreadAfter(spread, range, waitMs);
    expect(inside.below).toBeLessThan(1.5);
    expect(inside.above).toBeLessThan(1.5);
  }
});

test.each([
  ['narrower than the first range', 0.4],
  ['wider', 2],
])('where outcomes spread %s, eight in ten come to lie within', (_name, deviation) => {
  const rng = createRng(22);
  let spread = firstSpread();
  let inside = 0;
  const outcomes = 20_000;
  for (let outcome = 0; outcome < outcomes; outcome += 1) {
    const waitMs = 120_000 * Math.exp((deviation * normal()) / Math.sqrt(9));
    const range = waitRangeMs(120_000, 9, spread);
    if (waitMs >= range.fromMs && waitMs <= range.toMs) inside += 1;
    spread = spreadAfter(spread, range, waitMs);
  }
  expect(inside / outcomes).toBeGreaterThan(0.77);
  expect(inside / outcomes).toBeLessThan(0.83);

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
  }
});
