import type { Callback, TransitionRefusal } from '../core/callback/callback';
import type { Result } from '../core/result';
import { AdapterError } from '../ports/adapter-error';
import type { CallbackKey } from '../ports/callback-store';
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
  deps: FollowDeps,
  which: CallbackKey & { readonly id?: string },
  transition: (callback: Callback, nowMs: number) => Result<Callback, TransitionRefusal>,
): Promise<Changed> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await deps.store.callbacks.get(which);
    if (stored === undefined || (which.id !== undefined && stored.value.id !== which.id)) return { kind: 'gone' };
    const decided = transition(stored.value, deps.clock.nowMs());
    if (!decided.ok) return { kind: 'refused', refusal: decided.error, callback: stored.value };
    const outcome = await deps.store.callbacks.put(decided.value, stored.version);
    if (outcome === 'stored') {
      await followChange(deps, stored.value, decided.value, stored.version + 1);
      return { kind: 'changed', callback: decided.value };
    }
  }
  throw new AdapterError('store', {
    retryable: true,
    cause: new Error(`callback changed ${TRIES_MAX} times in a row`),
  });
}
