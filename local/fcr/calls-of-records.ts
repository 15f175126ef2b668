import type { InboundContact } from '../../lib/core/fcr/fcr-call';
import type { FcrRecord } from './record-of-row';
import type { Talk } from './source-calls';

/** What the chains of contact records come to. */
export interface CallsOfRecords {
  readonly handled: readonly Talk[];
  readonly inbound: readonly InboundContact[];
  readonly unknownInboundAtMs: readonly number[];
  /** Calls that came in, each once. */
  readonly rangIn: number;
  /**
   * Chains left out, by why: what an agent dialed, what was dialed by API and is no callback of ours, and what went on from a
   * contact that the file does not have.
   */
  readonly leftOut: { readonly otherCalls: number; readonly otherDials: number; readonly noBeginning: number };
}

/** Puts contacts together to calls. There is one record of each contact. */
export function callsOfRecords(records: ReadonlyMap<string, FcrRecord>): CallsOfRecords {
  const handled: Talk[] = [];
  const inbound: InboundContact[] = [];
  const unknownInboundAtMs: number[] = [];
  let [rangIn, otherCalls, otherDials, noBeginning] = [0, 0, 0, 0];
  for (const [callId, contacts] of chainsOf(records)) {
    const first = records.get(callId);
    if (first === undefined) noBeginning += 1;
    else if (first.initiation !== 'inbound' && first.initiation !== 'api') otherCalls += 1;
    else if (first.initiation === 'api' && !isCallback(first)) otherDials += 1;
    else {
      const call = callOf(first, contacts, records);
      if (call.handled !== undefined) handled.push(call.handled);
      if (first.initiation !== 'inbound') continue;
      rangIn += 1;
      inbound.push(...call.inbound);
      if (call.inbound.length === 0) unknownInboundAtMs.push(first.startedAtMs);
    }
  }
  return { handled, inbound, unknownInboundAtMs, rangIn, leftOut: { otherCalls, otherDials, noBeginning } };
}

/** Surveys and campaigns are dialed by API as well. */
function isCallback({ isOurCallback, relatedContactId }: FcrRecord): boolean {
  return isOurCallback || relatedContactId !== undefined;
}

function chainsOf(records: ReadonlyMap<string, FcrRecord>): ReadonlyMap<string, readonly FcrRecord[]> {
  const chains = new Map<string, FcrRecord[]>();
  for (const record of records.values()) {
    const known = chains.get(record.callId);
    if (known === undefined) chains.set(record.callId, [record]);
    else known.push(record);
  }
  return chains;
}

/** What one call comes to: a conversation, and what may be a repeat, once in every queue that the caller entered. */
function callOf(
  first: FcrRecord,
  contacts: readonly FcrRecord[],
  records: ReadonlyMap<string, FcrRecord>,
): { readonly handled?: Talk; readonly inbound: readonly InboundContact[] } {
  const inOrder = contacts.filter((contact) => contact === first || isWithCaller(contact)).toSorted(byEnd);
  const number = numberOf(first, inOrder, records);
  const handled = handledIn(first, inOrder, number);
  const { contactId: callId, startedAtMs } = first;
  const isKnown = first.initiation === 'inbound' && number !== undefined;
  const queues = isKnown ? queuesRung(first, inOrder) : [];
  return {
    ...(handled === undefined ? {} : { handled }),
    inbound: isKnown ? queues.map((queue) => ({ callId, number, queue, startedAtMs })) : [],
  };
}

/** Every queue that the caller was in, each once; where there is none, the one that the flow had noted. */
function queuesRung({ queueNoted }: FcrRecord, inOrder: readonly FcrRecord[]): readonly string[] {
  const inQueue = inOrder.filter(({ queue }) => queue !== undefined);
  const rung = inQueue.filter(({ initiation }) => initiation !== 'callback');
  const queues = (rung.length > 0 ? rung : inQueue).flatMap(({ queue = [] }) => queue);
  return queues.length > 0 ? [...new Set(queues)] : [queueNoted ?? []].flat();
}

function isWithCaller({ initiation }: FcrRecord): boolean {
  return initiation === 'transfer' || initiation === 'callback';
}

/** Only the agent who had the caller last; none where the caller was passed on to somebody outside, or then talked to nobody. */
function handledIn(first: FcrRecord, inOrder: readonly FcrRecord[], number: string | undefined): Talk | undefined {
  const last = inOrder.at(-1);
  if (last?.connectedToAgentAtMs === undefined || last.endedAtMs === undefined || last.isTransferredOut)
    return undefined;
  const { agentId, connectedToAgentAtMs, endedAtMs } = last;
  const queue = queueOf(inOrder);
  const how = first.initiation === 'inbound' && last.initiation !== 'callback' ? 'rang_in' : 'called_back';
  return {
    callId: first.contactId,
    ...(number === undefined ? {} : { number }),
    ...(queue === undefined ? {} : { queue }),
    ...(agentId === undefined ? {} : { agentId }),
    endedAtMs,
    talkMs: endedAtMs - connectedToAgentAtMs,
    how,
    beganAtMs: how === 'rang_in' ? first.startedAtMs : connectedToAgentAtMs,
  };
}

/**
 * The queue that the caller was in last. Connect's own callback belongs to the call in which it was asked for, and so to the
 * queue of that call: nobody rings in a queue of callbacks.
 */
function queueOf(inOrder: readonly FcrRecord[]): string | undefined {
  const queued = inOrder.filter(({ queue, isAgentsOwn }) => queue !== undefined || isAgentsOwn);
  const rung = queued.findLast(({ initiation }) => initiation !== 'callback');
  return (rung ?? queued.at(-1))?.queue;
}

/**
 * Whom we called back is known by the number of the call that led to it: they may have asked for another one, and who hid it
 * there will hide it again.
 */
function numberOf(
  first: FcrRecord,
  inOrder: readonly FcrRecord[],
  records: ReadonlyMap<string, FcrRecord>,
): string | undefined {
  const related = first.initiation === 'api' ? records.get(first.relatedContactId ?? '') : undefined;
  const began = records.get(related?.callId ?? '');
  if (began?.initiation === 'inbound') return began.number;
  const withNumber = inOrder.filter(({ initiation, number }) => initiation !== 'callback' && number !== undefined);
  return first.number ?? withNumber[0]?.number;
}

/** Who asks another agent for help is back before the call is over, so the end decides; of two ends, who came later. */
function byEnd(a: FcrRecord, b: FcrRecord): number {
  const endOf = ({ endedAtMs, startedAtMs }: FcrRecord) => endedAtMs ?? startedAtMs;
  const withAgent = ({ connectedToAgentAtMs = 0 }: FcrRecord) => connectedToAgentAtMs;
  return endOf(a) - endOf(b) || withAgent(a) - withAgent(b) || (a.contactId < b.contactId ? -1 : 1);
}
