import { numberDialed, numberToCall, taskOf, type Callback, type CallbackTask } from '../../core/callback/callback';
import { attemptInProgress } from '../../core/callback/dialing';
import { dropTask, recordTask } from '../../core/callback/offering';
import { contactAttributes } from '../../core/contact-attributes';
import { firstLanguage, queueByName } from '../../core/policy/policy';
import { err } from '../../core/result';
import { storyFacts } from '../../core/speech/story-facts';
import { taskStory } from '../../core/speech/task-story';
import type { OfferOutcome, TaskOffer } from '../../ports/tasks';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { endTask } from '../end-task';
import { rememberTask } from '../find-task';

/**
 * Starts the open task of a callback, or the same one again. `dropped`: it could not be started, and the callback goes
 * on without it; whatever was made of it all the same is ended when an event tells of it.
 */
export async function startTask(deps: Deps, callback: Callback): Promise<'started' | 'dropped'> {
  const task = taskOf(callback);
  if (task === undefined) return 'dropped';
  const offer = offerFor(deps, callback, task);
  const outcome: OfferOutcome =
    offer === undefined ? { kind: 'misconfigured', reason: 'no flow for tasks' } : await sendOffer(deps, offer);
  if (outcome.kind === 'offered') return keepTask(deps, callback, task, outcome.contactId);
  const reason = outcome.kind === 'throttled' ? 'throttled' : outcome.reason;
  deps.journal.note({ kind: 'task_failed', callbackId: callback.id, task: task.clientToken, reason });
  if (outcome.kind === 'misconfigured') deps.journal.note({ kind: 'fault', where: 'task', reason });
  const dropped = await changeCallback(deps, callback, (current) =>
    // An event has told of it meanwhile: then it was started.
    taskOf(current)?.contactId === undefined ? dropTask(current, task.clientToken) : err({ code: 'no_change' }),
  );
  const isThere = dropped.kind === 'refused' && taskOf(dropped.callback)?.clientToken === task.clientToken;
  return isThere ? 'started' : 'dropped';
}

/** Without an answer the same offer is made once more: its token leads to the task that was made, if one was. */
async function sendOffer(deps: Deps, offer: TaskOffer): Promise<OfferOutcome> {
  const first = await deps.tasks.offer(offer);
  return first.kind === 'unknown' ? deps.tasks.offer(offer) : first;
}

/** Stores the contact first where events look for it, then in the callback; ends it when it is no longer wanted. */
async function keepTask(
  deps: Deps,
  callback: Callback,
  { clientToken }: CallbackTask,
  contactId: string,
): Promise<'started' | 'dropped'> {
  const { id, number, queue } = callback;
  deps.journal.note({ kind: 'task_offered', callbackId: id, queue, task: clientToken });
  await rememberTask(deps, contactId, { callbackId: id, key: { number, queue }, clientToken });
  const kept = await changeCallback(deps, callback, (current) => recordTask(current, { clientToken, contactId }));
  if (kept.kind !== 'gone' && taskOf(kept.callback)?.clientToken === clientToken) return 'started';
  await endTask(deps, contactId);
  return 'dropped';
}

/** A function of what is stored, so that making the offer again gives the same bytes. */
function offerFor({ policy }: Deps, callback: Callback, task: CallbackTask): TaskOffer | undefined {
  const queue = queueByName(policy, callback.queue);
  const startedAtMs = 'startedAtMs' in callback ? callback.startedAtMs : undefined;
  if (queue === undefined || policy.taskFlowId === undefined || startedAtMs === undefined) return undefined;
  const facts = storyFacts(callback, queue, startedAtMs, policy.dialing.ringLimitMs);
  const number = numberDialed(callback) ?? numberToCall(callback);
  return {
    callbackId: callback.id,
    attempt: attemptInProgress(callback),
    queueId: queue.queueId,
    flowId: policy.taskFlowId,
    ...taskStory(firstLanguage(queue), { ...facts, queue: queue.name, number }),
    attributes: {
      [contactAttributes.queueName]: queue.name,
      [contactAttributes.task]: task.clientToken,
      ...(task.agentIds.length === 0 ? {} : { [contactAttributes.agents]: task.agentIds.join(' ') }),
    },
    clientToken: task.clientToken,
    relatedContactId: callback.requestContactId,
  };
}
