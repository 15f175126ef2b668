import fc from 'fast-check';
import { toIsoMilliseconds, toIsoSeconds, toIsoSecondsOrNull } from '../../../../local/connect/iso-time';

const anyTime = fc.integer({ min: Date.parse('1969-12-31T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') });

test('any time is written as everybody writes it, to the millisecond or cut to the second', () => {
  fc.assert(
    fc.property(anyTime, (atMs) => {
      const text = new Date(atMs).toISOString();
      expect(toIsoMilliseconds(atMs)).toBe(text);
      expect(toIsoSeconds(atMs)).toBe(`${text.slice(0, 19)}Z`);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['2026-03-04T23:59:59.999Z', 0],
  ['2026-03-05T00:00:00.000Z', 0],
  ['2026-03-04T12:00:00.250Z', 0.75],
  ['1969-12-31T23:59:59.001Z', 0],
])('%s is written so, whatever part of a millisecond more it is', (text, moreMs) => {
  expect(toIsoMilliseconds(Date.parse(text) + moreMs)).toBe(text);
});

test('no time is null, and what is no time at all is refused', () => {
  expect(toIsoSecondsOrNull(undefined)).toBeNull();
  expect(toIsoSecondsOrNull(0)).toBe('1970-01-01T00:00:00Z');
  expect(() => toIsoMilliseconds(Number.NaN)).toThrow(RangeError);
});
