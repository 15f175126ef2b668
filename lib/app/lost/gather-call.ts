import type { CallFacts, Segment, Told } from '../../core/lost/call-facts';
import { isCounted, partOf, unknownNexts, type Part } from '../../core/lost/call-parts';
import { mergeCalls } from '../../core/lost/merge-call';
import { queueById, type Policy } from '../../core/policy/policy';
import { AdapterError } from '../../ports/adapter-error';
import type { ContactLookup } from '../../ports/contacts';
import type { Deps } from '../deps';
import { toldByLookup, toldByMemory } from './told-by-event';

type GatherDeps = Pick<Deps, 'store' | 'contacts' | 'policy' | 'journal'>;

/**
 * Adds what events do not say. Connect is asked once about each contact that ended without an agent and is ours, for how far
 * its caller came and who hung up, and about a contact that the call went on as and nobody has told of. Of all others the
 * record is waited for: Connect answers a few questions a second, and shares them with all that asks it.
 */
export async function gatherCall(deps: GatherDeps, known: CallFacts, news: CallFacts): Promise<CallFacts> {
  const { callId } = known;
  const isByRecord = news.segments.some(({ record }) => record !== undefined);
  const askFor = isByRecord ? askOnce : ask;
  let facts = known;
  const add = (contactId: string, told: Told | undefined) => {
    if (told !== undefined) facts = mergeCalls(facts, { callId, segments: [{ contactId, told }] });
  };
  for (const { contactId } of news.segments) {
    const part = partIn(facts, contactId);
    const isToAsk = part !== undefined && isUnexplained(part) && mayBeOurs(facts, part, deps.policy);
    if (isToAsk) add(contactId, await ask(deps, contactId));
  }
  for (const contactId of unknownNexts(facts)) {
    if (isOver(partIn(facts, callId))) add(contactId, await askFor(deps, contactId));
  }
  if (lacksBeginning(facts)) add(callId, toldByMemory(await deps.store.contacts.get(callId), callId));
  return facts;
}

/** Whose call it is, or that it is no call but a dial that was passed on, may be remembered. */
function lacksBeginning(facts: CallFacts): boolean {
  const first = partIn(facts, facts.callId);
  if (first?.kind === undefined) return facts.segments.some(hasAgent);
  return isOver(first) && !first.isRecorded && first.from === undefined;
}

function partIn({ segments }: CallFacts, contactId: string): Asked | undefined {
  const segment = segments.find((one) => one.contactId === contactId);
  return segment === undefined ? undefined : { ...partOf(segment), isAsked: isAsked(segment) };
}

type Asked = Part & { readonly isAsked: boolean };

function isOver(part: Asked | undefined): part is Asked {
  return part?.disconnectedAtMs !== undefined;
}

/** Whether Connect has answered: it has then told of a reason, if only that there is none. */
function isAsked({ told }: { readonly told?: Told }): boolean {
  return told?.disconnectReason !== undefined;
}

function isUnexplained(part: Asked): boolean {
  return (
    isOver(part) && isCounted(part) && part.connectedToAgentAtMs === undefined && !part.isRecorded && !part.isAsked
  );
}

function hasAgent(segment: Segment): boolean {
  const part = partOf(segment);
  return part.connectedToAgentAtMs !== undefined && part.disconnectedAtMs !== undefined;
}

/** Who was never put in a queue may be ours by what the flow has noted; who was in another one, by an earlier contact. */
function mayBeOurs({ segments }: CallFacts, part: Part, policy: Policy): boolean {
  if (part.queueId === undefined) return true;
  return segments.some((segment) => {
    const { queueId } = partOf(segment);
    return queueId !== undefined && queueById(policy, queueId) !== undefined;
  });
}

/** Undefined where Connect knows of no such contact. */
async function ask({ contacts }: GatherDeps, contactId: string): Promise<Told | undefined> {
  const lookup: ContactLookup = await contacts.describe(contactId);
  if (lookup.kind === 'unavailable') {
    throw new AdapterError('connect', { retryable: true, cause: new Error('DescribeContact did not answer') });
  }
  return lookup.kind === 'found' ? toldByLookup(lookup) : undefined;
}

/** Records come in a row, and one that waits keeps all others waiting: what its contact went on as will tell of itself. */
async function askOnce({ contacts, journal }: GatherDeps, contactId: string): Promise<Told | undefined> {
  const lookup = await contacts.describe(contactId);
  if (lookup.kind === 'unavailable') {
    const reason = `DescribeContact did not answer about ${contactId}, as which a call went on`;
    journal.note({ kind: 'fault', where: 'contact-records', reason });
  }
  return lookup.kind === 'found' ? toldByLookup(lookup) : undefined;
}
