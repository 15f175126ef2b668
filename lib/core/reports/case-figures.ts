import type { LostCase } from '../lost/case';

/** How long the caller has been lost: from the first lost call to the last. */
export function lostForMs({ firstAtMs, lastAtMs }: Pick<LostCase, 'firstAtMs' | 'lastAtMs'>): number {
  return lastAtMs - firstAtMs;
}

/** How long the case has been waiting for somebody, or waited until it was processed. */
export function ageMs({ lostAtMs, closed }: Pick<LostCase, 'lostAtMs' | 'closed'>, nowMs: number): number {
  return Math.max(0, (closed?.atMs ?? nowMs) - lostAtMs);
}
