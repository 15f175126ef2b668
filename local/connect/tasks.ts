import type { SteppedClock } from '../clock/stepped-clock';
import type { Centre } from './centre';
import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';
import { CHAIN_LENGTH_MAX } from './follow-up';
import type { Instance } from './setup';

/** A task that has passed every check but those of quotas. */
export interface TaskRequest {
  readonly name: string;
  readonly flowId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly references: ContactView['references'];
  readonly description?: string;
  readonly relatedContactId?: string;
  readonly previousContactId?: string;
  readonly scheduledAtMs?: number;
}

export interface TasksDeps {
  readonly clock: SteppedClock;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly centre: Centre;
  readonly feed: EventFeed;
}

/** Starts and ends tasks. */
export interface Tasks {
  /** Returns the contact id at once; undefined at the quota of open tasks, or when the chain is full. */
  readonly start: (request: TaskRequest) => string | undefined;
  readonly reschedule: (contactId: string, atMs: number) => 'rescheduled' | 'not_scheduled' | 'too_often';
  /** The agent is through with it; no effect on a task that no agent has. */
  readonly complete: (contactId: string) => void;
}

const TASKS_MAX = 2_500;
const RESCHEDULES_MAX = 20;

/** A task runs its flow at once, or at the time it is scheduled for. */
export function createTasks(deps: TasksDeps): Tasks {
  const { clock, book, centre, feed } = deps;
  const beginAt = (contact: Contact, atMs: number): void => {
    contact.stageTimer = clock.at(atMs, () => {
      contact.stageTimer = undefined;
      centre.enterFlow(contact);
    });
  };
  return {
    start: (request) => {
      const max = deps.instance.setup.concurrentTasksMax ?? TASKS_MAX;
      if (book.openTaskCount() >= max || isChainFull(book, request.previousContactId)) return undefined;
      const contact = createContact(createView(deps, request));
      centre.begin(contact);
      if (request.scheduledAtMs === undefined) centre.enterFlow(contact);
      else beginAt(contact, request.scheduledAtMs);
      return contact.view.contactId;
    },
    reschedule: (contactId, atMs) => {
      const contact = book.running(contactId);
      if (contact?.view.channel !== 'TASK' || contact.view.stage !== 'scheduled') return 'not_scheduled';
      if (contact.reschedules >= RESCHEDULES_MAX) return 'too_often';
      contact.reschedules += 1;
      if (contact.stageTimer !== undefined) clock.cancel(contact.stageTimer);
      contact.view = { ...contact.view, scheduledAtMs: atMs, updatedAtMs: clock.nowMs() };
      beginAt(contact, atMs);
      feed.event('CONTACT_DATA_UPDATED', contact.view, { updatedProperties: ['ScheduledTimestamp'] });
      return 'rescheduled';
    },
    complete: (contactId) => {
      const contact = book.running(contactId);
      if (contact?.view.channel !== 'TASK' || contact.view.stage !== 'with_agent') return;
      centre.end(contact, 'AGENT_COMPLETED');
    },
  };
}

/** Twelve contacts in a row at most, and as many tasks at most that follow from one and the same contact. */
function isChainFull(book: ContactBook, previousContactId: string | undefined): boolean {
  if (previousContactId === undefined) return false;
  let length = 1;
  for (let at = book.find(previousContactId); at !== undefined; at = book.find(at.previousContactId ?? '')) length += 1;
  const known = [...[...book.runningContacts()].map(({ view }) => view), ...book.endedViews()];
  const siblings = known.filter((view) => view.channel === 'TASK' && view.previousContactId === previousContactId);
  return length > CHAIN_LENGTH_MAX || siblings.length >= CHAIN_LENGTH_MAX;
}

function createView({ clock, uuid, book }: TasksDeps, request: TaskRequest): ContactView {
  const { name, description, relatedContactId, previousContactId, scheduledAtMs } = request;
  const related = relatedContactId === undefined ? undefined : book.find(relatedContactId);
  const previous = previousContactId === undefined ? undefined : book.find(previousContactId);
  return {
    contactId: uuid(),
    channel: 'TASK',
    initiationMethod: 'API',
    stage: scheduledAtMs === undefined ? 'in_flow' : 'scheduled',
    flowId: request.flowId,
    customerNumber: null,
    systemNumber: null,
    // A chain shares its attributes in Connect, later changes included; here the task begins with them, and that is all.
    attributes: { ...previous?.attributes, ...related?.attributes, ...request.attributes },
    references: request.references,
    name,
    ...(description === undefined ? {} : { description }),
    ...(relatedContactId === undefined ? {} : { relatedContactId }),
    ...(previousContactId === undefined ? {} : { previousContactId }),
    ...(previous === undefined ? {} : { initialContactId: previous.initialContactId ?? previous.contactId }),
    ...(scheduledAtMs === undefined ? {} : { scheduledAtMs }),
    initiatedAtMs: clock.nowMs(),
    agentConnectionAttempts: 0,
    updatedAtMs: clock.nowMs(),
    queuePriority: QUEUE_PRIORITY_DEFAULT,
  };
}
