import { err, ok, type Result } from '../result';
import {
  factsOf,
  type AfterDial,
  type Callback,
  type Holders,
  type Rescheduled,
  type Scheduled,
  type TransitionRefusal,
  type Waiting,
} from './callback';
import { leaseMs } from './leases';
import { withoutTask } from './offering';

/** The caller has rung in: not dialed while that call lasts. A dial in progress is marked, to be stopped. */
export function hold(callback: Callback, contactId: string, nowMs: number): Result<Callback, TransitionRefusal> {
  switch (callback.state) {
    case 'waiting':
    case 'offered':
      return ok(heldFrom(callback, contactId, nowMs, { state: 'waiting', inLineSinceMs: callback.inLineSinceMs }));
    case 'scheduled':
      return ok(
        heldFrom(callback, contactId, nowMs, { state: 'scheduled', dueAtMs: callback.dueAtMs, why: callback.why }),
      );
    case 'held': {
      const holders = withHolder(callback, contactId, nowMs);
      return holders === undefined ? err({ code: 'no_change' }) : ok({ ...callback, ...holders });
    }
    case 'dialing': {
      // Asked on our own dial, the caller is not ringing in but answering.
      if (callback.contactId === contactId) return err({ code: 'no_change' });
      const { after } = callback;
      if (after?.kind === 'cancel' || after?.kind === 'withdraw' || after?.kind === 'complete') {
        return err({ code: 'no_change' });
      }
      const holders = withHolder(after?.kind === 'hold' ? after : undefined, contactId, nowMs);
      return holders === undefined
        ? err({ code: 'no_change' })
        : ok({ ...withoutTask(callback), after: { kind: 'hold', ...holders, ...rescheduleOf(after) } });
    }
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}

/**
 * One of the calls that held it back is over and did not serve the caller; after the last one it is back at its place.
 * Its time in the line begins anew: while it was held, nobody could be free for it.
 */
export function release(callback: Callback, contactId: string, nowMs: number): Result<Callback, TransitionRefusal> {
  if (callback.state === 'held' && isHolder(callback, contactId)) {
    const holders = withoutHolder(callback, contactId);
    if (holders === undefined) return ok({ ...factsOf(callback), ...backFrom(callback.resume, nowMs) });
    return ok({ ...factsOf(callback), state: 'held', ...holders, resume: callback.resume });
  }
  if (callback.state === 'dialing' && callback.after?.kind === 'hold' && isHolder(callback.after, contactId)) {
    const holders = withoutHolder(callback.after, contactId);
    const { reschedule } = callback.after;
    if (holders !== undefined) {
      return ok({ ...callback, after: { kind: 'hold', ...holders, ...rescheduleOf(callback.after) } });
    }
    return ok({
      ...callback,
      after: reschedule === undefined ? { kind: 'resume' } : { kind: 'reschedule', ...reschedule },
    });
  }
  return err({ code: 'no_change' });
}

/** The call that holds it back still lasts. */
export function renewHold(callback: Callback, contactId: string, nowMs: number): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'held' || callback.contactId !== contactId) return err({ code: 'no_change' });
  return ok({ ...callback, leaseUntilMs: nowMs + leaseMs.held });
}

function backFrom(resume: Waiting | Scheduled, nowMs: number): Waiting | Scheduled {
  return resume.state === 'waiting' ? { state: 'waiting', inLineSinceMs: nowMs } : resume;
}

function heldFrom(callback: Callback, contactId: string, nowMs: number, resume: Waiting | Scheduled): Callback {
  return { ...factsOf(callback), state: 'held', contactId, leaseUntilMs: nowMs + leaseMs.held, resume };
}

/** A time that the caller chose outlives the calls that hold a dial back. */
function rescheduleOf(after: AfterDial | undefined): { readonly reschedule?: Rescheduled } {
  if (after?.kind === 'reschedule') return { reschedule: { dueAtMs: after.dueAtMs, placeMs: after.placeMs } };
  return after?.kind === 'hold' && after.reschedule !== undefined ? { reschedule: after.reschedule } : {};
}

function isHolder({ contactId, otherContactIds = [] }: Holders, asked: string): boolean {
  return contactId === asked || otherContactIds.includes(asked);
}

/** Undefined when that call holds it already. */
function withHolder(holders: Holders | undefined, contactId: string, nowMs: number): Holders | undefined {
  const leaseUntilMs = nowMs + leaseMs.held;
  if (holders === undefined) return { contactId, leaseUntilMs };
  if (isHolder(holders, contactId)) return undefined;
  return { contactId, otherContactIds: [...(holders.otherContactIds ?? []), holders.contactId], leaseUntilMs };
}

/** Undefined when no call is left. */
function withoutHolder(holders: Holders, contactId: string): Holders | undefined {
  const all = [...(holders.otherContactIds ?? []), holders.contactId].filter((one) => one !== contactId);
  const latest = all.at(-1);
  if (latest === undefined) return undefined;
  const others = all.slice(0, -1);
  const { leaseUntilMs } = holders;
  return { contactId: latest, leaseUntilMs, ...(others.length === 0 ? {} : { otherContactIds: others }) };
}
