import type { Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';

type LocateDeps = Pick<Deps, 'store' | 'policy'>;

/** A caller's open callback in a queue that was asked for, found by the number called or the number rung from. */
export async function openCallbackOf(
  deps: LocateDeps,
  caller: { readonly from: string | null | undefined; readonly queue: QueuePolicy },
): Promise<Callback | undefined> {
  return (await openCallbacksOf(deps, caller)).find(isAskedFor);
}

/** Whether somebody asked for it; the others are for lost calls, and their callers know nothing of them. */
export function isAskedFor({ origin }: Callback): boolean {
  return origin === 'requested';
}

/** All open ones: where somebody else asked for another on the caller's number, there are several. */
export async function openCallbacksOf(
  deps: LocateDeps,
  { from, queue }: { readonly from: string | null | undefined; readonly queue: { readonly name: string } },
): Promise<readonly Callback[]> {
  const number = parsePhoneNumber(from, deps.policy.country);
  if (!number.ok) return [];
  const callbacks = (await deps.store.callbacks.ofCaller(number.value)).map((stored) => stored.value);
  return callbacks.filter((callback) => callback.queue === queue.name && callback.state !== 'closed');
}
