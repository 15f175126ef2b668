import type { FlightProposal } from '../../ports/callback-store';
import type { Deps } from '../deps';
import { applyLookup } from './settle-dial';

/**
 * Ends dials that ring past the policy's limit; Connect's own limit for such calls is 60 s. An answer that its event has
 * not told yet is asked for first, so that nobody who has just picked up is cut off.
 */
export async function endLongRings(
  deps: Omit<Deps, 'ids' | 'capacity'>,
  flights: readonly FlightProposal[],
  untilMs: number,
): Promise<void> {
  const startedBeforeMs = deps.clock.nowMs() - deps.policy.dialing.ringLimitMs;
  for (const flight of flights) {
    if (deps.clock.nowMs() >= untilMs) return;
    const { contactId } = flight;
    const isRinging = flight.state === 'dialing' && contactId !== undefined && flight.pickedUpAtMs === undefined;
    if (!isRinging || flight.startedAtMs > startedBeforeMs) continue;
    const lookup = await deps.contacts.describe(contactId);
    if (lookup.kind !== 'found') continue;
    // A repaired dial was claimed long before it rang: what counts is when its contact began.
    const { initiatedAtMs = flight.startedAtMs, connectedToSystemAtMs, disconnectedAtMs } = lookup.facts;
    if (initiatedAtMs > startedBeforeMs) continue;
    const isStillRinging = connectedToSystemAtMs === undefined && disconnectedAtMs === undefined;
    // What was learned is kept, so that a dial that was picked up is not asked for again every second.
    if (isStillRinging) await deps.dialer.stop(contactId);
    else await applyLookup(deps, flight, { attempt: flight.attempt + 1, contactId, lookup });
  }
}
