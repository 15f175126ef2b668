import type { ContactFacts } from '../core/callback/attempt';
import type { Deps } from './deps';
import { endCallOf } from './end-inbound-call';
import { holdBack } from './hold-back';

/**
 * A transfer goes on as a new contact, and the call that held the callback ends: the new contact holds it in its place,
 * and serving the caller there counts as it would have before.
 */
export async function followTransfer(
  deps: Pick<Deps, 'store' | 'contacts' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>,
  facts: ContactFacts,
  initialContactId: string,
): Promise<void> {
  const first = await deps.store.contacts.get(initialContactId);
  if (first?.kind !== 'inbound' || first.number === undefined) return;
  const { contactId } = facts;
  const { kind, number, queue, enteredAtMs } = first;
  // The wait that was told belongs to the first call: how long this queue takes says nothing of it.
  await deps.store.contacts.remember({ kind, contactId, number, queue, enteredAtMs }, deps.clock.nowMs());
  if (facts.disconnectedAtMs !== undefined) {
    await endCallOf(deps, number, facts);
    return;
  }
  for (const { value } of await deps.store.callbacks.ofCaller(first.number)) {
    if (value.state !== 'closed') await holdBack(deps, value, contactId);
  }
}
