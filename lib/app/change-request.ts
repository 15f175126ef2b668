import { numberToCall, type Callback } from '../core/callback/callback';
import { changeRequest as changeTo, type RequestedChange } from '../core/callback/changing';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import { queueByName, type QueuePolicy } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import { bookSlot, keepsSlotOn, leaveSlot } from './book-slot';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';
import { isAskedFor, openCallbacksOf } from './locate-caller';
import { followChoice } from './lost/replace-lost';
import { admitNumber, liftOptOut, type UncallableNumber } from './admit-number';

export type ChangeDeps = Pick<
  Deps,
  'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy' | 'effectiveHours'
>;

/** What a caller asks to be otherwise, during a call of theirs or on our own dial. */
export interface ChangeAsked {
  readonly callback: Callback;
  readonly askedOnContactId: string;
  /** Another number to call, as keyed in. */
  readonly number?: string | undefined;
  readonly slotStartMs?: number | undefined;
  /** The number that the caller rings from, whose owner may be called there again; left out on our own dial. */
  readonly askedFrom?: string | null | undefined;
}

/**
 * An uncallable number: `opted_out` among others. `has_callback`: another open callback of the queue is
 * reached there. `too_late`: the caller is already with us. `no_callback`: it has ended, or is about to.
 */
export type ChangeRefusal =
  | PhoneRefusal
  | UncallableNumber
  | { readonly code: 'has_callback' }
  | { readonly code: 'slot_gone' }
  | { readonly code: 'too_late' }
  | { readonly code: 'no_callback' };

/**
 * Has a callback call another number, or at a slot. The number leads to the callback and the slot is booked before the
 * change, so that a process that dies between leaves nothing worse than a place kept for nobody.
 */
export async function changeRequest(deps: ChangeDeps, asked: ChangeAsked): Promise<Result<Callback, ChangeRefusal>> {
  const { callback } = asked;
  const number = asked.number === undefined ? undefined : parsePhoneNumber(asked.number, deps.policy.country);
  if (number?.ok === false) return err(number.error);
  const queue = queueByName(deps.policy, callback.queue);
  if (queue === undefined) return err({ code: 'no_callback' });
  if (number === undefined) return changeOn(deps, asked, queue, undefined);
  if (await isReachedByAnother(deps, number.value, callback)) return err({ code: 'has_callback' });
  const from = parsePhoneNumber(asked.askedFrom, deps.policy.country);
  const isOwn = from.ok && from.value === number.value;
  const admitted = await admitNumber(deps, { number: number.value, cli: callback.cli, isOwn });
  if (!admitted.ok) return err(admitted.error);
  const changed = await changeOn(deps, asked, queue, number.value);
  if (admitted.value === 'to_lift' && changed.ok) await liftOptOut(deps, number.value);
  return changed;
}

/** Two callbacks of one queue on one number would ring the same telephone twice for the same thing. */
async function isReachedByAnother(deps: ChangeDeps, number: string, callback: Callback): Promise<boolean> {
  if (number === numberToCall(callback)) return false;
  const others = await openCallbacksOf(deps, { from: number, queue: { name: callback.queue } });
  return others.some((one) => one.id !== callback.id && isAskedFor(one));
}

/** The change itself, on a number that may be called. */
async function changeOn(
  deps: ChangeDeps,
  asked: ChangeAsked,
  queue: QueuePolicy,
  number: string | undefined,
): Promise<Result<Callback, ChangeRefusal>> {
  const { callback, slotStartMs } = asked;
  const slot =
    slotStartMs === undefined ? undefined : { startMs: slotStartMs, deadlineMs: slotStartMs + queue.deadlineMs };
  const toCall = number ?? numberToCall(callback);
  if (slot !== undefined) {
    const { requestContactId, origin } = callback;
    const wanted = { requestContactId, origin, number: toCall, startMs: slot.startMs };
    if (!(await bookSlot(deps, queue, wanted))) return err({ code: 'slot_gone' });
  } else if (!(await keepsSlotOn(deps, queue, { callback, number: toCall }))) {
    return err({ code: 'slot_gone' });
  }
  if (number !== undefined) await leadThere(deps, number, callback, slot?.deadlineMs);
  return settle(deps, asked, { number, slot });
}

/** Its own number and the one it was asked for from lead to a callback already. */
async function leadThere(deps: ChangeDeps, number: string, callback: Callback, deadlineMs = 0): Promise<void> {
  if (number === callback.number || number === callback.cli) return;
  await deps.store.callbacks.alias(number, {
    number: callback.number,
    queue: callback.queue,
    deadlineMs: Math.max(callback.deadlineMs, deadlineMs),
  });
}

async function settle(
  deps: ChangeDeps,
  { callback, askedOnContactId }: ChangeAsked,
  change: RequestedChange,
): Promise<Result<Callback, ChangeRefusal>> {
  const done = await changeCallback(deps, callback, (current, nowMs) => changeTo(current, change, nowMs));
  switch (done.kind) {
    case 'changed':
      await stopDial(deps, done.callback, askedOnContactId);
      if (callback.origin === 'lost') await followChoice(deps, done.callback);
      return ok(done.callback);
    case 'refused':
      if (done.refusal.code === 'no_change') return ok(done.callback);
      await leaveUnlessPromised(deps, done.callback, change);
      return err({ code: isWithUs(done.callback) ? 'too_late' : 'no_callback' });
    case 'gone':
      if (change.slot !== undefined) await leaveSlot(deps, callback, change.slot.startMs);
      return err({ code: 'no_callback' });
  }
}

/** Asked on that very dial, its flow says goodbye and ends it. */
async function stopDial(deps: ChangeDeps, callback: Callback, askedOnContactId: string): Promise<void> {
  if (callback.state !== 'dialing' || callback.contactId === undefined) return;
  if (callback.contactId !== askedOnContactId) await deps.dialer.stop(callback.contactId);
}

async function leaveUnlessPromised(deps: ChangeDeps, callback: Callback, { slot }: RequestedChange): Promise<void> {
  if (slot === undefined) return;
  const isPromised = callback.state !== 'closed' && callback.slotMs === slot.startMs;
  if (!isPromised) await leaveSlot(deps, callback, slot.startMs);
}

function isWithUs({ state }: Callback): boolean {
  return state === 'answered' || state === 'talking';
}
