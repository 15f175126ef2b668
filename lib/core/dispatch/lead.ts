import type { RingToReady } from '../wait/pool-statistics';

/** Until callers have taught another. Chosen by `npm run bench:policy`. */
const START_MS = -500;

/** Of so many callers who were ready, one may leave: 3 in 100 is the bound, and 1 in 32 is as near as so few can tell. */
const LOST_ALLOWED = 1;
const SHORTER_PER_LOST_MS = 2_000;

/** Waiting longer than this after being ready is long, and more than one in ten is too many. */
const LONG_WAIT_MS = 25_000;
const LONG_SHARE = 0.1;
const SHORTER_FOR_LONG_MS = 1_000;

/** Less than this is what it takes an agent to accept: such callers found somebody waiting. */
const NO_WAIT_MS = 4_000;
const NO_WAIT_SHARE = 0.8;
const LONGER_MS = 1_000;

const SHORTEST_MS = -6_000;

/** Fewer outcomes than this teach nothing. */
const OUTCOMES_MIN = 16;

/**
 * How much sooner than one ring before an agent is expected a caller is dialed, learned from the last who were ready: those
 * who left and those who waited long make it later, as nearly nobody waiting makes it sooner, for then agents idle.
 * Computed anew each time, so that no order and no repetition of events matters.
 */
export function leadOffsetMs(samples: readonly RingToReady[]): number {
  const known = samples.filter((one) => one.isLost !== undefined);
  if (known.length < OUTCOMES_MIN) return START_MS;
  const lost = known.filter((one) => one.isLost === true).length;
  const long = known.filter((one) => (one.waitMs ?? 0) > LONG_WAIT_MS).length;
  const none = known.filter((one) => (one.waitMs ?? 0) <= NO_WAIT_MS).length;
  const later =
    Math.max(0, lost - LOST_ALLOWED) * SHORTER_PER_LOST_MS +
    (long > LONG_SHARE * known.length ? SHORTER_FOR_LONG_MS : 0);
  const sooner = none > NO_WAIT_SHARE * known.length ? LONGER_MS : 0;
  return Math.max(SHORTEST_MS, START_MS - later + sooner);
}
