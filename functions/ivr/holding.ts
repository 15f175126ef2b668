import { callerLanguage } from '../../lib/app/caller-language';
import { openCallbackOf } from '../../lib/app/locate-caller';
import { predictWait, type WaitPrediction } from '../../lib/app/predict-wait';
import type { Callback } from '../../lib/core/callback/callback';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import { callbackFields, sayings, waitFields } from './answers';
import type { Answering } from './operations';
import { enteredAtMs } from './promising';

/** Asked while a caller holds: where they stand, and what the hold flow does next. */
export const whereAmI: Answering = async (deps, request, queue) => {
  const { contactId, from } = request;
  const sinceMs = await enteredAtMs(deps, request, queue);
  const { language } = await callerLanguage(deps, { from, queue, asked: request.language });
  const callback = await openCallbackOf(deps, { from, queue });
  const nowMs = deps.clock.nowMs();
  // A slot to come is no place in the line: its caller waits as somebody who has just rung in.
  const isPlaced = callback !== undefined && callback.placeMs <= nowMs;
  const place = isPlaced ? callback : { placeMs: sinceMs ?? nowMs, id: contactId };
  const wait = await predictWait(deps, queue, place, { isHolding: true });
  return {
    ...(callback === undefined ? { outcome: 'no_callback' } : { outcome: 'has_callback', ...callbackFields(callback) }),
    next: nextOf({ queue, callback, wait, heldMs: nowMs - (sinceMs ?? nowMs) }),
    ...waitFields(wait),
    ...sayings(language, {
      where: wait,
      hold_offer: wait,
      last_offer: {},
      limit_message: {},
      limit_transfer: {},
      invalid_key: {},
    }),
  };
};

function nextOf(at: {
  readonly queue: QueuePolicy;
  readonly callback: Callback | undefined;
  readonly wait: WaitPrediction;
  readonly heldMs: number;
}): 'offer' | 'tell' | 'limit' | 'music' {
  const { hold } = at.queue;
  const { position, waitMs } = at.wait;
  if (at.callback === undefined && hold.longestMs !== undefined && at.heldMs >= hold.longestMs) return 'limit';
  // An agent is there before the caller could be asked once more: no offer keeps anybody from waiting that long.
  const isNearlyServed = waitMs !== undefined && waitMs <= hold.interruptMs;
  if (hold.isOfferMade && at.callback === undefined && !isNearlyServed) return 'offer';
  return position === undefined && waitMs === undefined ? 'music' : 'tell';
}
