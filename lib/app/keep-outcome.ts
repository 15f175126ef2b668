import type { WaitEnd } from '../core/wait/wait-outcome';
import type { Deps } from './deps';
import type { DialOf } from './find-dial';
import type { ContactEvent } from './record-contact-event';

type OutcomeDeps = Pick<Deps, 'store'>;

/**
 * Joins what became of a caller to the wait that was told. The last event of a contact holds all of it, so that each
 * contact costs one write; a transfer goes on for the call that it began with.
 */
export async function keepOutcome(deps: OutcomeDeps, event: ContactEvent, dial: DialOf | undefined): Promise<void> {
  if (event.kind !== 'completed') return;
  const { contactId, connectedToAgentAtMs, disconnectedAtMs } = event.facts;
  if (dial !== undefined) {
    if (connectedToAgentAtMs !== undefined) await keepCalledBack(deps, dial, connectedToAgentAtMs);
    return;
  }
  const first = event.initiation === 'inbound' ? contactId : event.initialContactId;
  if (first === undefined || (event.initiation !== 'inbound' && event.initiation !== 'transfer')) return;
  const end = endOf(connectedToAgentAtMs, disconnectedAtMs);
  if (end !== undefined) await deps.store.contacts.noteEnd(first, end);
}

/** Whoever asked for the callback has been reached, and so has the caller of each call since that asked how long it takes. */
async function keepCalledBack({ store }: OutcomeDeps, { key, callbackId }: DialOf, atMs: number): Promise<void> {
  const callback = (await store.callbacks.get(key))?.value;
  if (callback?.id !== callbackId) return;
  const asked = await store.contacts.get(callback.requestContactId);
  const since = asked?.kind === 'inbound' ? [...(asked.returningContactIds ?? [])] : [];
  for (const contactId of [callback.requestContactId, ...since]) {
    await store.contacts.noteEnd(contactId, { kind: 'called_back', atMs });
  }
}

function endOf(connectedToAgentAtMs: number | undefined, disconnectedAtMs: number | undefined): WaitEnd | undefined {
  if (connectedToAgentAtMs !== undefined) return { kind: 'reached', atMs: connectedToAgentAtMs };
  return disconnectedAtMs === undefined ? undefined : { kind: 'left', atMs: disconnectedAtMs };
}
