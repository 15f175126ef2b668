import type { SteppedClock } from '../clock/stepped-clock';
import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import { buildContactData } from './contact-data';
import type { ContactData } from './contact-data';
import type { EventFeed } from './event-feed';
import type { Instance } from './setup';
import type { CentreChange } from './types';

type Attributes = Readonly<Record<string, string>>;

/** A call as it went according to somebody's log; times are epoch milliseconds. It begins when it is handed over. */
export interface RecordedCall {
  readonly contactId: string;
  /** OUTBOUND: an agent rang the customer. */
  readonly initiationMethod: 'INBOUND' | 'OUTBOUND';
  /** null when withheld. */
  readonly customerNumber: string | null;
  readonly systemNumber: string;
  readonly flowId: string;
  /** What the flow has noted by the time it asks its first question, and what it notes after that. */
  readonly attributes: Attributes;
  readonly notedInMenu?: Attributes;
  /** Absent: it never came into a queue. */
  readonly queued?: { readonly atMs: number; readonly queueId: string; readonly noted: Attributes };
  /** Absent: nobody took it. */
  readonly agent?: { readonly atMs: number; readonly agentId: string };
  readonly ended: { readonly atMs: number; readonly reason: string };
  /** After a call that an agent took. */
  readonly afterContactWorkMs: number;
}

/** Plays a recorded call; `asked` is the entry flow's first question, asked while the call is on. */
export type PlayRecorded = (call: RecordedCall, asked?: (contact: ContactData) => Promise<void>) => void;

export interface RecordedDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly feed: EventFeed;
  readonly onChange: (change: CentreChange) => void;
}

/**
 * Sends the events and the record of calls whose course is known beforehand. Nothing is offered, routed or counted as
 * waiting, and no agent of the emulated centre is touched; such a contact can be described as any other.
 */
export function createRecorded(deps: RecordedDeps): PlayRecorded {
  const { clock, instance } = deps;
  return (call, asked) => {
    const contact = begin(deps, call);
    const { queued, agent, notedInMenu } = call;
    clock.spawn(async () => {
      await asked?.(buildContactData(instance, contact.view));
      if (notedInMenu === undefined || contact.view.stage !== 'in_flow') return;
      change(deps, contact, { attributes: { ...contact.view.attributes, ...notedInMenu } });
    });
    // Timers of one instant run in the order in which they are made.
    if (queued !== undefined) clock.at(queued.atMs, () => enqueue(deps, contact, queued));
    if (agent !== undefined) clock.at(agent.atMs, () => join(deps, contact, agent.agentId));
    clock.at(call.ended.atMs, () => end(deps, contact, call));
  };
}

function change({ clock }: RecordedDeps, contact: Contact, changed: Partial<ContactView>): void {
  contact.view = { ...contact.view, ...changed, updatedAtMs: clock.nowMs() };
}

function begin({ clock, book, feed, onChange }: RecordedDeps, call: RecordedCall): Contact {
  const atMs = clock.nowMs();
  const { contactId, initiationMethod } = call;
  const contact = createContact({
    contactId,
    initiationMethod,
    stage: 'in_flow',
    flowId: call.flowId,
    customerNumber: call.customerNumber,
    systemNumber: call.systemNumber,
    attributes: call.attributes,
    references: {},
    initiatedAtMs: atMs,
    connectedToSystemAtMs: atMs,
    agentConnectionAttempts: 0,
    updatedAtMs: atMs,
    queuePriority: QUEUE_PRIORITY_DEFAULT,
  });
  book.add(contact);
  feed.event('INITIATED', contact.view);
  feed.event('CONNECTED_TO_SYSTEM', contact.view);
  onChange({ kind: 'contact_started', atMs, contactId, initiationMethod });
  return contact;
}

function enqueue(deps: RecordedDeps, contact: Contact, { queueId, noted }: NonNullable<RecordedCall['queued']>): void {
  const atMs = deps.clock.nowMs();
  const { contactId, attributes } = contact.view;
  change(deps, contact, { stage: 'queued', queueId, enqueuedAtMs: atMs, attributes: { ...attributes, ...noted } });
  deps.feed.event('QUEUED', contact.view);
  deps.onChange({ kind: 'contact_queued', atMs, contactId, queueId });
}

function join(deps: RecordedDeps, contact: Contact, agentId: string): void {
  const atMs = deps.clock.nowMs();
  const { contactId, queueId, enqueuedAtMs } = contact.view;
  change(deps, contact, {
    stage: 'with_agent',
    agentId,
    agentConnectionAttempts: 1,
    connectedToAgentAtMs: atMs,
    ...(enqueuedAtMs === undefined ? {} : { dequeuedAtMs: atMs }),
  });
  deps.feed.event('CONNECTED_TO_AGENT', contact.view);
  // An agent's own dial comes from no queue.
  if (queueId !== undefined) deps.onChange({ kind: 'agent_connected', atMs, contactId, queueId, agentId });
}

function end(deps: RecordedDeps, contact: Contact, { ended: { reason }, afterContactWorkMs }: RecordedCall): void {
  const { clock, book, feed, onChange } = deps;
  const atMs = clock.nowMs();
  const { contactId, agentId, enqueuedAtMs, dequeuedAtMs } = contact.view;
  change(deps, contact, {
    stage: agentId === undefined ? 'ended' : 'after_contact_work',
    disconnectedAtMs: atMs,
    disconnectReason: reason,
    ...(enqueuedAtMs === undefined ? {} : { dequeuedAtMs: dequeuedAtMs ?? atMs }),
  });
  book.leaveLine(contact.view);
  feed.event('DISCONNECTED', contact.view);
  const told = { kind: 'contact_ended', atMs, contactId, reason } as const;
  onChange(agentId === undefined ? told : { ...told, agentId });
  clock.after(agentId === undefined ? 0 : afterContactWorkMs, () => complete(deps, contact));
}

function complete(deps: RecordedDeps, contact: Contact): void {
  const atMs = deps.clock.nowMs();
  const isWorkDone = contact.view.agentId !== undefined;
  change(deps, contact, { stage: 'ended', ...(isWorkDone ? { afterContactWorkEndedAtMs: atMs } : {}) });
  deps.book.retire(contact.view, atMs);
  deps.feed.event('COMPLETED', contact.view);
  deps.feed.record(contact.view);
}
