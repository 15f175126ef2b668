import type { Deps } from '../../lib/app/deps';
import { findDial } from '../../lib/app/find-dial';
import { openCallbackOf } from '../../lib/app/locate-caller';
import type { Callback } from '../../lib/core/callback/callback';
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
