import type { Origin } from '../core/callback/callback';
import { standingAmongHolders } from '../core/dispatch/queue-rules';
import { queueByName, type Policy } from '../core/policy/policy';
import { rulesNow } from './dispatch/pools';

/**
 * How long ago a callback's standing was: the age by which Connect serves its caller in the callback's own turn, the head
 * start of its class included. The place of a slot to come is no claim to be served today, and a lost call of an earlier
 * day has waited since the queue opened.
 */
export function ageOf(
  policy: Policy,
  callback: {
    readonly queue: string;
    readonly class: string;
    readonly origin: Origin;
    readonly placeMs: number;
  },
  nowMs: number,
): number {
  if (callback.placeMs > nowMs) return 0;
  const queue = queueByName(policy, callback.queue);
  return nowMs - standingAmongHolders(callback, queue === undefined ? undefined : rulesNow(policy, queue, nowMs));
}
