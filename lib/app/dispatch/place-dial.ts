import { numberToCall, taskOf, type Callback, type DialRequest } from '../../core/callback/callback';
import { attemptInProgress, claim, clientTokenOf } from '../../core/callback/dialing';
import { contactAttributes, type Stage } from '../../core/contact-attributes';
import type { PlannedDial } from '../../core/dispatch/plan';
import type { Way } from '../../core/dispatch/ways';
import { firstLanguage, type QueuePolicy } from '../../core/policy/policy';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { releaseNumber } from '../number-guard';
import type { DialStep } from './dial-callback';
import { skip } from './dial-checks';
import { noteIfLate } from './note-if-late';
import { sendDial } from './send-dial';
import { startTask } from './start-task';

/** Why a dial is made, and what it stands on. */
export type DialReason = Pick<PlannedDial, 'capacity' | 'inFlight'> & {
  readonly rule: PlannedDial['rule'] | 'accepted';
  readonly way: Way;
  /** With `reserved`: who is asked while it rings. */
  readonly agentIds: readonly string[];
};

/** Claims a callback whose number is taken, dials it, keeps the contact, and asks agents where that begins with the dial. */
export async function placeDial(
  deps: Deps,
  dialed: { readonly queue: QueuePolicy; readonly flowId: string; readonly callback: Callback },
  { rule, way, capacity, inFlight, agentIds }: DialReason,
): Promise<DialStep> {
  const { queue, flowId, callback } = dialed;
  const attempt = attemptInProgress(callback);
  const request = dialRequestFor(flowId, queue, callback);
  const asked = way === 'reserved' ? agentIds : undefined;
  const claimed = await changeCallback(deps, callback, (current, atMs) => claim(current, request, atMs, asked));
  if (claimed.kind !== 'changed') {
    // Another process may hold the number for this very attempt; it is let go only when that attempt cannot come any more.
    const isPast =
      claimed.kind === 'gone' || claimed.callback.state === 'closed' || claimed.callback.attempt >= attempt;
    if (isPast) await releaseNumber(deps, request.number, { callbackId: callback.id, attempt, isSpent: false });
    return skip(deps, callback, 'changed_meanwhile');
  }
  const { id: callbackId } = callback;
  deps.journal.note({ kind: 'dialed', callbackId, queue: queue.name, attempt, rule, way, capacity, inFlight });
  noteIfLate(deps, queue, callback);
  const sent = await sendDial(deps, claimed.callback, request);
  if (sent === 'throttled') return 'throttled';
  if (sent === 'started') await startTaskOf(deps, claimed.callback);
  return sent === 'refused' ? 'skipped' : 'dialed';
}

/** Starts the task that came with a dial, where it has not been started. The dial has been made, and no fault here undoes it. */
export async function startTaskOf(deps: Deps, callback: Callback): Promise<void> {
  const task = taskOf(callback);
  if (task === undefined || task.contactId !== undefined) return;
  try {
    await startTask(deps, callback);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'task', reason });
  }
}

/** The request of an attempt is a function of the callback alone, so that building it again gives the same bytes. */
function dialRequestFor(flowId: string, queue: QueuePolicy, callback: Callback): DialRequest {
  const attempt = attemptInProgress(callback);
  return {
    clientToken: clientTokenOf(callback.id, attempt),
    number: numberToCall(callback),
    queueId: queue.queueId,
    flowId,
    relatedContactId: callback.requestContactId,
    attributes: {
      [contactAttributes.callbackId]: callback.id,
      [contactAttributes.attempt]: String(attempt),
      [contactAttributes.queueId]: queue.queueId,
      [contactAttributes.queueName]: queue.name,
      [contactAttributes.language]: callback.language ?? firstLanguage(queue),
      // What is not set here is copied from the call that the dial follows from.
      [contactAttributes.stage]: 'dialed' satisfies Stage,
    },
  };
}
