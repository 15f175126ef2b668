import { ApiError } from './errors';
import type { ApiCore } from './operation';

const AHEAD_MS_MAX = 6 * 24 * 60 * 60 * 1_000;

/** Epoch milliseconds of a member in epoch seconds; throws for a time that is past or too far ahead. Which error that is in Connect is assumed. */
export function scheduledMsOf(core: ApiCore, epochSeconds: number): number {
  const atMs = Math.round(epochSeconds * 1_000);
  const aheadMs = atMs - core.nowMs();
  if (aheadMs < 0 || aheadMs > AHEAD_MS_MAX) {
    throw new ApiError('InvalidParameterException', 'ScheduledTime must lie in the next 6 days.');
  }
  return atMs;
}
