import type { ContactFacts } from '../core/callback/attempt';
import type { Callback } from '../core/callback/callback';
import { attemptInProgress } from '../core/callback/dialing';
import { waitAfterReadyMs } from '../core/callback/joining';
import { observeDial } from '../core/callback/observing';
import { termsOf } from '../core/policy/terms-of';
import type { CallbackKey } from '../ports/callback-store';
import { changeCallback, type Changed } from './change-callback';
import type { FollowDeps } from './follow-change';
import type { Deps } from './deps';

type ObserveDeps = FollowDeps & Pick<Deps, 'policy'>;

/** What is known of an attempt, or what is to be taken as known of it where the callback decides that. */
interface Observed {
  readonly attempt: number;
  readonly facts: ContactFacts | ((callback: Callback, nowMs: number) => ContactFacts);
}

/** Brings a callback up to date with one of its dials, and tells how long its ready caller waited for the agent. */
export async function observeAndNote(
  deps: ObserveDeps,
  which: CallbackKey & { readonly id: string },
  { attempt, facts: known }: Observed,
): Promise<Changed> {
  // As it was when the change was decided that was stored in the end.
  let decided: { readonly before: Callback; readonly facts: ContactFacts } | undefined;
  const changed = await changeCallback(deps, which, (before, nowMs) => {
    const facts = typeof known === 'function' ? known(before, nowMs) : known;
    decided = { before, facts };
    return observeDial(before, { attempt, facts, nowMs }, termsOf(deps.policy, before).retry);
  });
  if (changed.kind !== 'changed' || decided === undefined) return changed;
  const { before, facts } = decided;
  const waitMs = waitAfterReadyMs(before, changed.callback, facts);
  if (waitMs !== undefined) {
    const { id: callbackId, queue } = before;
    deps.journal.note({ kind: 'agent_joined', callbackId, queue, attempt: attemptInProgress(before), waitMs });
  }
  return changed;
}
