import type { Deps } from '../../lib/app/deps';
import { findDial } from '../../lib/app/find-dial';
import { openCallbackOf } from '../../lib/app/locate-caller';
import type { Callback, CallbackIn, Closed } from '../../lib/core/callback/callback';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import type { FlowRequest } from './flow-event';

/** On a dial of ours that callback is meant; on a call that came in, the one that the caller's number leads to. */
export async function callbackInQuestion(
  deps: Deps,
  { contactId, attributes, from }: FlowRequest,
  queue: QueuePolicy,
): Promise<Callback | undefined> {
  const dial = await findDial(deps, contactId, attributes);
  return dial === undefined ? openCallbackOf(deps, { from, queue }) : deps.store.callbacks.find(dial.callbackId);
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
