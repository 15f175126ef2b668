import type { Callback } from '../callback/callback';
import { attemptInProgress } from '../callback/dialing';
import type { QueuePolicy } from '../policy/policy';
import { isDuringSlot } from '../slots';
import type { Moment, PromptFacts } from './prompt-facts';

/** What an agent is told of a callback: why, since when, how many tries, and whether its caller chose the time. */
export function storyFacts(
  callback: Callback,
  queue: Pick<QueuePolicy, 'hours' | 'slots'>,
  nowMs: number,
  ringLimitMs: number,
): PromptFacts['story'] {
  return {
    origin: callback.origin,
    since: waitingSince(callback, queue, nowMs),
    attempts: attemptInProgress(callback),
    isSlot: isSlotNow(callback, queue, nowMs, ringLimitMs),
  };
}

/** A slot's place lies later than the request: the caller has been waiting since asking. */
export function waitingSince(
  { placeMs, requestedAtMs }: Callback,
  { hours }: Pick<QueuePolicy, 'hours'>,
  nowMs: number,
): Moment {
  return { atMs: Math.min(placeMs, requestedAtMs), nowMs, timeZone: hours.timeZone };
}

/** A callback that is tried again after its slot no longer comes at the time that was chosen. */
export function isSlotNow(
  { slotMs }: Callback,
  { slots }: Pick<QueuePolicy, 'slots'>,
  nowMs: number,
  ringLimitMs: number,
): boolean {
  return slotMs !== undefined && isDuringSlot(slots, slotMs, nowMs, ringLimitMs);
}
