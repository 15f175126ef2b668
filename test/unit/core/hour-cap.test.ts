import * as fc from 'fast-check';
import { countDials, dialsLeftInHour, partOf, uncountDials, type DialPart } from '../../../lib/core/dispatch/hour-cap';
import {
  capTold,
  dialsLeft,
  fullBucket,
  isCapToBeTold,
  refill,
  slowDown,
  takeTokens,
} from '../../../lib/core/dispatch/token-bucket';
import { noonMs } from '../../support/builders/callbacks';

const HOUR_MS = 3_600_000;

/** The most of these times that lie in any 60 minutes. */
function mostInAnHour(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  sorted.forEach((atMs, index) => {
    while (atMs - sorted[from]! >= HOUR_MS) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

describe('the cap of an hour', () => {
  const take = fc.record({
    // Long quiet times, quick bursts, and a clock of another machine that is behind.
    afterMs: fc.oneof(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 0, max: 700_000 })),
    wanted: fc.integer({ min: 0, max: 12 }),
    /** From being granted to being dialed. */
    lagMs: fc.integer({ min: 0, max: 60_000 }),
    /** Of those granted, the part that is not sent after all. */
    unsent: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const days = fc.record({
    perHour: fc.integer({ min: 1, max: 25 }),
    startMs: fc.integer({ min: 0, max: HOUR_MS }),
    takes: fc.array(take, { minLength: 1, maxLength: 120 }),
  });

  test('lets no 60 minutes see more dials, however takes, repairs and dials that are not sent come', () => {
    const rate = { perSecond: 50, burst: 50 };
    fc.assert(
      fc.property(days, ({ perHour, startMs, takes }) => {
        let nowMs = noonMs + startMs;
        let bucket = fullBucket(rate, nowMs);
        const dialed: number[] = [];
        for (const { afterMs, wanted, lagMs, unsent } of takes) {
          nowMs += afterMs;
          const filled = refill(bucket, rate, nowMs);
          const taken = takeTokens(filled, wanted, perHour);
          const dials = Math.floor(taken.granted * unsent);
          const hour = uncountDials(taken.bucket.hour ?? [], { part: taken.part, dials });
          bucket = { ...taken.bucket, hour };
          for (let index = dials; index < taken.granted; index += 1) dialed.push(filled.atMs + lagMs);
        }
        expect(mostInAnHour(dialed)).toBeLessThanOrEqual(perHour);
        // Nothing grows: an item of the table is read and written each second.
        expect((bucket.hour ?? []).length).toBeLessThanOrEqual(14);
      }),
      { seed: 21, numRuns: 400 },
    );
  });

  test('holds nobody back longer than one part and a minute beyond the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(HOUR_MS), (perHour, offsetMs) => {
        const atMs = noonMs + offsetMs;
        const parts = countDials([], perHour, atMs);
        expect(dialsLeftInHour(parts, perHour, atMs + HOUR_MS)).toBe(0);
        expect(dialsLeftInHour(parts, perHour, atMs + HOUR_MS + 360_000)).toBe(perHour);
      }),
      { seed: 22 },
    );
  });

  test('keeps an hour even from a dial that was sent a minute after it was granted', () => {
    const grantedMs = partOf(noonMs) * 300_000 + 299_999;
    const parts = countDials([], 1, grantedMs);
    let nowMs = grantedMs;
    while (dialsLeftInHour(parts, 1, nowMs) === 0) nowMs += 1_000;
    expect(nowMs).toBeGreaterThanOrEqual(grantedMs + 60_000 + HOUR_MS);
  });

  test('counts what one at a time would, below the cap: taking much at once and taking it one by one come to the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(900_000), fc.integer({ min: 1, max: 9 })), { maxLength: 40 }), (takes) => {
        let nowMs = noonMs;
        let atOnce: readonly DialPart[] = [];
        let oneByOne: readonly DialPart[] = [];
        const all: number[] = [];
        for (const [afterMs, dials] of takes) {
          nowMs += afterMs;
          atOnce = countDials(atOnce, dials, nowMs);
          for (let index = 0; index < dials; index += 1) {
            oneByOne = countDials(oneByOne, 1, nowMs);
            all.push(nowMs);
          }
          const since = partOf(nowMs - HOUR_MS - 60_000) * 300_000;
          expect(1_000 - dialsLeftInHour(atOnce, 1_000, nowMs)).toBe(all.filter((atMs) => atMs >= since).length);
        }
        expect(oneByOne).toEqual(atOnce);
      }),
      { seed: 23 },
    );
  });

  test('a lower cap than what was dialed already leaves nothing, and not less than nothing', () => {
    expect(dialsLeftInHour(countDials([], 30, noonMs), 20, noonMs)).toBe(0);
  });

  test('what was stored before dials were counted reads as a bucket of which nothing is known', () => {
    const old = { tokens: 5, atMs: noonMs, slowUntilMs: 0 };
    expect(dialsLeft(old, 10)).toBe(10);
    expect(takeTokens(old, 3, 10)).toMatchObject({ granted: 3, isCapped: false });
  });

  test('an empty bucket is no cap, a cap is told once a minute, and a 429 forgets neither', () => {
    const rate = { perSecond: 2, burst: 5 };
    const empty = takeTokens(fullBucket(rate, noonMs), 9, 100);
    expect(empty).toMatchObject({ granted: 5, isCapped: false });
    const capped = takeTokens(fullBucket(rate, noonMs), 4, 3);
    expect(capped).toMatchObject({ granted: 3, isCapped: true });
    const told = slowDown(capTold(capped.bucket), noonMs);
    expect(isCapToBeTold(refill(told, rate, noonMs + 59_999))).toBe(false);
    expect(isCapToBeTold(refill(told, rate, noonMs + 60_000))).toBe(true);
    expect(dialsLeft(told, 3)).toBe(0);
  });
});
