import * as fc from 'fast-check';
import { spokenRange, type SpokenRange } from '../../../../lib/core/speech/spoken-range';

const minuteMs = 60_000;

/** What a spoken range claims, in minutes. */
function ends(range: SpokenRange): readonly [number, number] {
  if (range === 'under_a_minute') return [0, 1];
  return range === 'over_two_hours' ? [120, Number.POSITIVE_INFINITY] : [range.fromMinutes, range.toMinutes];
}

const anyWait = fc.oneof(fc.integer({ min: 0, max: 20 * minuteMs }), fc.integer({ min: 0, max: 300 * minuteMs }));
const anyPosition = fc.integer({ min: 1, max: 300 });

test.each([
  ['the next caller is told a wide range', 10, 1, 2, 35],
  ['the fourth a narrower one', 10, 4, 3, 25],
  ['the twenty-fifth a narrow one', 10, 25, 6, 15],
  ['minutes up to ten are said one by one', 4, 25, 2, 6],
  ['minutes up to sixty in fives', 40, 25, 25, 60],
  ['more in quarters of an hour', 100, 100, 75, 135],
  ['a range may reach from one to the next', 70, 9, 35, 135],
  ['a range from 0 is one of "less than"', 1, 1, 0, 4],
])('%s', (_name, waitMinutes, position, fromMinutes, toMinutes) => {
  expect(spokenRange(waitMinutes * minuteMs, position)).toEqual({ fromMinutes, toMinutes });
});

test('a range that was learned is said in place of the first one, rounded outward', () => {
  const range = { fromMs: 5.1 * minuteMs, toMs: 12 * minuteMs };
  expect(spokenRange(8 * minuteMs, 1, range)).toEqual({ fromMinutes: 5, toMinutes: 15 });
});

test('seconds are under a minute only if the whole range is', () => {
  expect(spokenRange(0)).toBe('under_a_minute');
  expect(spokenRange(19_000, 1)).toBe('under_a_minute');
  expect(spokenRange(20_000, 1)).toEqual({ fromMinutes: 0, toMinutes: 2 });
  expect(spokenRange(45_000, 100)).toBe('under_a_minute');
});

test('more than two hours are not counted', () => {
  expect(spokenRange(120 * minuteMs, 100)).toEqual({ fromMinutes: 90, toMinutes: 165 });
  expect(spokenRange(120 * minuteMs + 1, 1)).toBe('over_two_hours');
  expect(spokenRange(Number.POSITIVE_INFINITY, 1)).toBe('over_two_hours');
});

test('without a position the range is the widest', () => {
  fc.assert(
    fc.property(anyWait, (waitMs) => expect(spokenRange(waitMs)).toEqual(spokenRange(waitMs, 1))),
    { numRuns: 200, seed: 34 },
  );
});

test('the expected wait lies in the range, whose ends are whole minutes in order', () => {
  fc.assert(
    fc.property(anyWait, anyPosition, (waitMs, position) => {
      const [from, to] = ends(spokenRange(waitMs, position));
      expect(from * minuteMs).toBeLessThanOrEqual(waitMs);
      expect(to * minuteMs).toBeGreaterThanOrEqual(waitMs);
      expect(from).toBeLessThan(to);
      expect(Number.isInteger(from)).toBe(true);
    }),
    { numRuns: 500, seed: 35 },
  );
});

test('a longer wait is never told as a shorter one', () => {
  fc.assert(
    fc.property(anyWait, anyWait, anyPosition, (one, other, position) => {
      const shorter = ends(spokenRange(Math.min(one, other), position));
      const longer = ends(spokenRange(Math.max(one, other), position));
      expect(longer[0]).toBeGreaterThanOrEqual(shorter[0]);
      expect(longer[1]).toBeGreaterThanOrEqual(shorter[1]);
    }),
    { numRuns: 500, seed: 36 },
  );
});

test('the farther back in line, the narrower the range for the same wait, and never narrower than 15 in 100', () => {
  fc.assert(
    fc.property(anyWait, anyPosition, anyPosition, (waitMs, one, other) => {
      const nearer = ends(spokenRange(waitMs, Math.min(one, other)));
      const farther = ends(spokenRange(waitMs, Math.max(one, other)));
      expect(farther[0]).toBeGreaterThanOrEqual(nearer[0]);
      expect(farther[1]).toBeLessThanOrEqual(nearer[1]);
      if (waitMs > 120 * minuteMs) return;
      expect(farther[0] * minuteMs).toBeLessThanOrEqual(waitMs * 0.8501);
      expect(farther[1] * minuteMs).toBeGreaterThanOrEqual(waitMs * 1.1499);
    }),
    { numRuns: 500, seed: 37 },
  );
});
