import type { CallFacts, Segment, Told } from './call-facts';

/** One contact of a call as it is now believed to have been: what its record says, else what was told. */
export interface Part extends Told {
  readonly contactId: string;
  /** Whether a record has told of it: then no more is to come. */
  readonly isRecorded: boolean;
}

/** A contact in which the caller was on the line, over and with all times that every such contact has. */
export interface EndedPart extends Part {
  readonly initiatedAtMs: number;
  readonly disconnectedAtMs: number;
}

/** All parts of a call that is over, in the order in which they ended. */
export interface EndedParts {
  /** The inbound contact. */
  readonly first: EndedPart;
  readonly last: EndedPart;
  /** First, last and those between. */
  readonly counted: readonly EndedPart[];
  readonly tookNativeCallback: boolean;
}

/** What is believed of one contact. DescribeContact's "no reason" is an empty text, so that it is not asked again. */
export function partOf({ contactId, told, record }: Segment): Part {
  const { updatedAtMs: _when, ...recorded } = record ?? { updatedAtMs: 0 };
  const { disconnectReason, ...believed }: Told = { ...told, ...recorded };
  const reason = disconnectReason === undefined || disconnectReason === '' ? {} : { disconnectReason };
  return { ...believed, ...reason, contactId, isRecorded: record !== undefined };
}

/** Whether the caller was on the line in it, and not somebody else or nobody. */
export function isCounted({ kind }: Pick<Part, 'kind'>): boolean {
  return kind === 'inbound' || kind === 'transfer';
}

/** The contacts that this call went on as and of which nothing is known yet. */
export function unknownNexts(facts: CallFacts): readonly string[] {
  const parts = facts.segments.map(partOf);
  const known = new Set(parts.filter(({ kind }) => kind !== undefined).map(({ contactId }) => contactId));
  const nexts = parts.filter(isCounted).map(({ nextContactId }) => nextContactId);
  return nexts.filter((next) => next !== undefined).filter((next) => !known.has(next));
}

/**
 * The parts of a call that is over; undefined while a part of it goes on, or may: then it is not known how it ended. The
 * last part is the one that ended last, for an agent who asks another one for help is back before the call is over.
 */
export function endedParts(facts: CallFacts): EndedParts | undefined {
  const parts = facts.segments.map(partOf);
  const counted = parts.filter(isCounted);
  const ended = counted.filter(isEnded);
  if (ended.length < counted.length || unknownNexts(facts).length > 0) return undefined;
  const inOrder = ended.toSorted(byEnd);
  const first = inOrder.find(({ contactId, kind }) => contactId === facts.callId && kind === 'inbound');
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined || mayHaveGoneOn(last)) return undefined;
  return { first, last, counted: inOrder, tookNativeCallback: parts.some(({ kind }) => kind === 'callback') };
}

function isEnded(part: Part): part is EndedPart {
  return part.initiatedAtMs !== undefined && part.disconnectedAtMs !== undefined;
}

/** Of two that ended in one second the one with an agent counts as the later: the caller was not left alone. */
function byEnd(a: EndedPart, b: EndedPart): number {
  if (a.disconnectedAtMs !== b.disconnectedAtMs) return a.disconnectedAtMs - b.disconnectedAtMs;
  const isWithAgent = (part: EndedPart) => Number(part.connectedToAgentAtMs !== undefined);
  if (isWithAgent(a) !== isWithAgent(b)) return isWithAgent(a) - isWithAgent(b);
  if (a.initiatedAtMs !== b.initiatedAtMs) return a.initiatedAtMs - b.initiatedAtMs;
  return a.contactId < b.contactId ? -1 : 1;
}

/**
 * A caller whom a flow passes on leaves the first queue by no fault and by nobody's hand, and DescribeContact does not say
 * where to: the new contact's event or the record does.
 */
function mayHaveGoneOn(part: EndedPart): boolean {
  if (part.isRecorded || part.enqueuedAtMs === undefined || part.connectedToAgentAtMs !== undefined) return false;
  return part.disconnectReason === 'OTHER' || (part.disconnectReason === undefined && part.stage === 'hold_limit');
}
