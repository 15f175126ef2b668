import type { SteppedClock } from '../clock/stepped-clock';
import { orderOf, stopQueueTimers } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import { createEnding } from './contact-ending';
import { describeExpiredStep } from './contact-events';
import type { EventFeed } from './event-feed';
import { createRouter } from './router';
import type { Router } from './router';
import type { Agent, Roster } from './roster';
import type { Instance } from './setup';
import type { CentreChange, FlowEntry, Talk } from './types';

export interface CentreDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly roster: Roster;
  readonly feed: EventFeed;
  readonly acceptMs: () => number;
  readonly talk: (contact: ContactView, agentId: string) => Talk;
  readonly onChange: (change: CentreChange) => void;
  /** Starts a flow for the contact, which ends whatever flow it was in. */
  readonly play: (contact: Contact, entry: FlowEntry) => void;
}

/** The life of a contact, from its beginning to its record. */
export interface Centre {
  readonly router: Router;
  readonly begin: (contact: Contact) => void;
  /** A dialed customer, or a voicemail, has answered. */
  readonly connectToSystem: (contact: Contact, answeredBy: 'person' | 'voicemail') => void;
  readonly transferToQueue: (contact: Contact) => 'queued' | 'at_capacity' | 'no_queue';
  /** Disconnects the contact wherever it is; no effect on one that is over. */
  readonly end: (contact: Contact, reason: string) => void;
}

/** Lets the queue flow run under this id; a flow player may tell it from the flows of the setup. */
const CUSTOMER_QUEUE_FLOW_ID = 'customer-queue';

/** Creates a centre with no contact in it. */
export function createCentre(deps: CentreDeps): Centre {
  const { clock, instance, roster, feed, onChange } = deps;
  const { end, endTalk } = createEnding({ clock, book: deps.book, roster, feed, onChange, router: () => router });

  const onAccepted = (contact: Contact, agent: Agent): void => {
    const atMs = clock.nowMs();
    const agentId = agent.setup.id;
    const { contactId, queueId = '' } = contact.view;
    stopQueueTimers(clock, contact);
    contact.view = {
      ...contact.view,
      stage: 'with_agent',
      agentId,
      connectedToAgentAtMs: atMs,
      dequeuedAtMs: atMs,
      updatedAtMs: atMs,
    };
    roster.setState(agent, 'on_contact', contactId);
    feed.event('CONNECTED_TO_AGENT', contact.view);
    onChange({ kind: 'agent_connected', atMs, contactId, queueId, agentId });
    const talk = deps.talk(contact.view, agentId);
    contact.afterContactWorkMs = talk.afterContactWorkMs;
    contact.stageTimer = clock.after(talk.talkMs, () => endTalk(contact, talk.endedBy));
  };
  const onStepExpired = (contact: Contact): void => {
    if (contact.criteria === undefined) return;
    const extra = describeExpiredStep(contact.criteria, clock.nowMs());
    feed.event('CONTACT_DATA_UPDATED', contact.view, extra);
  };
  const router: Router = createRouter({ clock, instance, roster, acceptMs: deps.acceptMs, onAccepted, onStepExpired });

  return {
    router,
    begin: (contact) => {
      deps.book.add(contact);
      const { contactId, initiationMethod } = contact.view;
      feed.event('INITIATED', contact.view);
      onChange({ kind: 'contact_started', atMs: clock.nowMs(), contactId, initiationMethod });
    },
    connectToSystem: (contact, answeredBy) => {
      const atMs = clock.nowMs();
      contact.stageTimer = undefined;
      contact.view = { ...contact.view, stage: 'in_flow', answeredBy, connectedToSystemAtMs: atMs, updatedAtMs: atMs };
      feed.event('CONNECTED_TO_SYSTEM', contact.view);
      onChange({ kind: 'contact_connected', atMs, contactId: contact.view.contactId });
      deps.play(contact, { kind: 'outbound', flowId: contact.view.flowId });
    },
    transferToQueue: createTransfer(deps, router),
    end,
  };
}

function createTransfer(
  { clock, instance, feed, onChange, play }: CentreDeps,
  router: Router,
): Centre['transferToQueue'] {
  let sequence = 0;
  return (contact) => {
    const queue = instance.queues.get(contact.view.targetQueueId ?? '');
    if (queue === undefined) return 'no_queue';
    if (router.lineOf(queue.id).size() >= (queue.maxContacts ?? Number.POSITIVE_INFINITY)) return 'at_capacity';
    router.withdraw(contact);
    stopQueueTimers(clock, contact);
    const atMs = clock.nowMs();
    contact.view = {
      ...contact.view,
      stage: 'queued',
      queueId: queue.id,
      enqueuedAtMs: atMs,
      dequeuedAtMs: undefined,
      updatedAtMs: atMs,
    };
    sequence += 1;
    contact.order = { ...orderOf(contact.view), sequence };
    feed.event('QUEUED', contact.view);
    onChange({ kind: 'contact_queued', atMs, contactId: contact.view.contactId, queueId: queue.id });
    play(contact, { kind: 'customer_queue', flowId: CUSTOMER_QUEUE_FLOW_ID });
    router.enqueue(contact);
    return 'queued';
  };
}
