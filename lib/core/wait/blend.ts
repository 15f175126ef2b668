import { chosenTuning, type Tuning } from './tuning';

/** What three forecasts said to one caller: kept until it is known how long it took. Milliseconds. */
export interface ToldWait {
  /** Mean time between pick-ups of the pool while there is a backlog. */
  readonly gapMs: number;
  /** By the pool's pace and the pool's line. */
  readonly byPoolMs: number;
  /** By the pace and the line of the caller's own queue. */
  readonly byQueueMs: number;
  /** The wait of the last caller of that queue who reached an agent. */
  readonly lastMs: number;
}

/** How much of each forecast goes into the wait that is told; what is left is that of the queue's own line. */
export interface Weights {
  readonly pool: number;
  readonly last: number;
}

/**
 * Sums from which the best weights follow, by least squares: products of how far pool, last and outcome lay from the
 * forecast of the queue's own line, each divided by the wait expected, older ones fading.
 */
export interface Blend {
  readonly poolPool: number;
  readonly poolLast: number;
  readonly lastLast: number;
  readonly poolWait: number;
  readonly lastWait: number;
}

export const emptyBlend: Blend = { poolPool: 0, poolLast: 0, lastLast: 0, poolWait: 0, lastWait: 0 };

/** The spread of an outcome grows with the root of the wait; below this many seconds it hardly shrinks any more. */
const SECONDS_MIN = 20;

/** What has faded so far counts as nothing: a table cannot even hold numbers that small. */
const FADED = 1e-9;

/** Adds how long somebody waited after being told. */
export function blendAfter(blend: Blend, told: ToldWait, waitMs: number, tuning: Tuning = chosenTuning): Blend {
  const { pool, last, wait, scale } = seconds(told, waitMs);
  const weight = tuning.blendGain / scale;
  const fading = (sum: number, product: number): number => {
    const next = sum * (1 - tuning.blendGain) + weight * product;
    return Math.abs(next) < FADED ? 0 : next;
  };
  return {
    poolPool: fading(blend.poolPool, pool * pool),
    poolLast: fading(blend.poolLast, pool * last),
    lastLast: fading(blend.lastLast, last * last),
    poolWait: fading(blend.poolWait, pool * wait),
    lastWait: fading(blend.lastWait, last * wait),
  };
}

/** The weights that would have served the callers so far best; none is negative, and together they are at most 1. */
export function weightsOf(blend: Blend, tuning: Tuning = chosenTuning): Weights {
  const { blendPull, poolWeight, lastWeight } = tuning;
  const sums: Blend = {
    poolPool: blend.poolPool + blendPull,
    poolLast: blend.poolLast,
    lastLast: blend.lastLast + blendPull,
    poolWait: blend.poolWait + blendPull * poolWeight,
    lastWait: blend.lastWait + blendPull * lastWeight,
  };
  const determinant = sums.poolPool * sums.lastLast - sums.poolLast ** 2;
  const free: Weights = {
    pool: (sums.lastLast * sums.poolWait - sums.poolLast * sums.lastWait) / determinant,
    last: (sums.poolPool * sums.lastWait - sums.poolLast * sums.poolWait) / determinant,
  };
  if (free.pool >= 0 && free.last >= 0 && free.pool + free.last <= 1) return free;
  return bestAtEdge(sums);
}

/** The wait that is told, milliseconds: an average of the three forecasts. */
export function blended(told: ToldWait, weights: Weights): number {
  const { pool, last } = weights;
  return pool * told.byPoolMs + last * told.lastMs + Math.max(0, 1 - pool - last) * told.byQueueMs;
}

/** The error is a bowl, so where its bottom lies outside what is allowed, the best lies on one of the three edges. */
function bestAtEdge(sums: Blend): Weights {
  const { poolPool, poolLast, lastLast, poolWait, lastWait } = sums;
  const along = (poolWait - lastWait + lastLast - poolLast) / (poolPool - 2 * poolLast + lastLast);
  const edges: readonly Weights[] = [
    { pool: share(poolWait / poolPool), last: 0 },
    { pool: 0, last: share(lastWait / lastLast) },
    { pool: share(along), last: 1 - share(along) },
  ];
  const error = ({ pool, last }: Weights): number =>
    poolPool * pool ** 2 + 2 * poolLast * pool * last + lastLast * last ** 2 - 2 * (poolWait * pool + lastWait * last);
  return edges.reduce((best, edge) => (error(edge) < error(best) ? edge : best));
}

function seconds(told: ToldWait, waitMs: number) {
  const { byPoolMs, byQueueMs, lastMs } = told;
  return {
    pool: (byPoolMs - byQueueMs) / 1000,
    last: (lastMs - byQueueMs) / 1000,
    wait: (waitMs - byQueueMs) / 1000,
    scale: Math.max(SECONDS_MIN, (byPoolMs + byQueueMs) / 2000),
  };
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}
