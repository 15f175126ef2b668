import type { Callback } from '../core/callback/callback';
import { cancel } from '../core/callback/closing';
import { changeCallback, type Changed } from './change-callback';
import type { Deps } from './deps';
import { closeCases, finishClosed } from './lost/close-cases';
import { numbersOf, queueOfCase } from './lost/note-tries';
import { orNote } from './lost/or-note';

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
  if (changed.kind === 'changed' && changed.callback.state === 'dialing') {
    const { contactId } = changed.callback;
    // Asked on that very call, its flow says goodbye and ends it.
    if (contactId !== undefined && contactId !== askedOnContactId) await deps.dialer.stop(contactId);
  }
  // Asked again, too: the first time it may have been left undone.
  if (changed.kind !== 'gone' && isCancelled(changed.callback)) {
    await orNote(deps, () => closeCancelled(deps, changed.callback, changed.kind));
  }
  return outcomeOf(changed);
}

function outcomeOf(changed: Changed): Cancelled {
  switch (changed.kind) {
    case 'gone':
      return 'none';
    case 'refused':
      if (changed.refusal.code === 'no_change') return 'ending';
      return changed.callback.state === 'closed' ? 'none' : 'too_late';
    case 'changed':
      return changed.callback.state === 'dialing' ? 'ending' : 'cancelled';
  }
}

function isCancelled(callback: Callback): boolean {
  if (callback.state === 'closed') return callback.outcome === 'cancelled';
  return callback.state === 'dialing' && callback.after?.kind === 'cancel';
}

/** Who does not want to be called back needs no other answer for calls that were lost there. */
async function closeCancelled(deps: CancelDeps, callback: Callback, kind: 'changed' | 'refused'): Promise<void> {
  const atMs = callback.state === 'closed' ? callback.closedAtMs : deps.clock.nowMs();
  const queue = queueOfCase(callback);
  for (const number of numbersOf(callback)) {
    await closeCases(deps, number, { how: 'cancelled', ref: callback.id, atMs, queue });
    if (kind === 'changed') continue;
    const cases = await deps.store.cases.ofCaller(number);
    await finishClosed(
      deps,
      cases.filter((one) => one.queue === queue),
    );
  }
}
