import { parsePhoneNumber } from '../phone-number';
import { queueById, queueByName, type Policy, type QueuePolicy } from '../policy/policy';
import type { CallFacts, Told } from './call-facts';
import { endedParts, isCounted, partOf, type EndedPart, type EndedParts, type Part } from './call-parts';
import { exclusionOf } from './exclusion';
import type { EndedCall, JudgedCall } from './judged-call';
import { lostReasonOf, lostTypeOf } from './lost-reason';

/** By what a call is judged, beside what is known of it. */
export interface JudgeRules {
  readonly policy: Policy;
  /** Whether somebody has decided that this caller is not to be called. */
  readonly isBlocked: boolean;
}

/** What a call was; undefined while it is not over, or not known to be. */
export function judgeCall(facts: CallFacts, { policy, isBlocked }: JudgeRules): JudgedCall | undefined {
  const parts = endedParts(facts);
  if (parts === undefined) return undefined;
  const queue = queueOf(parts, policy);
  const call = endedCall(facts, parts, policy, queue);
  const { last } = parts;
  if (last.connectedToAgentAtMs !== undefined) return { ...call, outcome: 'served', ...servedBy(last) };
  const { number } = call;
  const why = exclusionOf({ facts, parts, call, queue, policy, isBlocked });
  if (why !== undefined || number === undefined || queue === undefined) {
    return { ...call, outcome: 'excluded', why: why ?? 'other_queue' };
  }
  const ending = { ...call, number, isQueued: parts.counted.some(isQueued), last };
  const type = lostTypeOf(ending);
  const unserved = parts.counted.filter((part) => part.connectedToAgentAtMs === undefined);
  const offers = unserved.reduce((sum, part) => sum + (part.offers ?? 0), 0);
  const reason = lostReasonOf({ ...ending, type, offers }, policy);
  return { ...call, outcome: 'lost', number, queue: queue.name, type, reason };
}

/**
 * The caller's number in E.164, as far as it is known; undefined where it is hidden or no number. The first contact knows it
 * best: a later one may name somebody whom the agent rang up.
 */
export function callerNumberOf({ callId, segments }: CallFacts, policy: Policy): string | undefined {
  const parts = segments.map(partOf).filter(isCounted).toSorted(byStart);
  const first = parts.find(({ contactId }) => contactId === callId)?.from;
  return numberOf(first ?? parts.find(({ from }) => from !== undefined && from !== '')?.from, policy);
}

/** Every number that any source has told of as the caller's: under one of them the call may have been kept before. */
export function numbersOf({ segments }: CallFacts, policy: Policy): ReadonlySet<string> {
  const told = segments.flatMap(({ told: said, record }) => [record?.from, said?.from]);
  return new Set(told.map((from) => numberOf(from, policy)).filter((number) => number !== undefined));
}

function numberOf(from: string | undefined, policy: Policy): string | undefined {
  const parsed = parsePhoneNumber(from, policy.country);
  return parsed.ok ? parsed.value : undefined;
}

function byStart(a: Part, b: Part): number {
  return (a.initiatedAtMs ?? 0) - (b.initiatedAtMs ?? 0) || (a.contactId < b.contactId ? -1 : 1);
}

function endedCall(
  { callId, segments }: CallFacts,
  parts: EndedParts,
  policy: Policy,
  queue: QueuePolicy | undefined,
): EndedCall {
  const { first, last, counted } = parts;
  const number = callerNumberOf({ callId, segments }, policy);
  const queued = counted.findLast(isQueued);
  const left = queued?.connectedToAgentAtMs ?? queued?.disconnectedAtMs;
  const stage = lastOf(counted, 'stage');
  const prompt = lastOf(counted, 'prompt');
  const language = lastOf(counted, 'language');
  const alsoIn = otherQueues(counted, policy, queue);
  return {
    callId,
    ...(number === undefined ? {} : { number }),
    ...(queue === undefined ? {} : { queue: queue.name }),
    ...(alsoIn.length === 0 ? {} : { alsoIn }),
    startedAtMs: first.initiatedAtMs,
    endedAtMs: last.disconnectedAtMs,
    ...(queued?.enqueuedAtMs === undefined || left === undefined
      ? {}
      : { enqueuedAtMs: queued.enqueuedAtMs, waitMs: Math.max(0, left - queued.enqueuedAtMs) }),
    ...(stage === undefined ? {} : { stage }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(language === undefined ? {} : { language }),
    isFinal: counted.every(({ isRecorded }) => isRecorded),
  };
}

/**
 * Where the caller was queued last; who never was is counted where the flow had them, or wanted them to be. Who rings off in
 * a queue that is none of ours (one agent's own, say) is lost in the last of ours that they came through.
 */
function queueOf({ counted, last }: EndedParts, policy: Policy): QueuePolicy | undefined {
  const queueIds = counted.filter(isQueued).flatMap(({ queueId }) => queueId ?? []);
  const countedIds = last.connectedToAgentAtMs === undefined ? queueIds.toReversed() : queueIds.slice(-1);
  if (countedIds.length > 0) {
    return countedIds.map((queueId) => queueById(policy, queueId)).find((queue) => queue !== undefined);
  }
  const name = lastOf(counted, 'queueName');
  return name === undefined ? undefined : queueByName(policy, name);
}

/** Where else the caller was queued, each queue once. */
function otherQueues(counted: readonly EndedPart[], policy: Policy, queue: QueuePolicy | undefined): readonly string[] {
  const ids = counted.filter(isQueued).flatMap(({ queueId }) => queueId ?? []);
  const names = ids.flatMap((queueId) => queueById(policy, queueId)?.name ?? []);
  return [...new Set(names)].filter((name) => name !== queue?.name).toSorted();
}

function isQueued({ enqueuedAtMs }: EndedPart): boolean {
  return enqueuedAtMs !== undefined;
}

function lastOf<K extends keyof Told>(parts: readonly EndedPart[], field: K): EndedPart[K] | undefined {
  return parts.findLast((part) => part[field] !== undefined)?.[field];
}

function servedBy(last: EndedPart) {
  const { contactId, agentId = 'unknown', disconnectedAtMs, afterContactWorkEndedAtMs, isTransferredOut } = last;
  const connectedAtMs = last.connectedToAgentAtMs ?? disconnectedAtMs;
  return {
    contactId,
    agentId,
    connectedAtMs,
    talkMs: Math.max(0, disconnectedAtMs - connectedAtMs),
    ...(afterContactWorkEndedAtMs === undefined
      ? {}
      : { afterContactWorkMs: Math.max(0, afterContactWorkEndedAtMs - disconnectedAtMs) }),
    ...(isTransferredOut === true ? { isTransferredOut } : {}),
  };
}
