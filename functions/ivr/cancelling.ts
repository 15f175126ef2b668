import { callerLanguage } from '../../lib/app/caller-language';
import { cancelCallbacks } from '../../lib/app/cancel-callback';
import { optOut as optOutOf } from '../../lib/app/opt-out';
import { numberDialed, type Callback } from '../../lib/core/callback/callback';
import { attemptInProgress } from '../../lib/core/callback/dialing';
import { sayings } from './answers';
import { callbacksInQuestion, cancelledOnThisCall, isCancelled } from './callback-in-question';
import type { Answering } from './operations';

/** Whoever cancels wants no call from this queue: all that the number on the line leads to ends. */
export const cancel: Answering = async (deps, request, queue) => {
  const { from, contactId } = request;
  const { language } = await callerLanguage(deps, { from, queue, asked: request.language });
  const said = sayings(language, { cancelled: {}, too_late: {} });
  const { callbacks } = await callbacksInQuestion(deps, request, queue);
  const done = await cancelCallbacks(deps, callbacks, contactId);
  if (done !== undefined) return { outcome: done.outcome, callbackId: done.callback.id, ...said };
  // The answer of the first time was lost on its way: whoever asks again has cancelled all the same.
  const cancelled = callbacks[0] ?? (await cancelledOnThisCall(deps, request, queue));
  if (cancelled === undefined || !isCancelled(cancelled)) return { outcome: 'no_callback', ...said };
  return { outcome: 'cancelled', callbackId: cancelled.id, ...said };
};

/** Never to be called again, whichever queue it is for. */
export const optOut: Answering = async (deps, request, queue) => {
  const { from, contactId } = request;
  const { language } = await callerLanguage(deps, { from, queue, asked: request.language });
  const { dial, callbacks } = await callbacksInQuestion(deps, request, queue);
  const callback = dial === undefined ? undefined : callbacks[0];
  const number = dial === undefined ? from : (numberOfAttempt(callback, dial.attempt) ?? from);
  const outcome = await optOutOf(deps, { contactId, number, callback });
  return { outcome, ...sayings(language, { opted_out: {}, goodbye: {} }) };
};

/** The number that this attempt rang; a later attempt may ring another one. */
function numberOfAttempt(callback: Callback | undefined, attempt: number): string | undefined {
  return callback !== undefined && attemptInProgress(callback) === attempt ? numberDialed(callback) : undefined;
}
