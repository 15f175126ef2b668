import type { PickUp } from './pool-statistics';
import { chosenTuning, type Tuning } from './tuning';

/** What a row of pick-ups shows of the pace. Times are epoch milliseconds. */
export interface Pace {
  readonly lastPickUpAtMs: number;
  /** Mean gap between pick-ups while there was a backlog, the newest counting most. */
  readonly gapMs: number;
  /** How many gaps are in it, counted until the mean has its full memory. */
  readonly gaps: number;
  readonly lastGapAtMs: number;
}

/** A pace older than a day says nothing: yesterday evening is a poor guide to this morning, but better than none. */
export const PACE_KEPT_MS = 86_400_000;

/** Fewer gaps than this are chance, not a pace. */
const GAPS_MIN = 3;

/**
 * The pace after one more pick-up, which must not be earlier than the last. The time between two pick-ups counts only
 * when the second caller was already ready at the first: otherwise agents were idle and the gap measures the lack of callers.
 */
export function paceAfter(pace: Pace | undefined, pickUp: PickUp, tuning: Tuning = chosenTuning): Pace {
  if (pace === undefined) return { lastPickUpAtMs: pickUp.atMs, gapMs: 0, gaps: 0, lastGapAtMs: 0 };
  if (pickUp.readySinceMs > pace.lastPickUpAtMs) return { ...pace, lastPickUpAtMs: pickUp.atMs };
  const gapMs = pickUp.atMs - pace.lastPickUpAtMs;
  const known = isTooOld(pace, pickUp.atMs) ? 0 : pace.gaps;
  // The first gaps make a plain mean, so that the very first does not linger.
  const gain = Math.max(tuning.gapGain, 1 / (known + 1));
  return {
    lastPickUpAtMs: pickUp.atMs,
    gapMs: known === 0 ? gapMs : pace.gapMs + gain * (gapMs - pace.gapMs),
    gaps: Math.min(known + 1, Math.ceil(1 / tuning.gapGain)),
    lastGapAtMs: pickUp.atMs,
  };
}

/** Callers a second that are picked up while there is a backlog; undefined when too little is known, or all of it is old. */
export function paceAt(pace: Pace | undefined, nowMs: number): number | undefined {
  if (pace === undefined || pace.gaps < GAPS_MIN || pace.gapMs <= 0 || isTooOld(pace, nowMs)) return undefined;
  return 1000 / pace.gapMs;
}

function isTooOld(pace: Pace, nowMs: number): boolean {
  return nowMs - pace.lastGapAtMs > PACE_KEPT_MS;
}
