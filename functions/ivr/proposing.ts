import { isSlotFor, keepsSlotOn } from '../../lib/app/book-slot';
import { callerLanguage } from '../../lib/app/caller-language';
import type { Deps } from '../../lib/app/deps';
import { findSlots } from '../../lib/app/find-slots';
import { numberToCall, type Callback } from '../../lib/core/callback/callback';
import { changeRequest as changeTo } from '../../lib/core/callback/changing';
import { MISSING, NONE } from '../../lib/core/dialogue/operations';
import { refusalOfNumber, type NumberRefusal } from '../../lib/core/number-rules';
import { parsePhoneNumber, type PhoneRefusal } from '../../lib/core/phone-number';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import { err, ok, type Result } from '../../lib/core/result';
import { sayings } from './answers';
import { callbackInQuestion } from './callback-in-question';
import type { FlowRequest } from './flow-event';
import { moment } from './moments';
import type { Answering } from './operations';
import { enteredAtMs, timingFor, type Promised } from './promising';

const SLOTS_OFFERED = 3;

/** What would be promised if the caller confirmed now. */
export const propose: Answering = async (deps, request, queue) => {
  const { purpose, slot } = request.choice;
  const { language } = await callerLanguage(deps, { from: request.from, queue, asked: request.language });
  const enteredMs = await enteredAtMs(deps, request, queue);
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
  if (!(await isTimeFor(deps, queue, { number: number.value, slotMs: slot, callback })))
    return { outcome: 'slot_gone', ...fixed };
  const asked = { number: number.value, slotMs: slot, placeMs: enteredMs ?? deps.clock.nowMs() };
  const timing = await timingFor(deps, request, queue, afterChange(deps, queue, callback, asked));
  return { outcome: 'ok', ...fixed, ...sayings(language, { summary: { number: number.value, ...timing, purpose } }) };
};

/** Whether the number may be called at the time that is chosen or kept. */
async function isTimeFor(
  deps: Deps,
  queue: QueuePolicy,
  asked: { readonly number: string; readonly slotMs: number | undefined; readonly callback: Callback | undefined },
): Promise<boolean> {
  const { number, slotMs, callback } = asked;
  if (slotMs !== undefined) {
    return isSlotFor(deps, queue, { number, origin: callback?.origin, startMs: slotMs, which: 'chosen' });
  }
  return callback === undefined || keepsSlotOn(deps, queue, { callback, number });
}

/** What there would be: the callback as it would be changed, or what is asked for anew. */
function afterChange(
  deps: Deps,
  queue: QueuePolicy,
  callback: Callback | undefined,
  asked: Exclude<Promised, { callback: Callback }>,
): Promised {
  if (callback === undefined) return asked;
  const { number, slotMs } = asked;
  const slot = slotMs === undefined ? undefined : { startMs: slotMs, deadlineMs: slotMs + queue.deadlineMs };
  const changed = changeTo(callback, { number, slot }, deps.clock.nowMs());
  return { callback: changed.ok ? changed.value : callback };
}

/** Times that still have room. */
export const slots: Answering = async (deps, request, queue) => {
  const { language } = await callerLanguage(deps, { from: request.from, queue, asked: request.language });
  const callback = request.choice.purpose === 'change' ? await callbackInQuestion(deps, request, queue) : undefined;
  const number = chosenNumber(deps, request, callback);
  const found = await findSlots(deps, {
    queue,
    ...(number.ok ? { number: number.value } : {}),
    origin: callback?.origin,
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

/** A number that is never called is not proposed either; whether its owner wants to be called is asked when it counts. */
function chosenNumber(
  { policy }: Deps,
  { from, choice }: FlowRequest,
  callback: Callback | undefined,
): Result<string, PhoneRefusal | NumberRefusal> {
  if (choice.keyedNumber === undefined && callback !== undefined) return ok(numberToCall(callback));
  const parsed = parsePhoneNumber(choice.keyedNumber ?? from, policy.country);
  const refusal = parsed.ok ? refusalOfNumber(policy.numbers, parsed.value) : undefined;
  return refusal === undefined ? parsed : err(refusal);
}
