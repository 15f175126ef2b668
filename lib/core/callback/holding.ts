import { err, ok, type Result } from '../result';
import { factsOf, type Callback, type TransitionRefusal } from './callback';
import { leaseMs } from './leases';

/** The caller has rung in: not dialed while that call lasts. A dial in progress is marked, to be stopped. */
export function hold(callback: Callback, contactId: string, nowMs: number): Result<Callback, TransitionRefusal> {
  const leaseUntilMs = nowMs + leaseMs.held;
  switch (callback.state) {
    case 'waiting':
      return ok({
        ...factsOf(callback),
        state: 'held',
        contactId,
        leaseUntilMs,
        resume: { state: 'waiting', inLineSinceMs: callback.inLineSinceMs },
      });
    case 'scheduled': {
      const resume = { state: 'scheduled', dueAtMs: callback.dueAtMs, why: callback.why } as const;
      return ok({ ...factsOf(callback), state: 'held', contactId, leaseUntilMs, resume });
    }
    case 'held':
      if (callback.contactId === contactId) return err({ code: 'no_change' });
      return ok({ ...callback, contactId, leaseUntilMs });
    case 'offered':
      return ok({
        ...factsOf(callback),
        state: 'held',
        contactId,
        leaseUntilMs,
        resume: { state: 'waiting', inLineSinceMs: callback.startedAtMs },
      });
    case 'dialing':
      if (callback.after?.kind === 'cancel' || callback.after?.kind === 'withdraw') return err({ code: 'no_change' });
      if (callback.after?.kind === 'hold' && callback.after.contactId === contactId) return err({ code: 'no_change' });
      return ok({ ...callback, after: { kind: 'hold', contactId, leaseUntilMs } });
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}

/** The call that held it back is over and did not serve the caller: back to its place. */
export function release(callback: Callback, contactId: string): Result<Callback, TransitionRefusal> {
  if (callback.state === 'held' && callback.contactId === contactId) {
    return ok({ ...factsOf(callback), ...callback.resume });
  }
  if (callback.state === 'dialing' && callback.after?.kind === 'hold' && callback.after.contactId === contactId) {
    return ok({ ...callback, after: { kind: 'resume' } });
  }
  return err({ code: 'no_change' });
}

/** The call that holds it back still lasts. */
export function renewHold(callback: Callback, contactId: string, nowMs: number): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'held' || callback.contactId !== contactId) return err({ code: 'no_change' });
  return ok({ ...callback, leaseUntilMs: nowMs + leaseMs.held });
}
