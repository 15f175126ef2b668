import type { Callback } from '../../core/callback/callback';
import { attemptInProgress } from '../../core/callback/dialing';
import { observeDial } from '../../core/callback/observing';
import { queueByName } from '../../core/policy/policy';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';

/** A dial whose outcome never came: Connect is asked, and what it says is what happened. */
export async function settleDial(deps: Deps, callback: Callback, contactId: string): Promise<void> {
  const lookup = await deps.contacts.describe(contactId);
  if (lookup.kind === 'unavailable') return;
  const attempt = attemptInProgress(callback);
  const queue = queueByName(deps.policy, callback.queue) ?? deps.policy.queues[0];
  if (queue === undefined) return;
  await changeCallback(deps, callback, (current, nowMs) => {
    // A contact that Connect no longer knows has ended; how is not known, so it counts as failed and is tried again.
    const facts =
      lookup.kind === 'found'
        ? lookup.facts
        : { contactId, disconnectedAtMs: nowMs, disconnectReason: 'TELECOM_PROBLEM' };
    return observeDial(current, { attempt, facts, nowMs }, queue.retry);
  });
}
