import * as fc from 'fast-check';
import { learn, noLessons } from '../../../lib/core/wait/lessons';
import {
  addPickUp,
  emptyPoolStatistics,
  lessonsOf,
  PICK_UPS_KEPT,
  type PickUp,
} from '../../../lib/core/wait/pool-statistics';
import { backlog, pickUp, statisticsOf, told } from './wait-builders';

/** A long row of pick-ups of two queues, each told something. */
const anyRow = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 60 }),
      ready: fc.integer({ min: 0, max: 400 }),
      queue: fc.constantFrom('support', 'billing'),
      isCallback: fc.boolean(),
      byPoolMs: fc.integer({ min: 0, max: 300_000 }),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((drawn) => {
    let ago = 10_000;
    return drawn.map(({ gap, ready, queue, isCallback, byPoolMs }) =>
      pickUp((ago -= gap), ready, { queue, isCallback, told: told({ byPoolMs }) }),
    );
  });

/** The row with each pick-up told of later than some that came after it, but not by more than are kept. */
function shuffled(row: readonly PickUp[], delays: readonly number[]): readonly PickUp[] {
  return row
    .map((one, index) => ({ one, at: index + (delays[index % delays.length] ?? 0) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

const anyDelays = fc.array(fc.nat(PICK_UPS_KEPT - 2), { minLength: 1, maxLength: 20 });

/** Ends of waits whose rings are not known are kept in the order in which they were told, and teach nothing yet. */
const taught = (row: Parameters<typeof statisticsOf>[0]) => ({ ...statisticsOf(row), earlyEnds: [] });

test('what was learned does not depend on the order in which pick-ups come to light, nor on repeats', () => {
  fc.assert(
    fc.property(anyRow, anyDelays, (row, delays) => {
      const late = shuffled(row, delays);
      const twice = late.flatMap((one, index) => [one, ...late.slice(Math.max(0, index - 40), index + 1)]);
      expect(taught(late)).toEqual(taught(row));
      expect(taught(twice)).toEqual(taught(row));
    }),
    { seed: 23, numRuns: 60 },
  );
});

test('pick-ups that are not kept any more have left their lesson, each once', () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      expect(lessonsOf(statisticsOf(row))).toEqual(learn(noLessons(), row));
    }),
    { seed: 24, numRuns: 60 },
  );
});

test('one that comes to light after its time is settled changes nothing at all', () => {
  const statistics = statisticsOf(Array.from({ length: 60 }, (_, index) => pickUp(1_000 - index)));
  expect(statistics.pickUps).toHaveLength(PICK_UPS_KEPT);
  for (const late of [pickUp(1_000), pickUp(1_000, 1, { contactId: 'unheard of' }), pickUp(973)]) {
    expect(addPickUp(statistics, late)).toBe(statistics);
  }
});

test('the pace and the last wait of each queue are its own, those of the pool everybody’s', () => {
  const billing = [45, 25, 5].map((ago) => pickUp(ago, 40, { queue: 'billing' }));
  const { pool, queues } = lessonsOf(statisticsOf([...backlog, ...billing]));
  expect(queues['support']).toMatchObject({ pace: { gapMs: 10_000, gaps: 4 }, lastWaitMs: 300_000 });
  expect(queues['billing']).toMatchObject({ pace: { gapMs: 20_000, gaps: 2 }, lastWaitMs: 40_000 });
  expect(pool).toMatchObject({ pace: { gapMs: 45_000 / 7, gaps: 7 }, lastWaitMs: 40_000 });
});

test('what a queue showed is forgotten after a day in which nobody was picked up there', () => {
  const dayMs = 86_400_000;
  const atMs = backlog.at(-1)!.atMs + dayMs;
  const next = (lateMs: number) => pickUp(0, 30, { contactId: 'next', atMs: atMs + lateMs, queue: 'billing' });
  expect(Object.keys(lessonsOf(statisticsOf([...backlog, next(0)])).queues)).toEqual(['support', 'billing']);
  expect(Object.keys(lessonsOf(statisticsOf([...backlog, next(1)])).queues)).toEqual(['billing']);
});

test('a caller who was picked up before having come, by clocks that disagree, waited no time', () => {
  const { queues } = lessonsOf(statisticsOf([...backlog, pickUp(5, -3)]));
  expect(queues['support']?.lastWaitMs).toBe(0);
});

test('a pick-up of no known queue teaches of the pool alone', () => {
  const { queue: _unknown, ...older } = pickUp(9);
  const { pool, queues } = lessonsOf(statisticsOf([older]));
  expect(queues).toEqual({});
  expect(pool?.lastWaitMs).toBe(300_000);
});

test('the wait of a callback is nobody’s last wait, but agents took the time', () => {
  const { pool, queues } = lessonsOf(statisticsOf([...backlog, pickUp(4, 100, { isCallback: true })]));
  expect(pool).toMatchObject({ pace: { gapMs: 9_200 }, lastWaitMs: 300_000 });
  expect(queues['support']?.lastWaitMs).toBe(300_000);
});

test.each([
  ['was told nothing', pickUp(5)],
  ['was answered at once', pickUp(5, 2, { told: told() })],
  ['was called back', pickUp(5, 200, { told: told(), isCallback: true })],
])('nothing is learned of forecasts from a caller who %s', (_name, one) => {
  const { blend, spread } = learn(noLessons(), [one]);
  expect({ blend, spread }).toEqual({ blend: noLessons().blend, spread: noLessons().spread });
});

test('from a caller who was told and waited, it is learned which forecast was right and how far outcomes lie', () => {
  const before = noLessons();
  const { blend, spread } = learn(before, [pickUp(5, 200, { told: told({ byPoolMs: 200_000 }) })]);
  expect(blend.poolWait).toBeGreaterThan(0);
  expect(spread.above).not.toBe(before.spread.above);
});

test('a forecast that comes to light with a later event is learned from as well', () => {
  const first = addPickUp(emptyPoolStatistics, pickUp(5, 200));
  const withTold = addPickUp(first, pickUp(5, 200, { told: told({ byPoolMs: 200_000 }) }));
  expect(lessonsOf(withTold).blend.poolWait).toBeGreaterThan(0);
});
