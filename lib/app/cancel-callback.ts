import type { Callback } from '../core/callback/callback';
import { cancel } from '../core/callback/closing';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';

export type CancelDeps = Pick<Deps, 'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** `ending`: its dial was under way and is being stopped. `too_late`: the caller is already with us. */
export type Cancelled = 'cancelled' | 'ending' | 'too_late' | 'none';

/** Answered of several, the first of these that is true of one: asked again, the answer is the same. */
const leastDone: readonly Cancelled[] = ['too_late', 'ending', 'cancelled'];

/** Cancels callbacks, and names the one that the answer is about; undefined when none was open. */
export async function cancelCallbacks(
  deps: CancelDeps,
  callbacks: readonly Callback[],
  askedOnContactId: string,
): Promise<{ readonly outcome: Cancelled; readonly callback: Callback } | undefined> {
  const all: { readonly outcome: Cancelled; readonly callback: Callback }[] = [];
  for (const callback of callbacks) {
    all.push({ outcome: await cancelCallback(deps, callback, askedOnContactId), callback });
  }
  return leastDone.map((outcome) => all.find((one) => one.outcome === outcome)).find((one) => one !== undefined);
}

/** Cancels an open callback. A dial under way is stopped once its contact is known, else it says goodbye on answering. */
export async function cancelCallback(
  deps: CancelDeps,
  callback: Callback,
  askedOnContactId?: string,
): Promise<Cancelled> {
  const changed = await changeCallback(deps, callback, cancel);
  switch (changed.kind) {
    case 'gone':
      return 'none';
    case 'refused':
      if (changed.refusal.code === 'no_change') return 'ending';
      return changed.callback.state === 'closed' ? 'none' : 'too_late';
    case 'changed':
      if (changed.callback.state !== 'dialing') return 'cancelled';
      // Asked on that very call, its flow says goodbye and ends it.
      if (changed.callback.contactId !== undefined && changed.callback.contactId !== askedOnContactId) {
        await deps.dialer.stop(changed.callback.contactId);
      }
      return 'ending';
  }
}
