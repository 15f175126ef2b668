import { taskOf, type Callback, type TransitionRefusal } from '../core/callback/callback';
import { acceptTask, dropTask } from '../core/callback/offering';
import { contactAttributes } from '../core/contact-attributes';
import { queueById } from '../core/policy/policy';
import { err, type Result } from '../core/result';
import { AdapterError } from '../ports/adapter-error';
import { changeCallback } from './change-callback';
import { endTaskOfOther } from './dispatch/bring-to-agents';
import { endTask } from './end-task';
import { findTask, rememberTask, type TaskOf } from './find-task';
import type { ContactEvent, RecordDeps } from './record-contact-event';

/** `isRecorded`: whoever started it, or its flow, has told of this very contact. */
type KnownTask = TaskOf & { readonly isRecorded: boolean };

/** Brings a callback up to date with its task: accepted, or over. A task that no callback has open is ended. */
export async function recordTaskEvent(deps: RecordDeps, event: ContactEvent): Promise<void> {
  const { contactId, agentId, connectedToAgentAtMs, disconnectedAtMs } = event.facts;
  if (await isOursTransferred(deps, event)) return endForSure(deps, contactId);
  const isAccepted = agentId !== undefined && connectedToAgentAtMs !== undefined;
  if (disconnectedAtMs === undefined && !isAccepted) return;
  const task = await taskBehind(deps, event);
  if (task === undefined) return;
  if (disconnectedAtMs !== undefined) {
    const dropped = await changeCallback(deps, keyOf(task), (callback) =>
      dropIfSame(callback, task.clientToken, contactId),
    );
    if (dropped.kind === 'changed' && !task.isRecorded) await rememberTask(deps, contactId, task);
  } else if (isAccepted) {
    await accept(deps, task, { contactId, agentId, atMs: connectedToAgentAtMs });
  }
}

async function accept(
  deps: RecordDeps,
  task: KnownTask,
  by: { readonly contactId: string; readonly agentId: string; readonly atMs: number },
): Promise<void> {
  const { clientToken } = task;
  const changed = await changeCallback(deps, keyOf(task), (callback) => acceptTask(callback, { clientToken, ...by }));
  const open = changed.kind === 'gone' ? undefined : taskOf(changed.callback);
  if (open?.clientToken !== clientToken || open.contactId !== by.contactId) {
    // Left over: its callback has gone on without it. Another's, made from ours, has the same attributes.
    return task.isRecorded ? endForSure(deps, by.contactId) : undefined;
  }
  if (!task.isRecorded) await rememberTask(deps, by.contactId, task);
  if (changed.kind !== 'changed') return;
  const { id, queue, state } = changed.callback;
  deps.journal.note({ kind: 'task_accepted', callbackId: id, queue, task: clientToken, agentId: by.agentId });
  if (state === 'offered') await deps.wakes.wake('task_accepted');
  await endTaskOfOther(deps, changed.callback);
}

/** A busy centre has tasks of others too: Connect is asked only about those in our queues, once for each kind of news. */
async function taskBehind(deps: RecordDeps, event: ContactEvent): Promise<KnownTask | undefined> {
  const { contactId } = event.facts;
  const known = await findTask(deps, contactId, {});
  if (known !== undefined) return { ...known, isRecorded: true };
  if (event.initiation !== 'api' || event.kind === 'completed') return undefined;
  if (event.queueId === undefined || queueById(deps.policy, event.queueId) === undefined) return undefined;
  const lookup = await deps.contacts.describe(contactId);
  if (lookup.kind === 'unavailable') {
    throw new AdapterError('connect', { retryable: true, cause: new Error('DescribeContact did not answer') });
  }
  if (lookup.kind === 'not_found' || lookup.attributes[contactAttributes.task] === undefined) return undefined;
  const task = await findTask(deps, contactId, lookup.attributes);
  return task === undefined ? undefined : { ...task, isRecorded: false };
}

/** Attributes are copied to what an agent makes from a task of ours: its end says nothing of ours. */
function dropIfSame(callback: Callback, clientToken: string, contactId: string): Result<Callback, TransitionRefusal> {
  const known = taskOf(callback)?.contactId;
  return known === undefined || known === contactId ? dropTask(callback, clientToken) : err({ code: 'no_change' });
}

/** An agent has passed our task on, which nobody can dial from: it is not to wait for others. */
async function isOursTransferred(deps: RecordDeps, event: ContactEvent): Promise<boolean> {
  const { initiation, initialContactId, facts } = event;
  if (initiation !== 'transfer' || initialContactId === undefined) return false;
  const isOpen = facts.disconnectedAtMs === undefined && event.kind !== 'initiated';
  return isOpen && (await findTask(deps, initialContactId, {})) !== undefined;
}

/** The event comes again where Connect does not end it. */
async function endForSure(deps: RecordDeps, contactId: string): Promise<void> {
  if (await endTask(deps, contactId)) return;
  throw new AdapterError('connect', { retryable: true, cause: new Error('a task could not be ended') });
}

function keyOf({ key, callbackId }: TaskOf) {
  return { ...key, id: callbackId };
}
