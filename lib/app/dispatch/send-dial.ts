import type { Callback, DialRequest, TransitionRefusal } from '../../core/callback/callback';
import { attemptInProgress, postpone, recordContact, refuseDial, undoClaim } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import type { Result } from '../../core/result';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { slowDialRate } from './dial-rate';

/** `open`: Connect's answer is not known; the lease brings it back for a repair. */
export type SendOutcome = 'started' | 'refused' | 'throttled' | 'open';

/** A request that Connect refuses is not sent again sooner, so that one bad callback does not hold up a line. */
const FAULT_RETRY_MS = 300_000;

/** Sends a claimed dial and stores what came of it. Sending the same request again is always safe. */
export async function sendDial(
  deps: Deps,
  callback: Callback,
  request: DialRequest,
  which: 'first' | 'repair' = 'first',
): Promise<SendOutcome> {
  const attempt = attemptInProgress(callback);
  const outcome = await deps.dialer.dial(request);
  switch (outcome.kind) {
    case 'started':
      await keepContact(deps, callback, { attempt, contactId: outcome.contactId });
      return 'started';
    case 'number_refused':
      note(deps, callback, attempt, outcome.reason);
      if (which === 'repair' && mayStillRing(deps, callback)) return 'open';
      await changeCallback(deps, callback, (current, nowMs) => refuseDial(current, attempt, nowMs));
      return 'refused';
    case 'throttled':
      note(deps, callback, attempt, 'throttled');
      await slowDialRate(deps);
      // That this repeat made no contact says nothing of the first request: the claim and the number stay taken.
      if (which === 'repair') return 'open';
      await changeCallback(deps, callback, (current, nowMs) => undoClaim(current, attempt, nowMs));
      return 'throttled';
    case 'misconfigured':
      note(deps, callback, attempt, outcome.reason);
      deps.journal.note({ kind: 'fault', where: 'dial', reason: outcome.reason });
      if (which === 'repair') return 'open';
      deps.journal.note({ kind: 'skipped', callbackId: callback.id, queue: callback.queue, rule: 'misconfigured' });
      await changeCallback(deps, callback, (current, nowMs) => setAside(current, attempt, nowMs));
      return 'refused';
    case 'unknown':
      note(deps, callback, attempt, outcome.reason);
      return 'open';
  }
}

/** Stores the contact first where events look for it, then in the callback; stops it when it is no longer wanted. */
async function keepContact(
  deps: Deps,
  callback: Callback,
  dial: { readonly attempt: number; readonly contactId: string },
): Promise<void> {
  const { id, number, queue } = callback;
  const contact = { kind: 'dial', callbackId: id, key: { number, queue }, ...dial } as const;
  await deps.store.contacts.remember(contact, deps.clock.nowMs());
  const kept = await changeCallback(deps, callback, (current) => recordContact(current, dial));
  // A fast event may have stored the contact before us; whoever gave the dial up did not know the contact then either.
  const isUnwanted = kept.kind !== 'gone' && kept.callback.state === 'dialing' && kept.callback.after !== undefined;
  if (isUnwanted) await deps.dialer.stop(dial.contactId);
}

/** The first request may have been let through, and ring: that this repeat is refused says nothing of it yet. */
function mayStillRing({ clock }: Deps, callback: Callback): boolean {
  return callback.state === 'dialing' && clock.nowMs() < callback.startedAtMs + 2 * leaseMs.dialing;
}

function note(deps: Deps, callback: Callback, attempt: number, reason: string): void {
  deps.journal.note({ kind: 'dial_failed', callbackId: callback.id, attempt, reason });
}

/** Back to its place, but out of the line for a while: somebody has to put the configuration right. */
function setAside(callback: Callback, attempt: number, nowMs: number): Result<Callback, TransitionRefusal> {
  const undone = undoClaim(callback, attempt, nowMs);
  if (!undone.ok || undone.value.state !== 'waiting') return undone;
  return postpone(undone.value, { dueAtMs: nowMs + FAULT_RETRY_MS, why: 'fault' });
}
