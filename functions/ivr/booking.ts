import { callerLanguage } from '../../lib/app/caller-language';
import { changeRequest } from '../../lib/app/change-request';
import type { Deps } from '../../lib/app/deps';
import { registerCallback } from '../../lib/app/register-callback';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import { callbackFields, sayings, type FlowAnswer } from './answers';
import { callbacksInQuestion, changeable, isTheirs } from './callback-in-question';
import type { FlowRequest } from './flow-event';
import type { Answering } from './operations';
import { enteredAtMs, undertakingOf } from './promising';

export const register: Answering = async (deps, request, queue) => {
  const { contactId, from, choice } = request;
  const { language } = await callerLanguage(deps, { from: request.from, queue, asked: request.language });
  // The place of the caller is that of the call, so the call is remembered first.
  const isOnDial = (await enteredAtMs(deps, request, queue)) === undefined;
  const fixed = sayings(language, { number_refused: {}, slot_gone: {}, key_number: {} });
  if (choice.slot === 'missing') return { outcome: 'slot_gone', ...fixed };
  const registered = await registerCallback(deps, {
    contactId,
    from,
    callbackNumber: choice.keyedNumber,
    queue,
    language,
    isOnDial,
    class: request.className,
    ...(choice.slot === undefined ? {} : { slotStartMs: choice.slot }),
  });
  if (!registered.ok) return refusal(registered.error, fixed);
  const { callback, isNew, isNumberAsAsked } = registered.value;
  if (!isNew && !isTheirs(deps, request, callback)) return toldNothing(deps, request, fixed, language);
  return {
    outcome: isNew ? 'registered' : 'already_registered',
    numberAsAsked: isNumberAsAsked ? 'yes' : 'no',
    ...callbackFields(callback),
    ...fixed,
    ...sayings(language, { registered: await undertakingOf(deps, request, queue, callback) }),
  };
};

/** The keyed number has a callback of somebody else, of which whoever keys it hears nothing that was not said by them. */
function toldNothing(deps: Deps, request: FlowRequest, fixed: FlowAnswer, language: LanguageCode): FlowAnswer {
  const number = parsePhoneNumber(request.choice.keyedNumber, deps.policy.country);
  const registered = { ...(number.ok ? { number: number.value } : {}), standing: {} };
  return { outcome: 'already_registered', numberAsAsked: 'yes', ...fixed, ...sayings(language, { registered }) };
}

export const change: Answering = async (deps, request, queue) => {
  const { contactId, from, choice } = request;
  const { language } = await callerLanguage(deps, { from: request.from, queue, asked: request.language });
  const fixed = sayings(language, { number_refused: {}, slot_gone: {}, key_number: {}, too_late: {}, goodbye: {} });
  if (choice.slot === 'missing') return { outcome: 'slot_gone', ...fixed };
  const inQuestion = await callbacksInQuestion(deps, request, queue);
  const { dial } = inQuestion;
  const callback = changeable(inQuestion);
  if (callback === undefined) return { outcome: 'no_callback', ...fixed };
  // Our dial ends with the answer, and a caller who asked for nothing must not be sent away with a yes.
  const isNothing = choice.keyedNumber === undefined && choice.slot === undefined;
  if (dial !== undefined && isNothing) return refusal({ code: 'nothing_asked' }, { ...fixed, callbackId: callback.id });
  const changed = await changeRequest(deps, {
    callback,
    askedOnContactId: contactId,
    ...(dial === undefined ? { askedFrom: from } : {}),
    ...(choice.keyedNumber === undefined ? {} : { number: choice.keyedNumber }),
    ...(choice.slot === undefined ? {} : { slotStartMs: choice.slot }),
  });
  if (!changed.ok) return refusal(changed.error, { ...fixed, callbackId: callback.id });
  const said = sayings(language, { changed: await undertakingOf(deps, request, queue, changed.value) });
  return { outcome: 'changed', ...callbackFields(changed.value), ...fixed, ...said };
};

/** Codes of the dialogue are outcomes of their own; what is left is about the number. */
function refusal({ code }: { readonly code: string }, fixed: FlowAnswer): FlowAnswer {
  const isOutcome = code === 'slot_gone' || code === 'too_late' || code === 'no_callback';
  return isOutcome ? { outcome: code, ...fixed } : { outcome: 'refused', reason: code, ...fixed };
}
