import type { FcrCount, FcrRules, HandledContact, InboundContact, LeftOut } from './fcr-call';

/** Conversations by queue and agent, and how many are not counted, by why. */
export interface FcrCounts {
  readonly queues: ReadonlyMap<string, ReadonlyMap<string, FcrCount>>;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

/** Takes conversations and then calls, each in any order; all conversations come before the first call. */
export interface FcrCounter {
  /** One that is told again adds nothing. */
  readonly addHandled: (handled: HandledContact) => void;
  /** Keeps it only where a conversation of the same caller in the same queue is known: one after which nobody rang costs nothing. */
  readonly addInbound: (inbound: InboundContact) => void;
  readonly result: () => FcrCounts;
}

const nothingLeftOut = { no_number: 0, no_queue: 0, no_agent: 0, too_short: 0, not_yet: 0 } as const;

type Counted = Required<HandledContact>;

interface Caller {
  readonly talks: Counted[];
  readonly calls: InboundContact[];
}

/**
 * First call resolution = 1 - repeats / handled, by queue and agent. Handled: conversations of at least `talkMinMs` whose window
 * is closed, of callers whose number, queue and agent are known. A repeat: the same number rang the same queue, whatever
 * became of that call, when the conversation was over and within `windowMs` of its end, both ends included.
 */
export function countFcr(
  handled: Iterable<HandledContact>,
  inbound: Iterable<InboundContact>,
  rules: FcrRules,
  asOfMs: number,
): FcrCounts {
  const counter = createFcrCounter(rules, asOfMs);
  for (const one of handled) counter.addHandled(one);
  for (const one of inbound) counter.addInbound(one);
  return counter.result();
}

/** The same where calls are read page by page; `asOfMs` closes the windows. */
export function createFcrCounter(rules: FcrRules, asOfMs: number): FcrCounter {
  const told = new Set<string>();
  const callers = new Map<string, Caller>();
  const leftOut: Record<LeftOut, number> = { ...nothingLeftOut };
  return {
    addHandled: (handled) => {
      if (told.has(handled.callId)) return;
      told.add(handled.callId);
      const why = leftOutOf(handled, rules, asOfMs);
      if (why !== undefined) leftOut[why] += 1;
      if (!isCounted(handled, why)) return;
      const key = keyOf(handled);
      const caller = callers.get(key) ?? { talks: [], calls: [] };
      callers.set(key, caller);
      caller.talks.push(handled);
    },
    addInbound: (inbound) => {
      callers.get(keyOf(inbound))?.calls.push(inbound);
    },
    result: () => ({ queues: countedBy(callers.values(), rules), leftOut: { ...leftOut } }),
  };
}

/** How many conversations are not counted in all of these together, by why. */
export function leftOutOfAll(all: Iterable<FcrCounts>): FcrCounts['leftOut'] {
  const sum: Record<LeftOut, number> = { ...nothingLeftOut };
  for (const { leftOut } of all) {
    sum.no_number += leftOut.no_number;
    sum.no_queue += leftOut.no_queue;
    sum.no_agent += leftOut.no_agent;
    sum.too_short += leftOut.too_short;
    sum.not_yet += leftOut.not_yet;
  }
  return sum;
}

/** Why a conversation is not counted, the first that applies; undefined where it is. */
function leftOutOf(
  { number, queue, agentId, talkMs, endedAtMs }: HandledContact,
  { talkMinMs, windowMs }: FcrRules,
  asOfMs: number,
): LeftOut | undefined {
  if (number === undefined) return 'no_number';
  if (queue === undefined) return 'no_queue';
  if (agentId === undefined) return 'no_agent';
  if (talkMs < talkMinMs) return 'too_short';
  return endedAtMs + windowMs > asOfMs ? 'not_yet' : undefined;
}

function isCounted(handled: HandledContact, why: LeftOut | undefined): handled is Counted {
  return why === undefined && handled.number !== undefined;
}

/** Whose conversations and calls belong together; no number or queue has a line break in it. */
function keyOf({ number, queue }: { readonly number: string; readonly queue: string }): string {
  return `${number}\n${queue}`;
}

function countedBy(callers: Iterable<Caller>, { windowMs }: FcrRules): FcrCounts['queues'] {
  const queues = new Map<string, Map<string, FcrCount>>();
  for (const { talks, calls } of callers) {
    const inOrder = calls.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
    for (const talk of talks) {
      const agents = queues.get(talk.queue) ?? new Map<string, FcrCount>();
      queues.set(talk.queue, agents);
      const { handled, repeats } = agents.get(talk.agentId) ?? { handled: 0, repeats: 0 };
      const isRepeated = hasRepeat(talk, inOrder, windowMs);
      agents.set(talk.agentId, { handled: handled + 1, repeats: repeats + Number(isRepeated) });
    }
  }
  return queues;
}

/** Whether one of the calls, in order of their start, is a repeat. A switchboard has thousands under one number. */
function hasRepeat({ callId, endedAtMs }: Counted, inOrder: readonly InboundContact[], windowMs: number): boolean {
  let at = firstFrom(endedAtMs, inOrder);
  // A call of less than a second begins and ends in the same one.
  while (inOrder[at]?.callId === callId) at += 1;
  const next = inOrder[at];
  return next !== undefined && next.startedAtMs <= endedAtMs + windowMs;
}

function firstFrom(fromMs: number, inOrder: readonly InboundContact[]): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.startedAtMs ?? fromMs) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
