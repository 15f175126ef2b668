import type { Callback } from '../core/callback/callback';
import type { Deps } from './deps';

/**
 * A caller with an open callback who prefers to hold gets the age of the place on this contact, so that holding takes
 * no longer than being called. False: it could not be done, and the caller waits from now.
 */
export async function rejoinQueue(
  deps: Pick<Deps, 'contacts' | 'clock' | 'policy'>,
  caller: { readonly contactId: string; readonly callback: Pick<Callback, 'placeMs'> },
): Promise<boolean> {
  const ageMs = deps.clock.nowMs() - caller.callback.placeMs;
  // The place of a slot to come is no claim to be served today.
  if (ageMs <= 0 || deps.policy.ageBy === 'ladder') return false;
  return deps.contacts.setAge(caller.contactId, ageMs);
}
