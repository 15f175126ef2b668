import * as fc from 'fast-check';
import { expectWait } from '../../../lib/core/wait/expected-wait';
import {
  addPickUp,
  addRingToReady,
  emptyPoolStatistics,
  meanTowards,
  PICK_UPS_KEPT,
  type PickUp,
} from '../../../lib/core/wait/pool-statistics';
import { noLessons } from '../../../lib/core/wait/lessons';
import { firstSpread, spreadAfter, type Spread } from '../../../lib/core/wait/wait-range';
import { backlog, expectedOf, pickUp, question, statisticsOf, told } from './wait-builders';

const ahead = (holders: number, callbacks = 0) => ({ holders, callbacks });

/** The spread of a pool whose outcomes lay outside the range so many times, on either side. */
function widened(outside: { readonly below: number; readonly above: number }): Spread {
  let spread = firstSpread();
  const range = { fromMs: 1, toMs: 1 };
  for (let at = 0; at < outside.below; at += 1) spread = spreadAfter(spread, range, 0);
  for (let at = 0; at < outside.above; at += 1) spread = spreadAfter(spread, range, 2);
  return spread;
}

describe('expected wait', () => {
  test('is unknown without a pace', () => {
    expect(expectWait(question({ statistics: emptyPoolStatistics }))).toBeUndefined();
    expect(expectWait(question({ statistics: statisticsOf(backlog.slice(0, 3)) }))).toBeUndefined();
  });

  test('matches an example worked by hand', () => {
    // Pool: a gap of 10 s, three holders, theta 1/100. Queue: a gap of 20 s, one holder. Last wait of the queue 80 s.
    const others = [45, 35, 25, 15, 5].map((ago) => pickUp(ago, 80, { queue: 'billing' }));
    const statistics = statisticsOf([...others, ...[85, 65, 40, 20].map((ago) => pickUp(ago, 80))]);
    const { told: parts, waitMs } = expectedOf({
      statistics,
      aheadInPool: ahead(3),
      aheadInQueue: ahead(1),
      patienceMs: 100_000,
    });
    const poolGap = 80 / 8;
    const queueGap = 65 / 3;
    const byPool = poolGap + [1, 2, 3].reduce((sum, j) => sum + 1 / (1 / poolGap + j / 100), 0);
    const byQueue = queueGap + 1 / (1 / queueGap + 1 / 100);
    expect(parts.gapMs).toBeCloseTo(poolGap * 1000, 6);
    expect(parts.byPoolMs / 1000).toBeCloseTo(byPool, 2);
    expect(parts.byQueueMs / 1000).toBeCloseTo(byQueue, 2);
    expect(parts.lastMs).toBe(80_000);
    expect(waitMs / 1000).toBeCloseTo(0.6 * byPool + 0.15 * 80 + 0.25 * byQueue, 1);
  });

  test('of a queue that nothing is known of is that of its pool', () => {
    const { told: parts } = expectedOf({ queue: 'new', aheadInPool: ahead(5) });
    expect(parts.byQueueMs).toBe(parts.byPoolMs);
    expect(parts.lastMs).toBe(300_000);
  });

  test('is the pool’s where no holder has been picked up yet', () => {
    const callbacksOnly = backlog.map((one) => ({ ...one, isCallback: true }));
    const { waitMs } = expectedOf({
      statistics: statisticsOf(callbacksOnly),
      aheadInPool: ahead(0, 7),
      aheadInQueue: ahead(0, 7),
    });
    expect(waitMs).toBeCloseTo(80_000, 3);
  });

  test('is no shorter for anybody more ahead, in the queue or elsewhere in the pool, and neither is its range', () => {
    const drawn = fc.record({
      inQueue: fc.record({ holders: fc.nat(40), callbacks: fc.nat(40) }),
      elsewhere: fc.record({ holders: fc.nat(40), callbacks: fc.nat(40) }),
      patienceMs: fc.integer({ min: 10_000, max: 3_600_000 }),
      outcomes: fc.array(fc.tuple(fc.nat(300_000), fc.nat(300_000), fc.integer({ min: 3, max: 300 })), {
        maxLength: 20,
      }),
      // How often an outcome lay outside its range: that makes the widest ranges there can be.
      spread: fc.record({ below: fc.nat(400), above: fc.nat(400) }),
    });
    fc.assert(
      fc.property(drawn, ({ inQueue, elsewhere, patienceMs, outcomes, spread }) => {
        const lessons = outcomes.map(([byPoolMs, byQueueMs, waited], index) =>
          pickUp(9 - index / 10, waited, { contactId: `o${index}`, told: told({ byPoolMs, byQueueMs }) }),
        );
        const shown = statisticsOf([...backlog, ...lessons]);
        const settled = { untilMs: 0, lessons: { ...noLessons(), spread: widened(spread) } };
        const statistics = { ...shown, settled };
        const wait = (more: { holders?: number; callbacks?: number; others?: number }) => {
          const own = ahead(inQueue.holders + (more.holders ?? 0), inQueue.callbacks + (more.callbacks ?? 0));
          const aheadInPool = ahead(
            own.holders + elsewhere.holders + (more.others ?? 0),
            own.callbacks + elsewhere.callbacks,
          );
          const { waitMs, range } = expectedOf({ statistics, patienceMs, aheadInPool, aheadInQueue: own });
          return [waitMs, range.fromMs, range.toMs];
        };
        const before = wait({});
        for (const more of [{ holders: 1 }, { callbacks: 1 }, { others: 1 }]) {
          for (const [at, toldMs] of wait(more).entries()) {
            expect(toldMs).toBeGreaterThanOrEqual((before[at] ?? 0) * (1 - 1e-12));
          }
        }
      }),
      { seed: 25, numRuns: 200 },
    );
  });

  test('is as many times longer where everything is slower', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 2, max: 20 }), (holders, times) => {
        const row = (scale: number) =>
          statisticsOf([50, 40, 30, 20, 10].map((ago) => pickUp(ago * scale, 300 * scale)));
        const wait = (scale: number) =>
          expectedOf({
            statistics: row(scale),
            aheadInPool: ahead(holders),
            aheadInQueue: ahead(Math.floor(holders / 2)),
            patienceMs: 400_000 * scale,
          });
        expect(wait(times).waitMs / wait(1).waitMs).toBeCloseTo(times, 2);
        expect(wait(times).range.toMs / wait(1).range.toMs).toBeCloseTo(times, 2);
      }),
      { seed: 26 },
    );
  });

  test('comes with a range around it that narrows with those ahead in the pool', () => {
    const near = expectedOf({ aheadInPool: ahead(1) });
    const far = expectedOf({ aheadInPool: ahead(60) });
    for (const { waitMs, range } of [near, far]) {
      expect(range.fromMs).toBeLessThan(waitMs);
      expect(range.toMs).toBeGreaterThan(waitMs);
    }
    expect(far.range.toMs / far.waitMs).toBeLessThan(near.range.toMs / near.waitMs);
  });
});

describe('what is remembered of a pool', () => {
  const anyPickUps = fc
    .uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 45 })
    .map((agos) => agos.map((ago) => pickUp(ago)));

  test('does not depend on order or repetition while it fits', () => {
    const drawn = anyPickUps.chain((all) => {
      const few = all.slice(0, PICK_UPS_KEPT);
      return fc.tuple(fc.constant(few), fc.shuffledSubarray([...few, ...few], { minLength: few.length * 2 }));
    });
    fc.assert(
      fc.property(drawn, ([few, order]) => {
        const remember = (all: readonly PickUp[]) => all.reduce(addPickUp, emptyPoolStatistics);
        expect(remember(order)).toEqual(remember(few));
      }),
      { seed: 11 },
    );
  });

  test('is the latest pick-ups, in order of time', () => {
    fc.assert(
      fc.property(anyPickUps, (all) => {
        const kept = all.reduce(addPickUp, emptyPoolStatistics).pickUps.map((one) => one.atMs);
        const sorted = all.map((one) => one.atMs).toSorted((a, b) => a - b);
        expect(kept).toEqual(sorted.slice(-PICK_UPS_KEPT));
      }),
      { seed: 12 },
    );
  });

  test('gains what became known later, and keeps it when an earlier form comes again', () => {
    const first = addPickUp(emptyPoolStatistics, pickUp(10));
    const more = addPickUp(first, pickUp(10, 300, { talkMs: 5_000, afterContactWorkMs: 700 }));
    const [kept] = more.pickUps;
    expect(kept).toEqual(pickUp(10, 300, { talkMs: 5_000, afterContactWorkMs: 700 }));
    expect(addPickUp(more, pickUp(10))).toBe(more);
  });

  test('holds one ring-to-ready a contact', () => {
    const once = addRingToReady(emptyPoolStatistics, { contactId: 'c', ms: 9 });
    expect(addRingToReady(once, { contactId: 'c', ms: 10 })).toBe(once);
  });

  test('is drawn towards what was thought before, by the weight of four samples', () => {
    expect(meanTowards(100, [])).toBe(100);
    expect(meanTowards(100, [200, 200, 200, 200])).toBe(150);
  });
});
