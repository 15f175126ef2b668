import { factsOf, type Callback, type CallbackState } from '../core/callback/callback';
import { attemptInProgress } from '../core/callback/dialing';
import { markArchived } from '../core/callback/closing';
import type { Deps } from './deps';
import { releaseNumber } from './number-guard';

export type FollowDeps = Pick<Deps, 'store' | 'wakes' | 'journal' | 'clock'>;

const inProgress: ReadonlySet<CallbackState['state']> = new Set(['dialing', 'answered', 'talking']);

/**
 * What must follow a stored change: the number is let go, an ended callback is archived, the dispatcher is woken. Each
 * step is safe to repeat, and each is also done by a timer if this process dies here: leases, the due index, the tick.
 */
export async function followChange(
  deps: FollowDeps,
  before: Callback,
  after: Callback,
  version: number,
): Promise<void> {
  const dialIsOver = inProgress.has(before.state) && !inProgress.has(after.state);
  if (dialIsOver) {
    noteAttempt(deps, before, after);
    const isSpent = after.attempt > before.attempt;
    await releaseNumber(deps, before.number, { callbackId: before.id, attempt: attemptInProgress(before), isSpent });
  }
  if (after.state === 'closed' && !after.archived) {
    if (before.state !== 'closed') {
      deps.journal.note({ kind: 'closed', callbackId: after.id, queue: after.queue, outcome: after.outcome });
    }
    await archive(deps, after, version);
  }
  if (after.state === 'waiting' && before.state !== 'waiting') await wakeIfFirst(deps, after);
}

/** Writes the copy for reports, then marks the callback, so that a new request may replace it. */
export async function archive(deps: FollowDeps, callback: Callback, version: number): Promise<void> {
  if (callback.state !== 'closed') return;
  await deps.store.callbacks.archive(callback, version);
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
