import { OFFLINE } from './agent';
import type { Agent } from './agent';
import type { Contact } from './contact';
import { activateCriteria } from './criteria-steps';
import { createMatcher } from './matcher';
import { createOffers } from './offers';
import type { OffersDeps } from './offers';
import { ownerOf, personalQueueOf } from './personal-queue';
import { createQueueLine } from './queue-line';
import type { QueueLine } from './queue-line';
import type { Instance } from './setup';

export interface RouterDeps extends Omit<OffersDeps, 'lineOf' | 'match'> {
  readonly instance: Instance;
  readonly onStepExpired: (contact: Contact) => void;
}

/** Brings waiting contacts and available agents together. */
export interface Router {
  readonly lineOf: (queueId: string) => QueueLine;
  /** Takes a contact whose stage, queue and order are set. */
  readonly enqueue: (contact: Contact) => void;
  /** Takes the contact out of its line, or takes the offer of it back. */
  readonly withdraw: (contact: Contact) => void;
  /** Changes what a waiting contact is ordered by. */
  readonly reorder: (contact: Contact, order: Pick<Contact['order'], 'priority' | 'effectiveEnqueuedAtMs'>) => void;
  readonly activateCriteria: (contact: Contact) => void;
  /** The agent is through with a contact, and takes what has waited for that. */
  readonly release: (agent: Agent, contactId: string) => void;
  readonly setStatus: (agent: Agent, status: string) => void;
  /** Offers a queued contact to this agent, whatever else the agent has or does. */
  readonly associate: (contact: Contact, agent: Agent) => 'offered' | 'not_queued' | 'not_there';
}

/**
 * Whenever an agent is free for a channel there is no contact of it that this agent may take: so a new contact is matched
 * only with the agents who are free, and a freed agent only with the contacts waiting, never all with all.
 */
export function createRouter(deps: RouterDeps): Router {
  const { clock, instance, roster } = deps;
  const lines = new Map(instance.setup.queues.map(({ id }) => [id, createQueueLine(clock.nowMs)]));
  const lineOf = (queueId: string): QueueLine => {
    const line = lines.get(queueId);
    if (line !== undefined) return line;
    if (instance.queueMax(queueId) === undefined) throw new Error(`unknown queue ${queueId}`);
    // Agents' own queues are seldom used, so each begins with its first contact.
    const personal = createQueueLine(clock.nowMs);
    lines.set(queueId, personal);
    return personal;
  };
  const lineOfContact = (contact: Contact): QueueLine => lineOf(contact.view.queueId ?? '');

  const personalLineOf = (agent: Agent): QueueLine | undefined => lines.get(personalQueueOf(agent.setup.id));
  const match = createMatcher(deps, lineOf, personalLineOf);
  const offers = createOffers({ ...deps, lineOf: lineOfContact, match });
  const onStepExpired = (contact: Contact): void => {
    deps.onStepExpired(contact);
    offers.tryContact(contact);
  };
  const activate = (contact: Contact): void => {
    // Criteria are for standard queues only.
    if (ownerOf(contact.view.queueId) === undefined) activateCriteria(clock, contact, onStepExpired);
  };

  return {
    lineOf,
    enqueue: (contact) => {
      lineOfContact(contact).insert(contact);
      activate(contact);
      for (const delayMs of instance.delaysOfQueue(contact.view.queueId ?? '')) {
        contact.queueTimers.push(clock.after(delayMs, () => offers.tryContact(contact)));
      }
      offers.tryContact(contact);
    },
    withdraw: (contact) => {
      if (contact.offeredToAgentId === undefined) {
        if (contact.view.queueId !== undefined) lineOfContact(contact).remove(contact);
        return;
      }
      const agent = roster.get(contact.offeredToAgentId);
      contact.offeredToAgentId = undefined;
      if (contact.stageTimer !== undefined) clock.cancel(contact.stageTimer);
      offers.release(agent, contact.view.contactId);
    },
    reorder: (contact, order) => {
      const isInLine = contact.view.stage === 'queued';
      if (isInLine) lineOfContact(contact).remove(contact);
      contact.order = { ...contact.order, ...order };
      if (isInLine) lineOfContact(contact).insert(contact);
    },
    activateCriteria: (contact) => {
      activate(contact);
      offers.tryContact(contact);
    },
    release: offers.release,
    setStatus: (agent, status) => {
      if (agent.status === status && agent.nextStatus === undefined) return;
      roster.setStatus(agent, status);
      offers.refill(agent);
    },
    associate: (contact, agent) => {
      if (contact.view.stage !== 'queued') return 'not_queued';
      // Any state will do, custom ones included; that somebody who is not signed in is refused is assumed.
      if (agent.status === OFFLINE) return 'not_there';
      offers.offer(contact, agent);
      return 'offered';
    },
  };
}
