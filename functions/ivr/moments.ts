import type { Callback } from '../../lib/core/callback/callback';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import type { Moment } from '../../lib/core/speech/prompt-facts';

/** A time as it is said to callers of a queue. */
export function moment(atMs: number, queue: QueuePolicy, nowMs: number): Moment {
  return { atMs, nowMs, timeZone: queue.hours.timeZone };
}

/** The slot that a callback was promised for and that still lies ahead. */
export function momentOf({ slotMs }: Callback, queue: QueuePolicy, nowMs: number): Moment | undefined {
  return slotMs === undefined || slotMs < nowMs ? undefined : moment(slotMs, queue, nowMs);
}
