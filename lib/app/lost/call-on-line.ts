import type { CallFacts } from '../../core/lost/call-facts';
import type { CallOnLine } from '../../ports/caller-store';
import type { Deps } from '../deps';

/** What was kept longer ago says nothing of who is on the line. */
const KEPT_MS = 86_400_000;

/**
 * The contact on which a caller is with us right now, as far as is known; undefined once that call is known to be over. The
 * calls that were lost are: their ids, the latest first. One of which nothing is known yet may last: whoever holds a callback back for it asks Connect.
 */
export async function contactOnLine(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  number: string,
  lostCallIds: readonly string[],
): Promise<string | undefined> {
  const call = await store.callers.lastCall(number);
  if (call === undefined || call.atMs < clock.nowMs() - KEPT_MS || lostCallIds.includes(call.contactId))
    return undefined;
  if (hasEnded(call, (await store.calls.get(call.contactId))?.value.facts)) return undefined;
  // Passed on, a lost call has other contacts than the first.
  const [latest] = lostCallIds;
  const facts = latest === undefined ? undefined : (await store.calls.get(latest))?.value.facts;
  const isLost = facts?.segments.some(({ contactId }) => contactId === call.contactId) === true;
  return isLost ? undefined : call.contactId;
}

function hasEnded({ contactId }: CallOnLine, facts: CallFacts | undefined): boolean {
  const segment = facts?.segments.find((one) => one.contactId === contactId);
  return (segment?.record?.disconnectedAtMs ?? segment?.told?.disconnectedAtMs) !== undefined;
}
