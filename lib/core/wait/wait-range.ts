import { chosenTuning, type Tuning } from './tuning';

/** Between which waits a caller may expect to be picked up: one in ten is sooner, one in ten later. Milliseconds. */
export interface WaitRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Half widths of a pool's ranges, below and above, in standard deviations of a logarithm. */
export interface Spread {
  readonly below: number;
  readonly above: number;
}

/** Of the outcomes, the share that may lie below the range, and the share above. */
const TAIL = 0.1;

/** A wait of one pick-up is told no wider a range than one of two: a single gap has no useful range. */
const PICK_UPS_MIN = 2;

const HALF_WIDTH_MIN = 0.2;

/** Twice the root of the fewest pick-ups: with more, the upper end of a range would fall where the wait grows. */
const HALF_WIDTH_MAX = 2 * Math.sqrt(PICK_UPS_MIN);

/** The spread of a pool that nothing is known of. */
export function firstSpread({ below, above }: Tuning = chosenTuning): Spread {
  return { below, above };
}

/**
 * The range around an expected wait of so many pick-ups, one after the other. A sum of n gaps varies, beside its mean,
 * with 1 / sqrt(n), down to a floor, since the pace itself is never known exactly. The expected wait always lies within;
 * where wait and pick-ups grow together, neither end falls.
 */
export function waitRangeMs(
  expectedMs: number,
  pickUps: number,
  spread: Spread = firstSpread(),
  tuning: Tuning = chosenTuning,
): WaitRange {
  const deviation = Math.sqrt(1 / Math.max(PICK_UPS_MIN, pickUps) + tuning.spreadFloor ** 2);
  return {
    fromMs: expectedMs * Math.exp(-spread.below * deviation),
    toMs: expectedMs * Math.exp(spread.above * deviation),
  };
}

/** Widens the side on which an outcome lay outside, and narrows by as much as keeps one outcome in ten there. */
export function spreadAfter(spread: Spread, range: WaitRange, waitMs: number, tuning: Tuning = chosenTuning): Spread {
  const moved = (halfWidth: number, isOutside: boolean): number => {
    const next = halfWidth + tuning.spreadStep * ((isOutside ? 1 : 0) - TAIL);
    return Math.min(HALF_WIDTH_MAX, Math.max(HALF_WIDTH_MIN, next));
  };
  return { below: moved(spread.below, waitMs < range.fromMs), above: moved(spread.above, waitMs > range.toMs) };
}
