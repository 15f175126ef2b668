import type { FcrCount, FcrRules, HandledContact, InboundContact, LeftOut } from './fcr-call';

/** Conversations by queue and agent, and how many are not counted, by why. */
export interface FcrCounts {
  readonly queues: ReadonlyMap<string, ReadonlyMap<string, FcrCount>>;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

/** Takes conversations and then calls, each in any order. All conversations come before the first call: no call is kept. */
export interface FcrCounter {
  /** One that is told again adds nothing. */
  readonly addHandled: (handled: HandledContact) => void;
  /** Settles of which conversations it is a repeat, among those of the same caller in the same queue that have none yet. */
  readonly addInbound: (inbound: InboundContact) => void;
  readonly result: () => FcrCounts;
}

const nothingLeftOut = { no_number: 0, no_queue: 0, no_agent: 0, too_short: 0, not_yet: 0 } as const;

type Counted = Required<HandledContact>;

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
  const unrepeated = new Map<string, Counted[]>();
  const queues = new Map<string, Map<string, FcrCount>>();
  const leftOut: Record<LeftOut, number> = { ...nothingLeftOut };
  const add = ({ queue, agentId }: Counted, one: FcrCount) => {
    const agents = queues.get(queue) ?? new Map<string, FcrCount>();
    const { handled, repeats } = agents.get(agentId) ?? { handled: 0, repeats: 0 };
    queues.set(queue, agents.set(agentId, { handled: handled + one.handled, repeats: repeats + one.repeats }));
  };
  return {
    addHandled: (handled) => {
      if (told.has(handled.callId)) return;
      told.add(handled.callId);
      const why = leftOutOf(handled, rules, asOfMs);
      if (why !== undefined) leftOut[why] += 1;
      if (!isCounted(handled, why)) return;
      const key = keyOf(handled);
      const known = unrepeated.get(key);
      if (known === undefined) unrepeated.set(key, [handled]);
      else known.push(handled);
      add(handled, { handled: 1, repeats: 0 });
    },
    addInbound: (inbound) => {
      const key = keyOf(inbound);
      const talks = unrepeated.get(key);
      if (talks === undefined) return;
      const left: Counted[] = [];
      for (const talk of talks) {
        if (isRepeat(inbound, talk, rules)) add(talk, { handled: 0, repeats: 1 });
        else left.push(talk);
      }
      if (left.length === 0) unrepeated.delete(key);
      else if (left.length < talks.length) unrepeated.set(key, left);
    },
    result: () => ({ queues, leftOut: { ...leftOut } }),
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

/** Whether this call began when the conversation was over, and within the window after it. A call is no repeat of itself. */
function isRepeat(
  { callId, startedAtMs }: InboundContact,
  talk: Counted,
  { windowMs }: Pick<FcrRules, 'windowMs'>,
): boolean {
  const afterMs = startedAtMs - talk.endedAtMs;
  return callId !== talk.callId && afterMs >= 0 && afterMs <= windowMs;
}
