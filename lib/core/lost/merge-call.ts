import { stages, type Stage } from '../contact-attributes';
import type { CallFacts, Segment, Told } from './call-facts';
import { canonical } from './canonical';

type Recorded = NonNullable<Segment['record']>;

/**
 * Puts together what is known of a call. Every field goes by a rule that does not mind order or repetition, so the result
 * is the same in whatever order news came, and however often.
 */
export function mergeCalls(a: CallFacts | undefined, b: CallFacts): CallFacts {
  const byId = new Map<string, Segment>();
  for (const segment of [...(a?.segments ?? []), ...b.segments]) {
    byId.set(segment.contactId, mergeSegments(byId.get(segment.contactId), segment));
  }
  const segments = [...byId.values()].toSorted((one, other) => (one.contactId < other.contactId ? -1 : 1));
  return { callId: b.callId, segments };
}

function mergeSegments(a: Segment | undefined, b: Segment): Segment {
  const told = mergeTold(a?.told, b.told);
  const record = newest(a?.record, b.record);
  return {
    contactId: b.contactId,
    ...(told === undefined ? {} : { told }),
    ...(record === undefined ? {} : { record }),
  };
}

function mergeTold(a: Told | undefined, b: Told | undefined): Told | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const merged: { readonly [K in keyof Required<Told>]: Told[K] | undefined } = {
    kind: greater(a.kind, b.kind),
    initiatedAtMs: greater(a.initiatedAtMs, b.initiatedAtMs),
    queueId: greater(a.queueId, b.queueId),
    queueName: greater(a.queueName, b.queueName),
    enqueuedAtMs: greater(a.enqueuedAtMs, b.enqueuedAtMs),
    agentId: greater(a.agentId, b.agentId),
    connectedToAgentAtMs: greater(a.connectedToAgentAtMs, b.connectedToAgentAtMs),
    disconnectedAtMs: greater(a.disconnectedAtMs, b.disconnectedAtMs),
    afterContactWorkEndedAtMs: greater(a.afterContactWorkEndedAtMs, b.afterContactWorkEndedAtMs),
    disconnectReason: greater(a.disconnectReason, b.disconnectReason),
    offers: greater(a.offers, b.offers),
    isTransferredOut: either(a.isTransferredOut, b.isTransferredOut),
    nextContactId: greater(a.nextContactId, b.nextContactId),
    from: greater(a.from, b.from),
    stage: later(a.stage, b.stage),
    prompt: greater(a.prompt, b.prompt),
    language: greater(a.language, b.language),
    tookCallback: either(a.tookCallback, b.tookCallback),
  };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** The greater of two numbers, or the later of two texts. */
function greater<T extends string | number>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? b : a;
}

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a || b;
}

function later(a: Stage | undefined, b: Stage | undefined): Stage | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return stages.indexOf(a) < stages.indexOf(b) ? b : a;
}

/** Records come again when more is known; the newest counts, whole. */
function newest(a: Recorded | undefined, b: Recorded | undefined): Recorded | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.updatedAtMs !== b.updatedAtMs) return a.updatedAtMs < b.updatedAtMs ? b : a;
  return canonical(a) < canonical(b) ? b : a;
}
