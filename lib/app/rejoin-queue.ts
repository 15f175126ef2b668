import type { Callback } from '../core/callback/callback';
import type { Deps } from './deps';

/**
 * A caller with an open callback who prefers to hold gets the age of the place on this contact, so that holding takes
 * no longer than being called. `isAgeSet: false`: it could not be done, and the caller waits from now; what a ladder of
 * routing blocks can do with the age is left to the flow.
 */
export async function rejoinQueue(
  deps: Pick<Deps, 'contacts' | 'clock' | 'policy'>,
  caller: { readonly contactId: string; readonly callback: Pick<Callback, 'placeMs'> },
): Promise<{ readonly isAgeSet: boolean; readonly ageMs: number }> {
  // The place of a slot to come is no claim to be served today.
  const ageMs = Math.max(0, deps.clock.nowMs() - caller.callback.placeMs);
  if (ageMs === 0 || deps.policy.ageBy === 'ladder') return { isAgeSet: false, ageMs };
  return { isAgeSet: await deps.contacts.setAge(caller.contactId, ageMs), ageMs };
}
