import { taskOf, type Callback, type TransitionRefusal } from '../core/callback/callback';
import { STANDARD_CLASS } from '../core/callback/line-order';
import { withTaskToEnd } from '../core/callback/tasks-to-end';
import { queueByName, type Policy } from '../core/policy/policy';
import { ok, type Result } from '../core/result';
import { AdapterError } from '../ports/adapter-error';
import type { CallbackKey } from '../ports/callback-store';
import type { Deps } from './deps';
import { followChange, type FollowDeps } from './follow-change';

/** What became of a change. `gone`: no callback with that id lives under the key any more. */
export type Changed =
  | { readonly kind: 'changed'; readonly callback: Callback }
  | { readonly kind: 'refused'; readonly refusal: TransitionRefusal; readonly callback: Callback }
  | { readonly kind: 'gone' };

/** Somebody else wins a conditional write at most a few times in a row; more is a fault. */
const TRIES_MAX = 12;

/**
 * Reads a callback, lets the core decide, and stores the decision on condition that nothing changed meanwhile; else
 * decides again on what is there now. Throws AdapterError when the store fails or never stops changing.
 */
export async function changeCallback(
  deps: FollowDeps & Pick<Deps, 'policy'>,
  which: CallbackKey & { readonly id?: string },
  transition: (callback: Callback, nowMs: number) => Result<Callback, TransitionRefusal>,
): Promise<Changed> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await deps.store.callbacks.get(which);
    if (stored === undefined || (which.id !== undefined && stored.value.id !== which.id)) return { kind: 'gone' };
    const nowMs = deps.clock.nowMs();
    const decided = inLineThatIsRead(deps.policy, transition(stored.value, nowMs));
    if (!decided.ok) return { kind: 'refused', refusal: decided.error, callback: stored.value };
    const changed = withDroppedTask(stored.value, decided.value, nowMs);
    const outcome = await deps.store.callbacks.put(changed, stored.version);
    if (outcome === 'stored') {
      return { kind: 'changed', callback: await followChange(deps, stored.value, changed, stored.version + 1) };
    }
  }
  throw new AdapterError('store', {
    retryable: true,
    cause: new Error(`callback changed ${TRIES_MAX} times in a row`),
  });
}

/** A class that has left the configuration has a line that nobody reads; the standard one is always read. */
function inLineThatIsRead(
  policy: Policy,
  decided: Result<Callback, TransitionRefusal>,
): Result<Callback, TransitionRefusal> {
  if (!decided.ok || decided.value.state !== 'waiting' || decided.value.class === STANDARD_CLASS) return decided;
  const { queue, class: name } = decided.value;
  const isThere = queueByName(policy, queue)?.classes.some((one) => one.name === name) === true;
  return isThere ? decided : ok({ ...decided.value, class: STANDARD_CLASS });
}

/** The same write that drops a task keeps its contact, so that it is ended even if this process dies here. */
function withDroppedTask(before: Callback, after: Callback, nowMs: number): Callback {
  const dropped = taskOf(before);
  if (dropped?.contactId === undefined || taskOf(after)?.clientToken === dropped.clientToken) return after;
  return { ...after, tasksToEnd: withTaskToEnd(before.tasksToEnd, dropped.contactId, nowMs) };
}
