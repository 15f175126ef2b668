import type { ContactFacts } from '../core/callback/attempt';
import type { CallFacts } from '../core/lost/call-facts';
import type { HandledCall } from '../core/lost/judged-call';
import { wholeSecond } from '../core/lost/lost-words';
import { parsePhoneNumber } from '../core/phone-number';
import { AdapterError } from '../ports/adapter-error';
import type { RememberedContact } from '../ports/contact-store';
import type { Changed } from './change-callback';
import { bringToAgent, endTaskOfOther } from './dispatch/bring-to-agents';
import { endCallOf } from './end-inbound-call';
import type { DialOf } from './find-dial';
import { followTransfer } from './follow-transfer';
import { keepHandled } from './lost/keep-handled';
import { noteAgentsTry, noteAttempts, numbersOf } from './lost/note-tries';
import { recordCall } from './lost/record-call';
import { observeAndNote } from './observe-and-note';
import type { ContactEvent, RecordDeps } from './record-contact-event';
import { keepShare } from './routing/keep-share';
import { keepTally } from './routing/keep-tally';

/** What is told of a contact, by an event or by its record. */
export interface ContactNews {
  readonly event: ContactEvent;
  /** The dial of ours that it is. */
  readonly dial: DialOf | undefined;
  readonly isRecord?: boolean;
  /** As a record has it; events say nothing of it. */
  readonly customerNumber?: string;
  /** What is said of an inbound call; undefined where it is about none. */
  readonly told: (contact?: RememberedContact) => CallFacts | undefined;
}

/** What follows for callbacks and lost calls, whoever told of it. */
export async function followContact(deps: RecordDeps, news: ContactNews): Promise<void> {
  const { event, dial } = news;
  const { initiation, initialContactId, facts } = event;
  if (dial !== undefined) await followDial(deps, news, dial);
  if (initiation === 'transfer' && initialContactId !== undefined) await followTransfer(deps, facts, initialContactId);
  // COMPLETED says once more what DISCONNECTED has said; should that be missing, the record says it.
  const isEnd = facts.disconnectedAtMs !== undefined && (event.kind !== 'completed' || news.isRecord === true);
  if (isEnd) await keepTally(deps, event);
  const contact = isEnd ? await followEnd(deps, news) : undefined;
  const told = news.told(contact);
  if (told !== undefined) await recordCall(deps, told);
}

/** A call with a caller is over. What is remembered of the contact it was. */
async function followEnd(deps: RecordDeps, news: ContactNews): Promise<RememberedContact | undefined> {
  const { initiation, facts } = news.event;
  if (initiation === 'outbound') await followAgentsCall(deps, news);
  if (initiation !== 'inbound' && initiation !== 'transfer') return undefined;
  const contact = await deps.store.contacts.get(facts.contactId);
  const number = contact?.kind === 'inbound' ? contact.number : undefined;
  // Of a transfer this has been seen to already.
  if (initiation === 'inbound' && number !== undefined) await endCallOf(deps, number, facts);
  return contact;
}

async function followDial(deps: RecordDeps, news: ContactNews, dial: DialOf): Promise<void> {
  const { event } = news;
  const facts = await withReason(deps, news);
  const key = { ...dial.key, id: dial.callbackId };
  const changed = await observeAndNote(deps, key, { attempt: dial.attempt, facts });
  // An earlier attempt turns out to have reached an agent: the dial under way is not wanted any more.
  const now = changed.kind === 'changed' && changed.callback.state === 'dialing' ? changed.callback : undefined;
  if (now?.after?.kind === 'complete' && now.contactId !== undefined) await deps.dialer.stop(now.contactId);
  await bring(deps, event, changed);
  // COMPLETED says once more what DISCONNECTED has said.
  const isNews = event.kind !== 'completed' || changed.kind === 'changed' || news.isRecord === true;
  if (changed.kind !== 'gone' && isNews) {
    await keepShare(deps, changed.callback, dial.attempt, facts);
    if (facts.disconnectedAtMs !== undefined) await noteAttempts(deps, changed.callback);
  }
  const talk = talkOf(facts);
  if (talk === undefined) return;
  for (const number of changed.kind === 'gone' ? [dial.key.number] : numbersOf(changed.callback)) {
    await keepTalk(deps, news, { ...talk, number, queue: dial.key.queue, how: 'called_back' });
  }
}

/** Also where the flow has told the same before: only the event says that the caller can be given to an agent. */
async function bring(deps: RecordDeps, { kind, facts }: ContactEvent, changed: Changed): Promise<void> {
  if (changed.kind === 'gone') return;
  const { callback } = changed;
  const isOurs = 'contactId' in callback && callback.contactId === facts.contactId;
  if (isOurs && callback.state === 'answered' && kind === 'queued') await bringToAgent(deps, callback, 'first');
  if (isOurs) await endTaskOfOther(deps, callback);
}

/** A call that an agent made: a try for every case of whom it rang, and perhaps the end of them. */
async function followAgentsCall(deps: RecordDeps, news: ContactNews): Promise<void> {
  const { event, customerNumber, isRecord } = news;
  const { facts } = event;
  const from = isRecord === true ? customerNumber : await askNumber(deps, facts.contactId);
  const parsed = parsePhoneNumber(from, deps.policy.country);
  if (!parsed.ok) return;
  const number = parsed.value;
  // The caller was reached only once the telephone answered.
  const isAnswered = facts.connectedToSystemAtMs !== undefined;
  if (isAnswered) await endCallOf(deps, number, facts);
  const talk = isAnswered ? talkOf(facts) : undefined;
  await noteAgentsTry(deps, number, { ref: facts.contactId, atMs: facts.disconnectedAtMs ?? 0 });
  if (talk !== undefined) await keepTalk(deps, news, { ...talk, number, how: 'agent_dialed' });
}

/** Seconds of records and events may differ by one: a conversation has one row, and its record says where. */
async function keepTalk(deps: RecordDeps, { isRecord }: ContactNews, talk: HandledCall): Promise<void> {
  const { history } = deps.store;
  const near = await history.handledSince(talk.number, talk.connectedAtMs - 1000);
  const doubles = near.filter((row) => row.contactId === talk.contactId && row.connectedAtMs !== talk.connectedAtMs);
  // Events agree with each other: what differs from this one is what the record has said.
  if (doubles.length > 0 && isRecord !== true) return;
  for (const row of doubles) await history.dropHandled(row);
  await keepHandled(deps, talk);
}

/** When both were there, in a dial that is over; undefined where they never were. */
function talkOf(facts: ContactFacts): Omit<HandledCall, 'number' | 'how' | 'queue'> | undefined {
  const { contactId, agentId = 'unknown', connectedToAgentAtMs, connectedToSystemAtMs, disconnectedAtMs } = facts;
  if (connectedToAgentAtMs === undefined || disconnectedAtMs === undefined) return undefined;
  const endedAtMs = wholeSecond(disconnectedAtMs);
  const workEndedAtMs = facts.afterContactWorkEndedAtMs;
  return {
    contactId,
    agentId,
    connectedAtMs: wholeSecond(Math.max(connectedToAgentAtMs, connectedToSystemAtMs ?? 0)),
    endedAtMs,
    ...(workEndedAtMs === undefined ? {} : { afterContactWorkMs: Math.max(0, wholeSecond(workEndedAtMs) - endedAtMs) }),
  };
}

/**
 * Events of ordinary calls carry no reason; for a dial nobody picked up the reason decides what follows. A record says all
 * that there is to be known.
 */
async function withReason(deps: RecordDeps, { event: { facts }, isRecord }: ContactNews): Promise<ContactFacts> {
  if (isRecord === true) return facts;
  const needsReason = facts.disconnectedAtMs !== undefined && facts.connectedToSystemAtMs === undefined;
  if (!needsReason || facts.disconnectReason !== undefined) return facts;
  const lookup = await describe(deps, facts.contactId);
  return lookup.kind === 'found' ? { ...lookup.facts, ...facts, ...reasonOf(lookup.facts) } : facts;
}

function reasonOf({ disconnectReason }: ContactFacts): Pick<ContactFacts, 'disconnectReason'> {
  return disconnectReason === undefined ? {} : { disconnectReason };
}

async function askNumber(deps: RecordDeps, contactId: string): Promise<string | undefined> {
  const lookup = await describe(deps, contactId);
  return lookup.kind === 'found' ? lookup.customerNumber : undefined;
}

/** What Connect says of a contact; it is asked again by whoever told of it, should it not answer. */
export async function describe(deps: Pick<RecordDeps, 'contacts'>, contactId: string) {
  const lookup = await deps.contacts.describe(contactId);
  if (lookup.kind === 'unavailable') {
    throw new AdapterError('connect', { retryable: true, cause: new Error('DescribeContact did not answer') });
  }
  return lookup;
}
