import { callerLanguage } from '../../lib/app/caller-language';
import { changeRequest } from '../../lib/app/change-request';
import type { Deps } from '../../lib/app/deps';
import { findSlots } from '../../lib/app/find-slots';
import { predictWait, type WaitPrediction } from '../../lib/app/predict-wait';
import { registerCallback } from '../../lib/app/register-callback';
import { numberToCall, type Callback } from '../../lib/core/callback/callback';
import { MISSING, NONE } from '../../lib/core/dialogue/operations';
import { parsePhoneNumber, type PhoneRefusal } from '../../lib/core/phone-number';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import { err, ok, type Result } from '../../lib/core/result';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import { callbackFields, sayings, type FlowAnswer } from './answers';
import { callbackInQuestion } from './callback-in-question';
import type { FlowRequest } from './flow-event';
import { moment, momentOf } from './moments';
import type { Answering } from './operations';

const SLOTS_OFFERED = 3;

/** What would be promised if the caller confirmed now. */
export const propose: Answering = async (deps, request, queue) => {
  const { purpose, slot } = request.choice;
  const language = await languageFor(deps, request, queue);
  const callback = purpose === 'change' ? await callbackInQuestion(deps, request, queue) : undefined;
  const fixed = sayings(language, { key_number: {}, number_refused: {}, slot_gone: {}, invalid_key: {} });
  if (purpose === 'change' && (callback === undefined || callback.state === 'closed')) {
    return { outcome: 'no_callback', ...fixed };
  }
  if (slot === 'missing') return { outcome: 'slot_gone', ...fixed };
  const number = chosenNumber(deps, request, callback);
  if (!number.ok) {
    const outcome = request.choice.keyedNumber === undefined ? 'need_number' : 'number_refused';
    return { outcome, reason: number.error.code, ...fixed };
  }
  const nowMs = deps.clock.nowMs();
  const promised = slot === undefined ? undefined : moment(slot, queue, nowMs);
  const kept = promised ?? (callback === undefined ? undefined : momentOf(callback, queue, nowMs));
  const standing = kept === undefined ? await standingOf(deps, request, queue, callback) : {};
  const summary = { number: number.value, ...(kept === undefined ? {} : { slot: kept }), standing, purpose };
  return { outcome: 'ok', ...fixed, ...sayings(language, { summary }) };
};

/** Times that still have room. */
export const slots: Answering = async (deps, request, queue) => {
  const language = await languageFor(deps, request, queue);
  const callback = request.choice.purpose === 'change' ? await callbackInQuestion(deps, request, queue) : undefined;
  const number = chosenNumber(deps, request, callback);
  const found = await findSlots(deps, {
    queue,
    ...(number.ok ? { number: number.value } : {}),
    ...(request.afterMs === undefined ? {} : { afterMs: request.afterMs }),
    limit: SLOTS_OFFERED,
  });
  const nowMs = deps.clock.nowMs();
  const at = (index: number): string => String(found.slots[index] ?? MISSING);
  const offered = { slots: found.slots.map((startMs) => moment(startMs, queue, nowMs)), hasMore: found.hasMore };
  return {
    outcome: found.slots.length === 0 ? 'none' : 'slots',
    slot_1: at(0),
    slot_2: at(1),
    slot_3: at(2),
    more: found.hasMore ? String(found.slots.at(-1) ?? NONE) : NONE,
    ...sayings(language, { ...(found.slots.length === 0 ? {} : { slots: offered }), no_slots: {}, invalid_key: {} }),
  };
};

export const register: Answering = async (deps, request, queue) => {
  const { contactId, from, choice } = request;
  const language = await languageFor(deps, request, queue);
  const fixed = sayings(language, { number_refused: {}, slot_gone: {}, key_number: {} });
  if (choice.slot === 'missing') return { outcome: 'slot_gone', ...fixed };
  const registered = await registerCallback(deps, {
    contactId,
    from,
    callbackNumber: choice.keyedNumber,
    queue,
    language,
    ...(choice.slot === undefined ? {} : { slotStartMs: choice.slot }),
  });
  if (!registered.ok) return refusal(registered.error, fixed);
  const { callback, isNew, isNumberAsAsked } = registered.value;
  return {
    outcome: isNew ? 'registered' : 'already_registered',
    numberAsAsked: isNumberAsAsked ? 'yes' : 'no',
    ...callbackFields(callback),
    ...fixed,
    ...sayings(language, { registered: await promiseOf(deps, request, queue, callback) }),
  };
};

export const change: Answering = async (deps, request, queue) => {
  const { contactId, choice } = request;
  const language = await languageFor(deps, request, queue);
  const fixed = sayings(language, { number_refused: {}, slot_gone: {}, key_number: {}, too_late: {}, goodbye: {} });
  if (choice.slot === 'missing') return { outcome: 'slot_gone', ...fixed };
  const callback = await callbackInQuestion(deps, request, queue);
  if (callback === undefined) return { outcome: 'no_callback', ...fixed };
  const changed = await changeRequest(deps, {
    callback,
    askedOnContactId: contactId,
    ...(choice.keyedNumber === undefined ? {} : { number: choice.keyedNumber }),
    ...(choice.slot === undefined ? {} : { slotStartMs: choice.slot }),
  });
  if (!changed.ok) return refusal(changed.error, { ...fixed, callbackId: callback.id });
  const said = sayings(language, { changed: await promiseOf(deps, request, queue, changed.value) });
  return { outcome: 'changed', ...callbackFields(changed.value), ...fixed, ...said };
};

/** Codes of the dialogue are outcomes of their own; what is left is about the number. */
function refusal({ code }: { readonly code: string }, fixed: FlowAnswer): FlowAnswer {
  const isOutcome = code === 'slot_gone' || code === 'too_late' || code === 'no_callback';
  return isOutcome ? { outcome: code, ...fixed } : { outcome: 'refused', reason: code, ...fixed };
}

function chosenNumber(
  deps: Deps,
  { from, choice }: FlowRequest,
  callback: Callback | undefined,
): Result<string, PhoneRefusal> {
  if (choice.keyedNumber !== undefined) return parsePhoneNumber(choice.keyedNumber, deps.policy.country);
  if (callback !== undefined) return ok(numberToCall(callback));
  const parsed = parsePhoneNumber(from, deps.policy.country);
  return parsed.ok ? parsed : err(parsed.error);
}

async function promiseOf(deps: Deps, request: FlowRequest, queue: QueuePolicy, callback: Callback) {
  const slot = momentOf(callback, queue, deps.clock.nowMs());
  const standing = slot === undefined ? await standingOf(deps, request, queue, callback) : {};
  return { number: numberToCall(callback), ...(slot === undefined ? {} : { slot }), standing };
}

/** By the place of the callback, or the one that it would get. */
async function standingOf(
  deps: Deps,
  { contactId }: FlowRequest,
  queue: QueuePolicy,
  callback: Callback | undefined,
): Promise<WaitPrediction> {
  if (callback !== undefined) return predictWait(deps, queue, callback);
  const remembered = await deps.store.contacts.get(contactId);
  const placeMs = remembered?.kind === 'inbound' ? remembered.enteredAtMs : deps.clock.nowMs();
  return predictWait(deps, queue, { placeMs, id: contactId });
}

async function languageFor(deps: Deps, request: FlowRequest, queue: QueuePolicy): Promise<LanguageCode> {
  return (await callerLanguage(deps, { from: request.from, queue, asked: request.language })).language;
}
