import type { Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';

type LocateDeps = Pick<Deps, 'store' | 'policy'>;

/** A caller's open callback in a queue, found by the number called or the number rung from. */
export async function openCallbackOf(
  deps: LocateDeps,
  caller: { readonly from: string | null | undefined; readonly queue: QueuePolicy },
): Promise<Callback | undefined> {
  const [first] = await openCallbacksOf(deps, caller);
  return first;
}

/** All of them: where somebody else asked for another on the caller's number, there are several. */
export async function openCallbacksOf(
  deps: LocateDeps,
  { from, queue }: { readonly from: string | null | undefined; readonly queue: { readonly name: string } },
): Promise<readonly Callback[]> {
  const number = parsePhoneNumber(from, deps.policy.country);
  if (!number.ok) return [];
  const callbacks = (await deps.store.callbacks.ofCaller(number.value)).map((stored) => stored.value);
  return callbacks.filter((callback) => callback.queue === queue.name && callback.state !== 'closed');
}
