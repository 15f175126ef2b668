import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { Centre } from './centre';
import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { Instance } from './setup';
import type { DialFate, PhoneNetwork } from './types';

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

export interface Outbound {
  /** Returns the contact id at once; undefined at the concurrency quota. */
  readonly dial: (request: DialRequest) => string | undefined;
  readonly dialCounts: () => Readonly<Record<string, number>>;
  readonly restoreDialCounts: (counts: Readonly<Record<string, number>>) => void;
}

export interface OutboundDeps {
  readonly clock: SteppedClock;
  readonly rng: Rng;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly centre: Centre;
  readonly network: PhoneNetwork;
}

const RING_MS_MAX = 60_000;
// Which of these an unanswered dial gets is not documented, so all of them must be coped with.
const UNANSWERED_REASONS = ['TELECOM_TIMEOUT', 'TELECOM_UNANSWERED', 'TELECOM_ORIGINATOR_CANCEL'] as const;
const FAILURE_REASONS = {
  busy: 'TELECOM_BUSY',
  invalid: 'TELECOM_NUMBER_INVALID',
  blocked: 'TELECOM_POTENTIAL_BLOCKING',
  problem: 'TELECOM_PROBLEM',
} as const;

/** Dials as StartOutboundVoiceContact does: the outcome comes later, by events. */
export function createOutbound(deps: OutboundDeps): Outbound {
  const { clock, rng, book, centre } = deps;
  const dialsByNumber = new Map<string, number>();

  const ring = (contact: Contact, fate: DialFate): void => {
    if (fate.kind === 'no_answer' || fate.afterMs >= RING_MS_MAX) {
      contact.stageTimer = clock.after(RING_MS_MAX, () => {
        const index = Math.floor(rng.next() * UNANSWERED_REASONS.length);
        centre.end(contact, UNANSWERED_REASONS[index] ?? UNANSWERED_REASONS[0]);
      });
    } else if (fate.kind === 'answers') {
      contact.stageTimer = clock.after(fate.afterMs, () => centre.connectToSystem(contact, fate.who));
    } else {
      contact.stageTimer = clock.after(fate.afterMs, () => centre.end(contact, FAILURE_REASONS[fate.kind]));
    }
  };

  return {
    dial: (request) => {
      if (book.onLineCount() >= deps.instance.setup.concurrentCallsMax) return undefined;
      const contact = createContact(createView(deps, request));
      const { contactId, attributes } = contact.view;
      centre.begin(contact);
      const dialNumber = (dialsByNumber.get(request.to) ?? 0) + 1;
      dialsByNumber.set(request.to, dialNumber);
      ring(contact, deps.network.dial({ contactId, to: request.to, attributes, dialNumber }));
      return contactId;
    },
    dialCounts: () => Object.fromEntries(dialsByNumber),
    restoreDialCounts: (counts) => {
      for (const [number, count] of Object.entries(counts)) dialsByNumber.set(number, count);
    },
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
