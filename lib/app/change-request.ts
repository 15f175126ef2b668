import { numberToCall, type Callback } from '../core/callback/callback';
import { changeRequest as changeTo, type RequestedChange } from '../core/callback/changing';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import { queueByName } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import { bookSlot, leaveSlot } from './book-slot';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';
import { admitNumber } from './opt-out';

export type ChangeDeps = Pick<Deps, 'store' | 'dialer' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** What a caller asks to be otherwise, during a call of theirs or on our own dial. */
export interface ChangeAsked {
  readonly callback: Callback;
  readonly askedOnContactId: string;
  /** Another number to call, as keyed in. */
  readonly number?: string | undefined;
  readonly slotStartMs?: number | undefined;
}

/** `opted_out`: whoever has that number does not want to be called. `too_late`: the caller is already with us. `no_callback`: it has ended, or is about to. */
export type ChangeRefusal =
  | PhoneRefusal
  | { readonly code: 'opted_out' }
  | { readonly code: 'slot_gone' }
  | { readonly code: 'too_late' }
  | { readonly code: 'no_callback' };

/**
 * Has a callback call another number, or at a slot. The number leads to the callback and the slot is booked before the
 * change, so that a process that dies between leaves nothing worse than a place kept for nobody.
 */
export async function changeRequest(deps: ChangeDeps, asked: ChangeAsked): Promise<Result<Callback, ChangeRefusal>> {
  const { callback, slotStartMs } = asked;
  const number = asked.number === undefined ? undefined : parsePhoneNumber(asked.number, deps.policy.country);
  if (number?.ok === false) return err(number.error);
  const queue = queueByName(deps.policy, callback.queue);
  if (queue === undefined) return err({ code: 'no_callback' });
  if (number !== undefined && !(await admitNumber(deps, number.value, number.value === callback.cli)))
    return err({ code: 'opted_out' });
  const slot =
    slotStartMs === undefined ? undefined : { startMs: slotStartMs, deadlineMs: slotStartMs + queue.deadlineMs };
  if (slot !== undefined) {
    const { requestContactId } = callback;
    const wanted = { requestContactId, number: number?.value ?? numberToCall(callback), startMs: slot.startMs };
    if (!(await bookSlot(deps, queue, wanted))) return err({ code: 'slot_gone' });
  }
  if (number !== undefined) await leadThere(deps, number.value, callback, slot?.deadlineMs);
  return settle(deps, asked, { number: number?.value, slot });
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
