import type { Callback } from '../core/callback/callback';
import { ageOf } from './age-of';
import type { Deps } from './deps';

/**
 * A caller with an open callback who prefers to hold gets the age of the place on this contact, so that holding takes
 * no longer than being called. `isAgeSet: false`: it could not be done, and the caller waits from now; what a ladder of
 * routing blocks can do with the age is left to the flow.
 */
export async function rejoinQueue(
  deps: Pick<Deps, 'contacts' | 'clock' | 'policy'>,
  caller: { readonly contactId: string; readonly callback: Pick<Callback, 'queue' | 'class' | 'origin' | 'placeMs'> },
): Promise<{ readonly isAgeSet: boolean; readonly ageMs: number }> {
  const ageMs = ageOf(deps.policy, caller.callback, deps.clock.nowMs());
  if (ageMs === 0 || deps.policy.ageBy === 'ladder') return { isAgeSet: false, ageMs };
  return { isAgeSet: await deps.contacts.setAge(caller.contactId, ageMs), ageMs };
}
