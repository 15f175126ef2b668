import { afterTrying } from '../core/callback/tasks-to-end';
import type { Callback } from '../core/callback/callback';
import type { Stored } from '../ports/stored';
import type { Deps } from './deps';

/** Connect may be busy for a moment. */
const TRIES_MAX = 2;

/**
 * Ends a task that no callback needs any more; whether it is over. Never throws: nobody who waits is to suffer from a task
 * that stays.
 */
export async function endTask(deps: Pick<Deps, 'tasks' | 'journal'>, contactId: string): Promise<boolean> {
  let reason = `${contactId} could not be ended`;
  try {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      if ((await deps.tasks.end(contactId)) !== 'unavailable') return true;
    }
  } catch (error) {
    reason = error instanceof Error ? error.message : 'unknown fault';
  }
  deps.journal.note({ kind: 'fault', where: 'task', reason });
  return false;
}

/**
 * Ends the tasks that a callback has let go, and takes off those that are over; its timer leads back to the rest. As it is
 * stored then: where somebody else was faster, the list stays, and is tried again, which costs nothing.
 */
export async function endTasksLetGo(
  deps: Pick<Deps, 'store' | 'tasks' | 'journal' | 'clock'>,
  stored: Stored<Callback>,
): Promise<Stored<Callback>> {
  const { tasksToEnd: known, ...rest } = stored.value;
  if (known === undefined) return stored;
  const over: string[] = [];
  for (const contactId of known.contactIds) if (await endTask(deps, contactId)) over.push(contactId);
  const nowMs = deps.clock.nowMs();
  if (over.length === 0 && nowMs < known.tryAtMs) return stored;
  const left = afterTrying(known, over, nowMs);
  const value: Callback = left === undefined ? rest : { ...rest, tasksToEnd: left };
  try {
    const outcome = await deps.store.callbacks.put(value, stored.version);
    return outcome === 'stored' ? { value, version: stored.version + 1 } : stored;
  } catch (error) {
    deps.journal.note({
      kind: 'fault',
      where: 'task',
      reason: error instanceof Error ? error.message : 'unknown fault',
    });
    return stored;
  }
}
