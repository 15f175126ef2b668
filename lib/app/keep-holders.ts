import { queueById } from '../core/policy/policy';
import type { Deps } from './deps';
import type { DialOf } from './find-dial';
import type { ContactEvent } from './record-contact-event';

/** When a contact is over or with an agent it holds no more; each says so again, since the one before may be lost. */
const ends: ReadonlySet<ContactEvent['kind']> = new Set(['connected_to_agent', 'disconnected', 'completed']);

/**
 * Keeps who holds in a queue, as its contact events tell: callers, those who were transferred, and Connect's own
 * callbacks; our own dials are counted as what they are. Whoever goes on in another queue does so as a new contact, and
 * the old one ends. A QUEUED event that comes after the end of its contact keeps somebody whom nobody takes away: the
 * reader leaves out whom Connect's own figures contradict.
 */
export async function keepHolders(
  deps: Pick<Deps, 'store' | 'policy' | 'journal'>,
  { kind, queueId, facts }: ContactEvent,
  dial: DialOf | undefined,
): Promise<void> {
  const queue = queueId === undefined ? undefined : queueById(deps.policy, queueId);
  const { contactId, enqueuedAtMs: sinceMs } = facts;
  if (dial !== undefined || queue === undefined || sinceMs === undefined) return;
  const { holds, holdsNoMore } = deps.store.pools;
  try {
    if (kind === 'queued') await holds(queue.name, { contactId, sinceMs });
    else if (ends.has(kind)) await holdsNoMore(queue.name, { contactId, sinceMs });
  } catch (error) {
    // A holder who is not known costs nobody a call; an event that is told again would cost its time.
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'holders', reason });
  }
}
