import type { ContactEvent } from '../../lib/app/record-contact-event';
import type { ContactFacts } from '../../lib/core/callback/attempt';
import type { ContactLookup } from '../../lib/ports/contacts';
import type { TaskOffer, Tasks } from '../../lib/ports/tasks';

/** Tasks that agents are asked by, which are accepted and end, and a note of every promise that one breaks. */
export interface RingingTasks {
  readonly tasks: Tasks;
  readonly breaches: readonly string[];
  readonly offers: () => number;
  readonly live: () => readonly string[];
  readonly attributesOf: (contactId: string) => Readonly<Record<string, string>>;
  readonly describe: (contactId: string) => ContactLookup;
  /** Adds to what is known of a task and gives the event that tells of it; undefined when it is over already. */
  readonly happen: (contactId: string, kind: 'connected_to_agent' | 'disconnected') => ContactEvent | undefined;
  /** Contacts that were given to an agent. */
  readonly given: readonly { readonly contactId: string; readonly agentId: string }[];
}

interface LiveTask {
  readonly offer: TaskOffer;
  facts: ContactFacts;
}

/** `canBeGiven`: whether a call waits in a queue. */
export function createRingingTasks(nowMs: () => number, canBeGiven: (contactId: string) => boolean): RingingTasks {
  const book = new Map<string, LiveTask>();
  const contactOfToken = new Map<string, string>();
  const breaches: string[] = [];
  const given: { readonly contactId: string; readonly agentId: string }[] = [];

  const isLive = ({ facts }: LiveTask) => facts.disconnectedAtMs === undefined;
  const taskOf = (contactId: string): LiveTask => {
    const task = book.get(contactId);
    if (task === undefined) throw new Error(`no task ${contactId}`);
    return task;
  };

  function happen(contactId: string, kind: 'connected_to_agent' | 'disconnected'): ContactEvent | undefined {
    const task = taskOf(contactId);
    if (!isLive(task)) return undefined;
    const agentId = task.offer.attributes['holdfree_agents']?.split(' ')[0] ?? 'agent-1';
    const isAccepted = task.facts.connectedToAgentAtMs !== undefined;
    const accepted = isAccepted ? {} : { connectedToAgentAtMs: nowMs(), agentId };
    const added = kind === 'disconnected' ? { disconnectedAtMs: nowMs() } : accepted;
    task.facts = { ...task.facts, ...added };
    return { kind, channel: 'task', initiation: 'api', queueId: task.offer.queueId, facts: task.facts };
  }

  return {
    breaches,
    given,
    happen,
    offers: () => book.size,
    live: () => [...book].filter(([, task]) => isLive(task)).map(([contactId]) => contactId),
    attributesOf: (contactId) => taskOf(contactId).offer.attributes,
    describe: (contactId) => {
      const task = book.get(contactId);
      if (task === undefined) return { kind: 'not_found' };
      return { kind: 'found', facts: task.facts, attributes: task.offer.attributes };
    },
    tasks: {
      offer: async (offer) => {
        const known = contactOfToken.get(offer.clientToken);
        if (known !== undefined) {
          const isSame = JSON.stringify(taskOf(known).offer) === JSON.stringify(offer);
          if (!isSame) breaches.push(`${offer.clientToken} was offered in two different ways`);
          return { kind: 'offered', contactId: known };
        }
        const contactId = `task-${book.size + 1}`;
        contactOfToken.set(offer.clientToken, contactId);
        book.set(contactId, { offer, facts: { contactId } });
        return { kind: 'offered', contactId };
      },
      end: async (contactId) => (happen(contactId, 'disconnected') === undefined ? 'already_over' : 'ended'),
      giveTo: async (contactId, agentId) => {
        if (!canBeGiven(contactId)) return 'refused';
        given.push({ contactId, agentId });
        return 'given';
      },
    },
  };
}
