import * as fc from 'fast-check';
import { leadOffsetMs } from '../../../lib/core/dispatch/lead';
import { timesOf } from '../../../lib/core/dispatch/pool-times';
import { emptyPoolStatistics, type PoolStatistics, type RingToReady } from '../../../lib/core/wait/pool-statistics';
import { pickUp, plainTimes as plain } from '../../support/builders/plans';

/** The start, until callers have taught how much sooner or later to dial. */
const plainTimes = { ...plain, leadOffsetMs: leadOffsetMs([]) };

/** As many samples of each as there are. */
function measured(talkMs: readonly number[], workMs: readonly number[], readyMs: readonly number[]): PoolStatistics {
  return {
    pickUps: [
      ...talkMs.map((ms, index) => pickUp(`t${index}`, { talkMs: ms })),
      ...workMs.map((ms, index) => pickUp(`w${index}`, { afterContactWorkMs: ms })),
    ],
    ringToReady: readyMs.map((ms, index) => ({ contactId: `r${index}`, ms })),
  };
}

describe('how long things take in a pool', () => {
  test('is what is known of any centre until it has been measured', () => {
    expect(timesOf(emptyPoolStatistics)).toEqual(plainTimes);
  });

  test('is drawn from there towards what is measured, of each thing for itself', () => {
    const four = (ms: number) => [ms, ms, ms, ms];
    expect(timesOf(measured(four(100_000), [], []))).toEqual({ ...plainTimes, talkMs: 200_000 });
    expect(timesOf(measured([], four(60_000), []))).toEqual({ ...plainTimes, afterContactWorkMs: 40_000 });
    expect(timesOf(measured([], [], four(30_000)))).toMatchObject({ ...plainTimes, ringToReadyMs: 24_000 });
  });

  test('takes nothing from pick-ups that are not over', () => {
    expect(timesOf({ ...emptyPoolStatistics, pickUps: [pickUp('p')] })).toEqual(plainTimes);
  });

  test('is always more than nothing for talk, and between the smallest and the greatest sample and what is known of any', () => {
    const samples = fc.array(fc.nat(900_000), { maxLength: 32 });
    fc.assert(
      fc.property(samples, samples, samples, (talk, work, ready) => {
        const times = timesOf(measured(talk, work, ready));
        expect(times.talkMs).toBeGreaterThanOrEqual(1_000);
        for (const [ms, prior, known] of [
          [times.talkMs, plainTimes.talkMs, talk],
          [times.afterContactWorkMs, plainTimes.afterContactWorkMs, work],
          [times.ringToReadyMs, plainTimes.ringToReadyMs, ready],
        ] as const) {
          expect(ms).toBeGreaterThanOrEqual(Math.min(prior, ...known));
          expect(ms).toBeLessThanOrEqual(Math.max(prior, ...known));
        }
      }),
      { seed: 43 },
    );
  });
});

describe('how much sooner or later than one ring ahead a caller is dialed', () => {
  const outcomes = (waitsMs: readonly number[], lost = 0): readonly RingToReady[] =>
    waitsMs.map((waitMs, index) => ({ contactId: `r${index}`, ms: 18_000, waitMs, isLost: index < lost }));
  const all = (waitMs: number) => Array.from({ length: 32 }, () => waitMs);
  const usual = leadOffsetMs(outcomes(all(10_000)));

  test('is learned from no fewer than sixteen callers whose waiting has ended', () => {
    const start = leadOffsetMs([]);
    expect(leadOffsetMs(outcomes(all(60_000).slice(0, 15)))).toBe(start);
    expect(leadOffsetMs(outcomes(all(60_000).slice(0, 16)))).toBeLessThan(start);
    const untold = all(0).map((_, index) => ({ contactId: `r${index}`, ms: 18_000 }));
    expect(leadOffsetMs(untold)).toBe(start);
  });

  test('is later by callers who left, beyond the one whom the bound allows, and by many who wait for long', () => {
    const byLost = [0, 1, 2, 3].map((lost) => leadOffsetMs(outcomes(all(10_000), lost)));
    expect(byLost.slice(0, 2)).toEqual([usual, usual]);
    expect(byLost[2]).toBeLessThan(usual);
    expect(byLost[3]).toBeLessThan(byLost[2] ?? 0);
    const someLong = (long: number) => outcomes([...all(60_000).slice(0, long), ...all(10_000).slice(long)]);
    expect(leadOffsetMs(someLong(3))).toBe(usual);
    expect(leadOffsetMs(someLong(4))).toBeLessThan(usual);
  });

  test('is sooner when hardly anybody waits, and alike in whatever order it was told', () => {
    expect(leadOffsetMs(outcomes(all(0)))).toBeGreaterThan(usual);
    const waits = fc.array(fc.nat(60_000), { minLength: 16, maxLength: 32 });
    fc.assert(
      fc.property(waits, fc.nat(8), (drawn, lost) => {
        const told = outcomes(drawn, lost);
        expect(leadOffsetMs(told.toReversed())).toBe(leadOffsetMs(told));
        // Never so late that nobody is rung before an agent is free.
        expect(leadOffsetMs(outcomes(drawn, drawn.length))).toBeGreaterThan(-plain.ringToReadyMs);
      }),
      { seed: 44 },
    );
  });
});
