import { err, ok, type Result } from '../result';
import { factsOf, type Callback, type TransitionRefusal } from './callback';
import { close } from './closing';

/** What time alone does to a callback: what is due enters the line, what is past its deadline ends as expired. */
export function passTime(callback: Callback, nowMs: number): Result<Callback, TransitionRefusal> {
  switch (callback.state) {
    case 'waiting':
      if (nowMs < callback.deadlineMs) return err({ code: 'not_due', dueAtMs: callback.deadlineMs });
      return ok(close(callback, 'expired', callback.deadlineMs));
    case 'scheduled':
      // An attempt that falls due at the very end is still made; only waiting longer is not.
      if (nowMs >= callback.deadlineMs) return ok(close(callback, 'expired', callback.deadlineMs));
      if (nowMs < callback.dueAtMs) return err({ code: 'not_due', dueAtMs: callback.dueAtMs });
      return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: nowMs });
    case 'offered':
      // Nobody took the task in its time: back to the line, where the next pass decides anew.
      if (nowMs < callback.leaseUntilMs) return err({ code: 'not_due', dueAtMs: callback.leaseUntilMs });
      return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: callback.startedAtMs });
    case 'held':
    case 'dialing':
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}
