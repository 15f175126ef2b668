import { err, ok, type Result } from '../result';
import {
  classLookAtMs,
  factsOf,
  givenUpAtMs,
  type Callback,
  type CallbackIn,
  type Closed,
  type ExpiredWhy,
  type TransitionRefusal,
  type Waiting,
} from './callback';
import { close } from './closing';
import { askedInVain, isAccepted } from './offering';

/**
 * What time alone does to a callback: what is due enters the line; what is past its deadline, or has stood in the line
 * with nobody free for as long as its queue waits, ends as expired.
 */
export function passTime(callback: Callback, nowMs: number): Result<Callback, TransitionRefusal> {
  switch (callback.state) {
    case 'waiting': {
      const endMs = givenUpAtMs(callback);
      const dueAtMs = Math.min(callback.deadlineMs, endMs);
      if (nowMs < dueAtMs) {
        const lookAtMs = classLookAtMs(callback);
        if (nowMs < lookAtMs) return err({ code: 'not_due', dueAtMs: Math.min(dueAtMs, lookAtMs) });
        return ok({ ...callback, lookedAtMs: nowMs });
      }
      return ok(expire(callback, endMs < callback.deadlineMs ? 'nobody_free' : 'deadline', dueAtMs));
    }
    case 'scheduled':
      // An attempt that falls due at the very end is still made; only waiting longer is not.
      if (nowMs >= callback.deadlineMs) return ok(expire(callback, 'deadline', callback.deadlineMs));
      if (nowMs < callback.dueAtMs) return err({ code: 'not_due', dueAtMs: callback.dueAtMs });
      return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: nowMs });
    case 'offered':
      // Nobody took the task in its time: back to the line, where the next pass decides anew.
      if (nowMs < callback.leaseUntilMs) return err({ code: 'not_due', dueAtMs: callback.leaseUntilMs });
      if (!isAccepted(callback.task)) return ok(askedInVain(callback));
      return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: callback.inLineSinceMs });
    case 'held':
    case 'dialing':
    case 'answered':
    case 'talking':
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}

/**
 * One that would be given up, although dials were held back until `heldUntilMs`: it stays in the line, and the time until then
 * does not count. Where it has stood there long enough since, time does to it what it does.
 */
export function waitOn(
  callback: CallbackIn<Waiting>,
  heldUntilMs: number,
  nowMs: number,
): Result<Callback, TransitionRefusal> {
  const waiting = { ...callback, inLineSinceMs: Math.max(callback.inLineSinceMs, heldUntilMs) };
  return givenUpAtMs(waiting) > nowMs ? ok(waiting) : passTime(callback, nowMs);
}

function expire(callback: Callback, why: ExpiredWhy, atMs: number): CallbackIn<Closed> {
  return { ...close(callback, 'expired', atMs), why };
}
