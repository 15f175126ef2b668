import type { ContactFacts } from '../core/callback/attempt';
import type { Segment } from '../core/lost/call-facts';
import { segmentKindOf, type Initiation } from '../core/lost/initiation';
import { findDial } from './find-dial';
import { followContact } from './follow-contact';
import { timesOf, toldByAttributes, toldByMemory } from './lost/told-by-event';
import type { ContactEvent, RecordDeps } from './record-contact-event';

/** A contact record in our words. */
export interface ContactRecord {
  readonly initiation: Initiation;
  /** The first contact of the chain, when this is not it. */
  readonly initialContactId?: string;
  readonly queueId?: string;
  readonly facts: ContactFacts;
  readonly attributes: Readonly<Record<string, string>>;
  /** As presented; absent where the caller hid it. */
  readonly customerNumber?: string;
  readonly nextContactId?: string;
  readonly offers: number;
  readonly isTransferredOut: boolean;
  readonly updatedAtMs: number;
}

/**
 * The slow and authoritative word on a contact that is over. It settles what no event has told of, and says again what events
 * have told; records come doubled, late, and again when more is known.
 */
export async function recordContactRecord(deps: RecordDeps, record: ContactRecord): Promise<void> {
  const { facts, attributes, initiation, initialContactId, queueId, customerNumber } = record;
  const dial = initiation === 'api' ? await findDial(deps, facts.contactId, attributes) : undefined;
  const event: ContactEvent = {
    kind: 'completed',
    initiation,
    ...(initialContactId === undefined ? {} : { initialContactId }),
    ...(queueId === undefined ? {} : { queueId }),
    facts,
  };
  const callId = initialContactId ?? (initiation === 'inbound' ? facts.contactId : undefined);
  await followContact(deps, {
    event,
    dial,
    isRecord: true,
    ...(customerNumber === undefined ? {} : { customerNumber }),
    told: (contact) => {
      if (callId === undefined) return undefined;
      const told = toldByMemory(contact, callId);
      return { callId, segments: [{ ...segmentOf(record), ...(told === undefined ? {} : { told }) }] };
    },
  });
}

function segmentOf(record: ContactRecord): Segment {
  const { facts, attributes, initiation, queueId, nextContactId, offers, isTransferredOut, updatedAtMs } = record;
  const { contactId, disconnectReason } = facts;
  return {
    contactId,
    record: {
      kind: segmentKindOf(initiation),
      ...timesOf(facts),
      ...toldByAttributes(attributes),
      ...(queueId === undefined ? {} : { queueId }),
      ...(disconnectReason === undefined ? {} : { disconnectReason }),
      ...(nextContactId === undefined ? {} : { nextContactId }),
      from: record.customerNumber ?? '',
      offers,
      isTransferredOut,
      updatedAtMs,
    },
  };
}
