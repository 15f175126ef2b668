import { factsOf, numberDialed, numberToCall, taskOf, type Callback } from '../core/callback/callback';
import { attemptInProgress } from '../core/callback/dialing';
import { markArchived } from '../core/callback/closing';
import { leaveFormerSlot } from './book-slot';
import type { Stored } from '../ports/stored';
import type { Deps } from './deps';
import { endTasksLetGo } from './end-task';
import { releaseNumber } from './number-guard';

export type FollowDeps = Pick<Deps, 'store' | 'tasks' | 'wakes' | 'journal' | 'clock'>;

/**
 * What must follow a stored change: a task that was dropped ends, the number is let go, an ended callback is archived, the
 * dispatcher is woken. Each step is safe to repeat, and each is also done by a timer if this process dies here: leases, the due index, the tick.
 * Only a former slot may keep a place for nobody then. The callback as it is without the tasks that have ended.
 */
export async function followChange(
  deps: FollowDeps,
  before: Callback,
  changed: Callback,
  changedVersion: number,
): Promise<Callback> {
  const { value: after, version } = await endDropped(deps, before, { value: changed, version: changedVersion });
  const dialed = numberDialed(before);
  if (dialed !== undefined && numberDialed(after) === undefined) {
    noteAttempt(deps, before, after);
    await letGo(deps, dialed, before, after);
  }
  // Its number was taken when agents were asked.
  if (before.state === 'offered') await letGo(deps, numberToCall(before), before, after);
  if (after.state === 'closed' && !after.archived) {
    if (before.state !== 'closed') {
      const why = after.why === undefined ? {} : { why: after.why };
      deps.journal.note({ kind: 'closed', callbackId: after.id, queue: after.queue, outcome: after.outcome, ...why });
    }
    await archive(deps, after, version);
  }
  if (after.state === 'waiting' && before.state !== 'waiting') await wakeIfFirst(deps, after);
  await leaveIfFormer(deps, before, after);
  return after;
}

/** A callback that no longer has a task frees its agent; one whose contact is not known yet is ended when an event tells of it. */
async function endDropped(deps: FollowDeps, before: Callback, after: Stored<Callback>): Promise<Stored<Callback>> {
  const dropped = taskOf(before);
  if (dropped === undefined || taskOf(after.value)?.clientToken === dropped.clientToken) return after;
  deps.journal.note({ kind: 'task_ended', callbackId: before.id, queue: before.queue, task: dropped.clientToken });
  return dropped.contactId === undefined ? after : endTasksLetGo(deps, after);
}

/**
 * Lets the number of a dial go, or of an offer that no dial follows: its own would take the number again. Not after a claim
 * that was undone: the same attempt is to come again, perhaps from another process that has just taken the number for it,
 * and until then the lease lets others have it.
 */
async function letGo(deps: FollowDeps, number: string, before: Callback, after: Callback): Promise<void> {
  const isSpent = after.attempt > before.attempt;
  const isBack = before.state === 'offered' && after.state !== 'offered' && after.state !== 'dialing';
  if (!isSpent && !isBack && after.state !== 'closed') return;
  await releaseNumber(deps, number, { callbackId: before.id, attempt: attemptInProgress(before), isSpent });
}

/** A place in a slot is kept until its callback has ended, or has another one. */
async function leaveIfFormer(deps: FollowDeps, before: Callback, after: Callback): Promise<void> {
  const { slotMs } = before;
  const isOver = after.state === 'closed' && before.state !== 'closed';
  if (slotMs !== undefined && (isOver || after.slotMs !== slotMs)) await leaveFormerSlot(deps, before, slotMs);
}

/** Writes the copy for reports, then marks the callback, so that a new request may replace it. */
export async function archive(deps: FollowDeps, callback: Callback, version: number): Promise<void> {
  if (callback.state !== 'closed') return;
  const { tasksToEnd: _notOver, ...copied } = callback;
  await deps.store.callbacks.archive(copied, version);
  const marked = markArchived(callback);
  // A conflict means that somebody else changed or marked it: whoever did owns what follows.
  if (marked.ok) await deps.store.callbacks.put(marked.value, version);
}

/** A line that was not empty already has a dispatcher at work, or a tick on its way. */
async function wakeIfFirst(deps: FollowDeps, callback: Callback): Promise<void> {
  const line = await deps.store.callbacks.line(factsOf(callback), 2);
  if (line.every((entry) => entry.id === callback.id)) await deps.wakes.wake('line_not_empty');
}

function noteAttempt(deps: FollowDeps, before: Callback, after: Callback): void {
  const ended = after.past.at(-1);
  if (ended === undefined || after.attempt === before.attempt) return;
  const { attempt, outcome } = ended;
  deps.journal.note({ kind: 'attempt_ended', callbackId: after.id, queue: after.queue, attempt, outcome });
}
