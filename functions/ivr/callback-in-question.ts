import type { Deps } from '../../lib/app/deps';
import { findDial, type DialOf } from '../../lib/app/find-dial';
import { isAskedFor, openCallbacksOf } from '../../lib/app/locate-caller';
import type { Callback, CallbackIn, Closed } from '../../lib/core/callback/callback';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import type { FlowRequest } from './flow-event';

/** What a caller speaks of. On a dial of ours it is that callback and no other, in whatever state it is. */
export interface InQuestion {
  readonly callbacks: readonly Callback[];
  readonly dial: DialOf | undefined;
}

/** On a dial of ours that callback is meant; on a call that came in, those that the caller's number leads to. */
export async function callbacksInQuestion(
  deps: Deps,
  { contactId, attributes, from }: FlowRequest,
  queue: QueuePolicy,
): Promise<InQuestion> {
  const dial = await findDial(deps, contactId, attributes);
  if (dial === undefined) return { dial, callbacks: await openCallbacksOf(deps, { from, queue }) };
  const callback = await deps.store.callbacks.find(dial.callbackId);
  return { dial, callbacks: callback === undefined ? [] : [callback] };
}

/** The first of them that was asked for, or is being dialed: what can be changed. */
export async function callbackInQuestion(
  deps: Deps,
  request: FlowRequest,
  queue: QueuePolicy,
): Promise<Callback | undefined> {
  return changeable(await callbacksInQuestion(deps, request, queue));
}

/** Who was lost has nothing to change, until they answer the dial. */
export function changeable({ dial, callbacks }: InQuestion): Callback | undefined {
  return dial === undefined ? callbacks.find(isAskedFor) : callbacks[0];
}

/** The callback that was cancelled since this call began. */
export async function cancelledOnThisCall(
  deps: Deps,
  { contactId, from }: FlowRequest,
  queue: QueuePolicy,
): Promise<Callback | undefined> {
  const remembered = await deps.store.contacts.get(contactId);
  const number = parsePhoneNumber(from, deps.policy.country);
  if (remembered?.kind !== 'inbound' || !number.ok) return undefined;
  const callbacks = await deps.store.callbacks.ofCaller(number.value);
  return callbacks
    .map((stored) => stored.value)
    .find((one) => one.queue === queue.name && isCancelled(one) && one.closedAtMs >= remembered.enteredAtMs);
}

/** Whether the caller gave it up. */
export function isCancelled(callback: Callback): callback is CallbackIn<Closed> {
  return callback.state === 'closed' && callback.outcome === 'cancelled';
}

/** Whether the number rung from leads to a callback: a number that anybody could key in shows nobody whose it is. */
export function isTheirs(deps: Deps, { from }: FlowRequest, { number, cli, callNumber }: Callback): boolean {
  const own = parsePhoneNumber(from, deps.policy.country);
  return own.ok && [number, cli, callNumber].includes(own.value);
}
