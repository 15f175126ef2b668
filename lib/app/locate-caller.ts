import type { Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';
import { predictWait, type PredictDeps, type WaitPrediction } from './predict-wait';

/** Where a caller's open callback stands; undefined when there is none. */
export async function locateCaller(
  deps: PredictDeps,
  caller: { readonly from: string | null | undefined; readonly queue: QueuePolicy },
): Promise<{ readonly callback: Callback; readonly wait: WaitPrediction } | undefined> {
  const callback = await openCallbackOf(deps, caller);
  if (callback === undefined) return undefined;
  return { callback, wait: await predictWait(deps, caller.queue, callback) };
}

/** A caller's open callback in a queue, found by the number called or the number rung from. */
export async function openCallbackOf(
  deps: Pick<Deps, 'store' | 'policy'>,
  caller: { readonly from: string | null | undefined; readonly queue: QueuePolicy },
): Promise<Callback | undefined> {
  const number = parsePhoneNumber(caller.from, deps.policy.country);
  if (!number.ok) return undefined;
  const callbacks = await deps.store.callbacks.ofCaller(number.value);
  return callbacks
    .map((stored) => stored.value)
    .find((callback) => callback.queue === caller.queue.name && callback.state !== 'closed');
}
