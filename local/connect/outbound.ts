import type { SteppedClock } from '../clock/stepped-clock';
import type { Centre } from './centre';
import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { PhoneLines } from './phone-lines';
import type { Instance } from './setup';

/** A dial that has passed every check. */
export interface DialRequest {
  readonly to: string;
  readonly flowId: string;
  readonly queueId?: string;
  readonly sourceNumber?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly references: ContactView['references'];
  readonly relatedContactId?: string;
  readonly name?: string;
  readonly description?: string;
}

export interface OutboundDeps {
  readonly clock: SteppedClock;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly centre: Centre;
  readonly lines: PhoneLines;
}

/** Returns the contact id at once; undefined at the concurrency quota. */
export type Outbound = (request: DialRequest) => string | undefined;

/** Dials as StartOutboundVoiceContact does: the outcome comes later, by events. */
export function createOutbound(deps: OutboundDeps): Outbound {
  const { book, centre } = deps;
  return (request) => {
    if (book.onLineCount() >= deps.instance.setup.concurrentCallsMax) return undefined;
    const contact = createContact(createView(deps, request));
    centre.begin(contact);
    deps.lines.ring(contact, request.to, {
      answered: (who) => centre.connectToSystem(contact, who),
      failed: (reason) => centre.end(contact, reason),
    });
    return contact.view.contactId;
  };
}

function createView({ clock, uuid, instance, book }: OutboundDeps, request: DialRequest): ContactView {
  const { relatedContactId, name, description, queueId } = request;
  const related = relatedContactId === undefined ? undefined : book.find(relatedContactId);
  const callerId = queueId === undefined ? undefined : instance.queues.get(queueId)?.callerId;
  return {
    contactId: uuid(),
    initiationMethod: 'API',
    stage: 'dialing',
    flowId: request.flowId,
    customerNumber: request.to,
    systemNumber: request.sourceNumber ?? callerId ?? null,
    // The related contact's attributes are copied; the request's own win.
    attributes: { ...related?.attributes, ...request.attributes },
    references: request.references,
    ...(relatedContactId === undefined ? {} : { relatedContactId }),
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(queueId === undefined ? {} : { targetQueueId: queueId }),
    initiatedAtMs: clock.nowMs(),
    agentConnectionAttempts: 0,
    updatedAtMs: clock.nowMs(),
    queuePriority: QUEUE_PRIORITY_DEFAULT,
  };
}
