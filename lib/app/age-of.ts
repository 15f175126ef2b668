import { standingMs } from '../core/dispatch/queue-rules';
import { queueByName, type Policy } from '../core/policy/policy';
import { rulesOf } from './dispatch/pools';

/**
 * How long ago a callback's standing was: the age by which Connect serves its caller in the callback's own turn, the head
 * start of its class included. The place of a slot to come is no claim to be served today.
 */
export function ageOf(
  policy: Policy,
  callback: { readonly queue: string; readonly class: string; readonly placeMs: number },
  nowMs: number,
): number {
  if (callback.placeMs > nowMs) return 0;
  const queue = queueByName(policy, callback.queue);
  return nowMs - standingMs(callback, queue === undefined ? undefined : rulesOf(policy, queue));
}
