import type { PickUp } from './pool-statistics';

/** A pace older than this says nothing about now: shifts change, and so does the load. */
const PACE_WINDOW_MS = 1_800_000;

/** Fewer gaps than this are chance, not a pace. */
const GAPS_MIN = 3;

/**
 * Callers a second that the pool picks up while there is a backlog. The time between two pick-ups counts only when the
 * second caller was already ready at the first: otherwise agents were idle and the gap measures the lack of callers.
 * Undefined when too few such gaps are known.
 */
export function paceOf(pickUps: readonly PickUp[], nowMs: number): number | undefined {
  const recent = pickUps.filter((one) => one.atMs >= nowMs - PACE_WINDOW_MS);
  const gapsMs: number[] = [];
  recent.forEach((pickUp, index) => {
    const before = recent[index - 1];
    if (before !== undefined && pickUp.readySinceMs <= before.atMs) gapsMs.push(pickUp.atMs - before.atMs);
  });
  const totalMs = gapsMs.reduce((sum, ms) => sum + ms, 0);
  if (gapsMs.length < GAPS_MIN || totalMs <= 0) return undefined;
  return (gapsMs.length * 1000) / totalMs;
}
