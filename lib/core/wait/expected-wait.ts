import { paceOf } from './pace';
import type { PickUp } from './pool-statistics';

/** What is known of the line when somebody asks how long it will take. */
export interface WaitQuestion {
  readonly nowMs: number;
  /** Holders and callbacks ahead in the pool; only holders give up while they wait. */
  readonly holdersAhead: number;
  readonly callbacksAhead: number;
  readonly pickUps: readonly PickUp[];
  /** Mean patience of a holder, milliseconds: 1 / theta. */
  readonly patienceMs: number;
}

/** Nobody is told of a wait behind more callers than this, and the sum must end. */
const AHEAD_MAX = 10_000;

/** Weight of the last caller's wait. 0.3 was the best of the grid on a large multi-skill trace before it was tested. */
const LAST_WAIT_WEIGHT = 0.3;

/**
 * Expected wait in milliseconds: w x (wait of the last caller who reached an agent) + (1 - w) x
 * sum over j = 0..k of 1 / (c + h_j theta), with c the pace, k those ahead, h_j the holders among the first j
 * (taken as evenly mixed) and theta their abandonment rate: the exact conditional mean of an Erlang-A queue.
 * Undefined without a pace: then nothing is said.
 */
export function expectedWaitMs(question: WaitQuestion): number | undefined {
  const pace = paceOf(question.pickUps, question.nowMs);
  if (pace === undefined) return undefined;
  const ahead = Math.min(AHEAD_MAX, question.holdersAhead + question.callbacksAhead);
  const holderShare = ahead === 0 ? 0 : question.holdersAhead / (question.holdersAhead + question.callbacksAhead);
  const theta = 1000 / question.patienceMs;
  let seconds = 0;
  for (let j = 0; j <= ahead; j += 1) seconds += 1 / (pace + j * holderShare * theta);
  const byPositionMs = seconds * 1000;
  const last = question.pickUps.findLast((one) => !one.isCallback);
  if (last === undefined) return byPositionMs;
  return LAST_WAIT_WEIGHT * (last.atMs - last.placeMs) + (1 - LAST_WAIT_WEIGHT) * byPositionMs;
}
