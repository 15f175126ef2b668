import { handle, withdraw } from '../../core/callback/closing';
import type { Callback } from '../../core/callback/callback';
import type { CaseKey } from '../../core/lost/case';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';

export type EndLostDeps = Pick<Deps, 'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/**
 * Ends the callback that was registered for the lost calls of a case, in whichever queue it is; nothing where there is none,
 * or where its caller has asked for it since. A dial under way is stopped; a caller who is ready or talks is left alone.
 */
export async function endLostCallback(
  deps: EndLostDeps,
  { number, queue }: CaseKey,
  outcome: 'handled_by_supervisor' | 'withdrawn',
): Promise<void> {
  const callbacks = (await deps.store.callbacks.ofCaller(number)).map((stored) => stored.value);
  for (const callback of callbacks) {
    if (callback.number === number && isForLost(callback, queue)) await endForLost(deps, callback, outcome);
  }
}

/** Ends one of them. */
export async function endForLost(
  deps: EndLostDeps,
  callback: Callback,
  outcome: 'handled_by_supervisor' | 'withdrawn',
): Promise<void> {
  const end = outcome === 'withdrawn' ? withdraw : handle;
  const ended = await changeCallback(deps, callback, (current, nowMs) =>
    // Its caller may have asked for it a moment ago.
    current.origin === 'lost' ? end(current, nowMs) : { ok: false, error: { code: 'no_change' } },
  );
  if (ended.kind !== 'changed' || ended.callback.state !== 'dialing') return;
  if (ended.callback.contactId !== undefined) await deps.dialer.stop(ended.callback.contactId);
}

/** Whether it is open, and nobody has asked for it: it calls back those who were lost in that queue. */
function isForLost(callback: Callback, lostIn: string): boolean {
  return callback.state !== 'closed' && callback.origin === 'lost' && callback.lostIn === lostIn;
}
