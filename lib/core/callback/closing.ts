import { err, ok, type Result } from '../result';
import {
  factsOf,
  type Callback,
  type CallbackIn,
  type Closed,
  type ClosedOutcome,
  type TransitionRefusal,
} from './callback';
import { withoutTask } from './offering';

/** Ends a callback; the copy for reports is still to be written. */
export function close(callback: Callback, outcome: ClosedOutcome, atMs: number): CallbackIn<Closed> {
  return { ...factsOf(callback), state: 'closed', outcome, closedAtMs: atMs, archived: false };
}

/** Marks the copy for reports as written. */
export function markArchived(callback: Callback): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'closed') return err({ code: 'wrong_state', state: callback.state });
  if (callback.archived) return err({ code: 'no_change' });
  return ok({ ...callback, archived: true });
}

/** Ends what the caller gave up. A dial in progress is let end first, and says goodbye if it is answered. */
export function cancel(callback: Callback, atMs: number): Result<Callback, TransitionRefusal> {
  return endEarly(callback, { outcome: 'cancelled', after: 'cancel' }, atMs);
}

/** Ends what is no longer needed because the caller has been served another way. */
export function withdraw(callback: Callback, atMs: number): Result<Callback, TransitionRefusal> {
  return endEarly(callback, { outcome: 'withdrawn', after: 'withdraw' }, atMs);
}

/** Ends what somebody has dealt with by hand. A dial in progress is let end first, as a withdrawn one. */
export function handle(callback: Callback, atMs: number): Result<Callback, TransitionRefusal> {
  return endEarly(callback, { outcome: 'handled_by_supervisor', after: 'withdraw' }, atMs);
}

function endEarly(
  callback: Callback,
  end: { readonly outcome: 'cancelled' | 'withdrawn' | 'handled_by_supervisor'; readonly after: 'cancel' | 'withdraw' },
  atMs: number,
): Result<Callback, TransitionRefusal> {
  switch (callback.state) {
    case 'waiting':
    case 'scheduled':
    case 'held':
    case 'offered':
      return ok(close(callback, end.outcome, atMs));
    case 'dialing':
      if (callback.after?.kind === end.after || callback.after?.kind === 'complete') return err({ code: 'no_change' });
      return ok({ ...withoutTask(callback), after: { kind: end.after } });
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}
