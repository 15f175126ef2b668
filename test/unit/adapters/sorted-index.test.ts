import fc from 'fast-check';
import { createSortedIndex } from '../../../lib/adapters/memory/sorted-index';

const key = fc.integer({ min: 0, max: 60 }).map((number) => String(number).padStart(2, '0'));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), key, value: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), key, value: fc.nat() }) },
);
const limit = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.constant(Number.MAX_SAFE_INTEGER));

test('it reads and counts as a plain sorted list does, whatever the width of its nodes', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 200 }),
      fc.integer({ min: 2, max: 9 }),
      key,
      key,
      limit,
      (steps, width, at, from, n) => {
        const index = createSortedIndex<number>(width);
        const plain = new Map<string, number>();
        for (const one of steps) {
          if (one.kind === 'add') index.add(one.key, one.value);
          else index.remove(one.key);
          if (one.kind === 'add') plain.set(one.key, one.value);
          else plain.delete(one.key);
          const sorted = [...plain].toSorted(([a], [b]) => (a < b ? -1 : 1));
          const upTo = sorted.filter(([each]) => each <= at);
          const before = sorted.filter(([each]) => each < at);
          expect(index.first(n)).toEqual(sorted.slice(0, n).map(([, value]) => value));
          expect(index.first(n, at)).toEqual(upTo.slice(0, n).map(([, value]) => value));
          expect(index.countBefore(at, n)).toBe(Math.min(before.length, n));
          const range = { from, before: at, wants: (value: number) => value % 3 > 0 };
          const between = before.filter(([each, value]) => each >= from && range.wants(value));
          const entries = between.map(([sortKey, value]) => ({ sortKey, value }));
          expect(index.between(range, n)).toEqual(entries.slice(0, n));
          expect(index.between({ ...range, isLastFirst: true }, n)).toEqual(entries.toReversed().slice(0, n));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('many more entries than a node holds are read, counted and removed from both ends and the middle', () => {
  const index = createSortedIndex<number>();
  const count = 5_000;
  const keyOf = (number: number) => String(number).padStart(4, '0');
  // In a scrambled order, so that nodes split everywhere.
  for (let turn = 0; turn < count; turn += 1) index.add(keyOf((turn * 1_237) % count), (turn * 1_237) % count);
  expect(index.first(count)).toEqual(Array.from({ length: count }, (_, number) => number));
  for (const number of [0, 1, 2_500, count - 1]) index.remove(keyOf(number));
  expect(index.first(2)).toEqual([2, 3]);
  expect(index.countBefore(keyOf(2_500), count)).toBe(2_498);
  expect(index.countBefore(keyOf(2_501), count)).toBe(2_498);
  expect(index.countBefore('9999', count)).toBe(count - 4);
  expect(index.first(count, keyOf(2_501))).toHaveLength(2_499);
});
