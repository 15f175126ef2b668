import { err, ok, type Result } from '../result';
import type { Callback, CallbackIn, Answered, GivenTo, TransitionRefusal } from './callback';

/** The ready caller is about to be given to an agent: kept before Connect is asked, so that nobody is given twice. */
export function markGiven(
  callback: Callback,
  contactId: string,
  given: GivenTo,
): Result<CallbackIn<Answered>, TransitionRefusal> {
  if (callback.state !== 'answered') return err({ code: 'wrong_state', state: callback.state });
  if (callback.contactId !== contactId || callback.given !== undefined) return err({ code: 'no_change' });
  return ok({ ...callback, given });
}

/** Connect did not give the caller to that agent: whoever is free takes the call, or it is tried once more. */
export function markNotGiven(
  callback: Callback,
  { agentId, atMs }: GivenTo,
): Result<CallbackIn<Answered>, TransitionRefusal> {
  if (callback.state !== 'answered') return err({ code: 'wrong_state', state: callback.state });
  if (callback.given?.agentId !== agentId || callback.given.atMs !== atMs) return err({ code: 'no_change' });
  const { given: _undone, ...rest } = callback;
  return ok(rest);
}
