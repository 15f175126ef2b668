import { callerLanguage } from '../../lib/app/caller-language';
import { cancelCallback } from '../../lib/app/cancel-callback';
import { optOut as optOutOf } from '../../lib/app/opt-out';
import { sayings } from './answers';
import { callbackInQuestion, cancelledOnThisCall, isCancelled } from './callback-in-question';
import type { Answering } from './operations';

export const cancel: Answering = async (deps, request, queue) => {
  const { from, contactId } = request;
  const { language } = await callerLanguage(deps, { from, queue, asked: request.language });
  const said = sayings(language, { cancelled: {}, too_late: {} });
  const callback = await callbackInQuestion(deps, request, queue);
  const outcome = callback === undefined ? 'none' : await cancelCallback(deps, callback, contactId);
  if (callback !== undefined && outcome !== 'none') return { outcome, callbackId: callback.id, ...said };
  // The answer of the first time was lost on its way: whoever asks again has cancelled all the same.
  const cancelled = callback === undefined ? await cancelledOnThisCall(deps, request, queue) : callback;
  if (cancelled === undefined || !isCancelled(cancelled)) return { outcome: 'no_callback', ...said };
  return { outcome: 'cancelled', callbackId: cancelled.id, ...said };
};

/** Never to be called again, whichever queue it is for. */
export const optOut: Answering = async (deps, request, queue) => {
  const { from, contactId } = request;
  const { language } = await callerLanguage(deps, { from, queue, asked: request.language });
  const callback = await callbackInQuestion(deps, request, queue);
  const outcome = await optOutOf(deps, callback === undefined ? { number: from, contactId } : { callback, contactId });
  return { outcome, ...sayings(language, { opted_out: {}, goodbye: {} }) };
};
