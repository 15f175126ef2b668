import type { ContactFacts } from '../../core/callback/attempt';
import { contactAttributes, stages } from '../../core/contact-attributes';
import type { CallFacts, Told } from '../../core/lost/call-facts';
import { segmentKindOf } from '../../core/lost/initiation';
import { wholeSecond } from '../../core/lost/lost-words';
import { languageCodes } from '../../core/speech/language-codes';
import type { ContactLookup } from '../../ports/contacts';
import type { RememberedContact } from '../../ports/contact-store';
import type { ContactEvent } from '../record-contact-event';

/**
 * What an event says of an inbound call; undefined where it is about none. The last events of a contact hold all of it, so
 * of one that goes on only its existence is news, and of the first contact not even that. Where no agent was, both last
 * events come at once and say the same: one is enough.
 */
export function toldByEvent(
  { kind, initiation, initialContactId, queueId, facts }: ContactEvent,
  contact?: RememberedContact,
): CallFacts | undefined {
  const { contactId } = facts;
  const callId = initialContactId ?? (initiation === 'inbound' ? contactId : undefined);
  if (callId === undefined) return undefined;
  const isOver = facts.disconnectedAtMs !== undefined;
  if (!isOver && callId === contactId) return undefined;
  if (kind === 'completed' && facts.connectedToAgentAtMs === undefined) return undefined;
  const times = timesOf(facts);
  const begun = times.initiatedAtMs === undefined ? {} : { initiatedAtMs: times.initiatedAtMs };
  const queue = queueId === undefined ? {} : { queueId };
  const known = isOver ? { ...times, ...queue, ...toldByMemory(contact, callId) } : begun;
  return { callId, segments: [{ contactId, told: { kind: segmentKindOf(initiation), ...known } }] };
}

/** What DescribeContact says. That there is no number is said too, and no reason once it is over: nobody asks again then. */
export function toldByLookup(lookup: Extract<ContactLookup, { kind: 'found' }>): Told {
  const { facts, attributes, customerNumber, queueId, initiation, nextContactIds = [] } = lookup;
  const nextContactId = nextContactIds.toSorted().at(-1);
  return {
    ...timesOf(facts),
    ...toldByAttributes(attributes),
    from: customerNumber ?? '',
    ...(queueId === undefined ? {} : { queueId }),
    ...(facts.disconnectedAtMs === undefined ? {} : { disconnectReason: facts.disconnectReason ?? '' }),
    ...(initiation === undefined ? {} : { kind: segmentKindOf(initiation) }),
    ...(nextContactId === undefined ? {} : { nextContactId }),
  };
}

/**
 * What is remembered of a contact: whether a callback was taken in it and, since the first question of the call, number and
 * queue. A later contact has these from the first one. A dial of ours is none of the caller's calls.
 */
export function toldByMemory(contact: RememberedContact | undefined, callId: string): Told | undefined {
  if (contact?.kind === 'dial') return { kind: 'other' };
  if (contact?.kind !== 'inbound') return undefined;
  const { contactId, number: from = '', queue: queueName, tookCallbackAtMs } = contact;
  const took = tookCallbackAtMs === undefined ? {} : { tookCallback: true };
  return contactId === callId ? { from, queueName, ...took } : took;
}

/** What flows have noted on a contact. */
export function toldByAttributes(attributes: Readonly<Record<string, string>>): Told {
  const stage = stages.find((one) => one === attributes[contactAttributes.stage]);
  const language = languageCodes.find((one) => one === attributes[contactAttributes.language]);
  const queueName = attributes[contactAttributes.queueName];
  const prompt = attributes[contactAttributes.prompt];
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(language === undefined ? {} : { language }),
    ...(queueName === undefined ? {} : { queueName }),
  };
}

/** Times in whole seconds, and the agent. */
export function timesOf({
  initiatedAtMs,
  enqueuedAtMs,
  agentId,
  connectedToAgentAtMs,
  disconnectedAtMs,
  afterContactWorkEndedAtMs,
}: Omit<ContactFacts, 'contactId'>): Told {
  const times = { initiatedAtMs, enqueuedAtMs, connectedToAgentAtMs, disconnectedAtMs, afterContactWorkEndedAtMs };
  const known = Object.entries(times).flatMap(([name, ms]) => (ms === undefined ? [] : [[name, wholeSecond(ms)]]));
  return { ...Object.fromEntries(known), ...(agentId === undefined ? {} : { agentId }) };
}
