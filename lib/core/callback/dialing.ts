import { err, ok, type Result } from '../result';
import { close } from './closing';
import {
  factsOf,
  numberToCall,
  type AfterDial,
  type Callback,
  type CallbackFacts,
  type CallbackIn,
  type Dialing,
  type DialRequest,
  type Rescheduled,
  type Scheduled,
  type TransitionRefusal,
} from './callback';
import { leaseMs } from './leases';
import { isAccepted, keptTask, newTask } from './offering';

/** The number of the attempt in progress, or of the next one. */
export function attemptInProgress(callback: Callback): number {
  return callback.attempt + 1;
}

/** Connect answers a repeat of this token with the first contact for seven days, so one attempt is one dial. */
export function clientTokenOf(callbackId: string, attempt: number): string {
  return `${callbackId}-${attempt}`;
}

/**
 * Claims a callback that waits, or whose task an agent has accepted, for its next attempt. The stored request is what is
 * sent, now and in any repair. With `agentIds` a task begins with the dial; one that was accepted goes along.
 */
export function claim(
  callback: Callback,
  request: DialRequest,
  nowMs: number,
  agentIds?: readonly string[],
): Result<CallbackIn<Dialing>, TransitionRefusal> {
  const isAgreed = callback.state === 'offered' && isAccepted(callback.task);
  if (callback.state !== 'waiting' && !isAgreed) return err({ code: 'wrong_state', state: callback.state });
  // A request built before another attempt came and went would be answered with that attempt's contact.
  if (request.clientToken !== clientTokenOf(callback.id, attemptInProgress(callback))) {
    return err({ code: 'other_attempt', attempt: callback.attempt });
  }
  // The number was changed since it was looked at: another one has been guarded and checked.
  if (request.number !== numberToCall(callback)) return err({ code: 'other_number' });
  const leaseUntilMs = nowMs + leaseMs.dialing;
  const task = isAgreed || agentIds === undefined ? keptTask(callback) : newTask(callback, agentIds);
  const { askedInVain: _asked, ...facts } = factsOf(callback);
  return ok({ ...facts, state: 'dialing', startedAtMs: nowMs, leaseUntilMs, request, ...task });
}

/** Keeps the contact id that Connect gave this attempt. */
export function recordContact(
  callback: Callback,
  dial: { readonly attempt: number; readonly contactId: string },
): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (dial.attempt !== attemptInProgress(callback)) return err({ code: 'other_attempt', attempt: callback.attempt });
  if (callback.contactId !== undefined) return err({ code: 'no_change' });
  return ok({ ...callback, contactId: dial.contactId });
}

/** Takes an expired lease on a dial whose contact is unknown, so that only one process repeats the request. */
export function takeOverDial(callback: Callback, nowMs: number): Result<CallbackIn<Dialing>, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (callback.contactId !== undefined) return err({ code: 'no_change' });
  if (nowMs < callback.leaseUntilMs) return err({ code: 'lease_held', leaseUntilMs: callback.leaseUntilMs });
  return ok({ ...callback, leaseUntilMs: nowMs + leaseMs.dialing });
}

/** Undoes a claim whose dial made no contact that is known: the place and the attempt number are as before. */
export function undoClaim(callback: Callback, attempt: number, nowMs: number): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (attempt !== attemptInProgress(callback)) return err({ code: 'other_attempt', attempt: callback.attempt });
  if (callback.contactId !== undefined) return err({ code: 'no_change' });
  const isSameNumber = callback.request.number === numberToCall(callback);
  const undone = { ...callback, ...(isSameNumber ? { undoneAttempt: attempt } : passedOver(callback, nowMs)) };
  return ok(afterDial(undone, callback.after ?? { kind: 'resume' }, nowMs));
}

/**
 * An attempt that was made to one number, and perhaps met somebody, is no attempt to another one: Connect would answer its
 * token with the contact of the first. It is passed over and spends nothing.
 */
export function passedOver(callback: CallbackFacts, atMs: number): Pick<CallbackFacts, 'attempt' | 'past'> {
  const attempt = callback.attempt + 1;
  return { attempt, past: [...callback.past, { attempt, outcome: 'stopped', atMs }] };
}

/** Ends a callback whose number Connect refuses to dial; no contact was made and no attempt spent. */
export function refuseDial(callback: Callback, attempt: number, nowMs: number): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (attempt !== attemptInProgress(callback)) return err({ code: 'other_attempt', attempt: callback.attempt });
  return ok(close(callback, 'refused', nowMs));
}

/** Takes a callback out of the line until it may be dialed; its place waits with it, and no agent does. */
export function postpone(
  callback: Callback,
  until: { readonly dueAtMs: number; readonly why: Scheduled['why'] },
): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'waiting' && callback.state !== 'offered') {
    return err({ code: 'wrong_state', state: callback.state });
  }
  return ok({ ...factsOf(callback), state: 'scheduled', ...until });
}

/** The state that was decided while the dial was still in progress. */
export function afterDial(callback: Callback, after: AfterDial, atMs: number): Callback {
  switch (after.kind) {
    case 'cancel':
      return close(callback, 'cancelled', atMs);
    case 'withdraw':
      return close(callback, 'withdrawn', atMs);
    case 'complete':
      return close(callback, 'completed', Math.max(after.atMs, atMs));
    case 'resume':
      return { ...factsOf(callback), state: 'waiting', inLineSinceMs: atMs };
    case 'reschedule':
      return { ...factsOf(callback), placeMs: after.placeMs, ...scheduledAt(after) };
    case 'hold': {
      const { contactId, otherContactIds, leaseUntilMs, reschedule } = after;
      return {
        ...factsOf(callback),
        ...(reschedule === undefined ? {} : { placeMs: reschedule.placeMs }),
        state: 'held',
        contactId,
        ...(otherContactIds === undefined ? {} : { otherContactIds }),
        leaseUntilMs,
        resume: reschedule === undefined ? { state: 'waiting', inLineSinceMs: atMs } : scheduledAt(reschedule),
      };
    }
  }
}

function scheduledAt({ dueAtMs }: Rescheduled): Scheduled {
  return { state: 'scheduled', dueAtMs, why: 'slot' };
}
