import { err, ok, type Result } from '../result';
import {
  factsOf,
  numberToCall,
  type AfterDial,
  type Callback,
  type CallbackFacts,
  type CallbackIn,
  type Dialing,
  type Rescheduled,
  type Scheduled,
  type TransitionRefusal,
  type Waiting,
} from './callback';
import { attemptInProgress, passedOver } from './dialing';
import { leaseMs } from './leases';
import { keptTask } from './offering';

/** What a caller wants to be otherwise; what is left out stays. */
export interface RequestedChange {
  /** The number to call from now on, E.164. */
  readonly number?: string | undefined;
  /** A slot that is booked already, and the deadline that comes with it. */
  readonly slot?: { readonly startMs: number; readonly deadlineMs: number } | undefined;
}

/**
 * The caller wants to be called on another number, or at a time of their own choice; only such a choice changes a place.
 * A dial in progress is let end first and spends no attempt. Refused once the caller is ready or has been served.
 */
export function changeRequest(
  callback: Callback,
  change: RequestedChange,
  nowMs: number,
): Result<Callback, TransitionRefusal> {
  const { number, slot } = change;
  const isSame =
    (number === undefined || number === numberToCall(callback)) &&
    (slot === undefined || slot.startMs === callback.slotMs);
  switch (callback.state) {
    case 'waiting':
    case 'scheduled':
      if (isSame) return err({ code: 'no_change' });
      return ok({ ...movedFacts(callback, change, nowMs), ...nextState(callback, change, nowMs) });
    case 'held': {
      if (isSame) return err({ code: 'no_change' });
      const { contactId, otherContactIds, leaseUntilMs } = callback;
      const others = otherContactIds === undefined ? {} : { otherContactIds };
      const resume = nextState(callback.resume, change, nowMs);
      return ok({ ...movedFacts(callback, change, nowMs), state: 'held', contactId, ...others, leaseUntilMs, resume });
    }
    case 'offered': {
      if (isSame) return err({ code: 'no_change' });
      // The task tells agents of the number and the time that were asked for before.
      const inLine: Waiting = { state: 'waiting', inLineSinceMs: callback.inLineSinceMs };
      return ok({ ...movedFacts(callback, change, nowMs), ...nextState(inLine, change, nowMs) });
    }
    case 'dialing':
      return isSame ? err({ code: 'no_change' }) : changeDialing(callback, change, nowMs);
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}

/** What a caller asks for while a dial for lost calls is in progress. */
export interface Adoption extends RequestedChange {
  readonly requestContactId: string;
  readonly class: string;
  readonly deadlineMs: number;
  readonly giveUpMs?: number | undefined;
}

/**
 * The caller asks for a callback while a dial for lost calls is in progress: from then on it is what was asked for. One that
 * was to end with that dial does not: it is held back while the caller who asks is on the line.
 */
export function adopt(
  callback: Callback,
  { requestContactId, class: className, deadlineMs, giveUpMs, ...change }: Adoption,
  nowMs: number,
): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (callback.origin === 'requested') return err({ code: 'no_change' });
  const { giveUpMs: _ofLost, after, ...kept } = callback;
  const goesOn = isFinal(after) ? holdFor(requestContactId, nowMs) : after;
  const adopted: CallbackIn<Dialing> = {
    ...kept,
    origin: 'requested',
    requestContactId,
    requestedAtMs: nowMs,
    class: className,
    deadlineMs: Math.max(callback.deadlineMs, deadlineMs),
    ...(giveUpMs === undefined ? {} : { giveUpMs }),
    ...(goesOn === undefined ? {} : { after: goesOn }),
  };
  const changed = changeRequest(adopted, change, nowMs);
  return changed.ok ? changed : ok(adopted);
}

function isFinal(
  after: AfterDial | undefined,
): after is Extract<AfterDial, { kind: 'cancel' | 'withdraw' | 'complete' }> {
  return after?.kind === 'cancel' || after?.kind === 'withdraw' || after?.kind === 'complete';
}

function holdFor(contactId: string, nowMs: number): AfterDial {
  return { kind: 'hold', contactId, leaseUntilMs: nowMs + leaseMs.held };
}

/** The dial goes on until its contact ends; only then is the place that of the slot. */
function changeDialing(
  callback: CallbackIn<Dialing>,
  change: RequestedChange,
  nowMs: number,
): Result<CallbackIn<Dialing>, TransitionRefusal> {
  const { after } = callback;
  if (isFinal(after)) return err({ code: 'superseded', by: after.kind });
  const { state, startedAtMs, leaseUntilMs, request, contactId, pickedUpAtMs } = callback;
  const next = afterChange(after, change);
  return ok({
    ...changedFacts(callback, change, nowMs),
    state,
    startedAtMs,
    leaseUntilMs,
    request,
    ...(contactId === undefined ? {} : { contactId }),
    ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }),
    ...(next.kind === 'resume' ? keptTask(callback) : {}),
    after: next,
  });
}

function afterChange(after: AfterDial | undefined, { slot }: RequestedChange): AfterDial {
  if (slot === undefined) return after ?? { kind: 'resume' };
  const reschedule: Rescheduled = { dueAtMs: slot.startMs, placeMs: slot.startMs };
  return after?.kind === 'hold' ? { ...after, reschedule } : { kind: 'reschedule', ...reschedule };
}

/** Out of the line until the slot; without one, as it was, but for a wait that was only the old number's. */
function nextState(
  current: Waiting | Scheduled,
  { number, slot }: RequestedChange,
  nowMs: number,
): Waiting | Scheduled {
  if (slot !== undefined) return { state: 'scheduled', dueAtMs: slot.startMs, why: 'slot' };
  if (current.state === 'waiting') return { state: 'waiting', inLineSinceMs: current.inLineSinceMs };
  const isOfNumber = number !== undefined && (current.why === 'hours' || current.why === 'limit');
  if (isOfNumber) return { state: 'waiting', inLineSinceMs: nowMs };
  return { state: 'scheduled', dueAtMs: current.dueAtMs, why: current.why };
}

/** What changes where no dial is in progress: the place goes with the slot, and an undone attempt stays the old number's. */
function movedFacts(callback: Callback, change: RequestedChange, nowMs: number): CallbackFacts {
  const facts = changedFacts(callback, change, nowMs);
  const isOther = numberToCall(facts) !== numberToCall(callback);
  const isUndone = callback.undoneAttempt === attemptInProgress(callback);
  return {
    ...facts,
    ...(isOther && isUndone ? passedOver(callback, nowMs) : {}),
    ...(change.slot === undefined ? {} : { placeMs: change.slot.startMs }),
  };
}

function changedFacts(callback: Callback, { number, slot }: RequestedChange, nowMs: number): CallbackFacts {
  const { callNumber: before, ...facts } = factsOf(callback);
  const callNumber = number ?? before;
  return {
    ...facts,
    // Who says where or when to be called has asked for it now, whatever it was registered for.
    ...(facts.origin === 'lost' ? { origin: 'requested', requestedAtMs: nowMs } : {}),
    ...(callNumber === undefined || callNumber === facts.number ? {} : { callNumber }),
    ...(slot === undefined ? {} : { slotMs: slot.startMs, deadlineMs: Math.max(facts.deadlineMs, slot.deadlineMs) }),
  };
}
