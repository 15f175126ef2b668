import type { Callback, CallbackIn, Dialing, TransitionRefusal } from '../../core/callback/callback';
import { cancel, close } from '../../core/callback/closing';
import { attemptInProgress, postpone, refuseDial } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import type { QueuePolicy } from '../../core/policy/policy';
import { err, ok, type Result } from '../../core/result';
import type { SkipRule } from '../../ports/journal';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { checkDial, type DialVerdict } from './check-dial';
import type { DialStep } from './dial-callback';

/** Takes the number for the next attempt; what may not be dialed now leaves the line, and what never may ends. */
export async function keepOrTakeNumber(
  deps: Deps,
  queue: QueuePolicy,
  callback: Callback,
): Promise<DialStep | 'taken'> {
  const taker = {
    callbackId: callback.id,
    attempt: attemptInProgress(callback),
    leaseUntilMs: deps.clock.nowMs() + leaseMs.dialing,
  };
  const verdict = await checkDial(deps, { queue, callback, taker });
  switch (verdict.kind) {
    case 'clear':
      return 'taken';
    case 'never':
      await changeCallback(deps, callback, (current, nowMs) => endUndialed(current, verdict.rule, nowMs));
      return skip(deps, callback, verdict.rule);
    case 'later':
      await changeCallback(deps, callback, (current) => postpone(current, verdict));
      return skip(deps, callback, verdict.rule);
  }
}

/**
 * Whether the stored request of a dial may be sent again now, with every check of a first dial; its number is taken then.
 * What never may be dialed ends; what may later is looked at again after another lease.
 */
export async function mayRepeat(deps: Deps, queue: QueuePolicy, callback: CallbackIn<Dialing>): Promise<boolean> {
  const { leaseUntilMs, request } = callback;
  const attempt = attemptInProgress(callback);
  const taker = { callbackId: callback.id, attempt, leaseUntilMs };
  const verdict = await checkDial(deps, { queue, callback, number: request.number, taker });
  if (verdict.kind === 'clear') return true;
  skip(deps, callback, verdict.rule);
  if (verdict.kind === 'never') {
    const isOptOut = verdict.rule === 'opted_out';
    await changeCallback(deps, callback, (current, nowMs) =>
      isOptOut ? cancel(current, nowMs) : refuseDial(current, attempt, nowMs),
    );
  }
  return false;
}

/** Says why a callback is passed over although its turn has come. */
export function skip(deps: Deps, which: { readonly id: string; readonly queue: string }, rule: SkipRule): DialStep {
  deps.journal.note({ kind: 'skipped', callbackId: which.id, queue: which.queue, rule });
  return 'skipped';
}

/** Its caller does not want to be called any more, and said so elsewhere; or its number is one that is not called. */
function endUndialed(
  callback: Callback,
  rule: Extract<DialVerdict, { kind: 'never' }>['rule'],
  nowMs: number,
): Result<Callback, TransitionRefusal> {
  if (callback.state !== 'waiting' && callback.state !== 'offered') {
    return err({ code: 'wrong_state', state: callback.state });
  }
  return ok(close(callback, rule === 'opted_out' ? 'cancelled' : 'refused', nowMs));
}
