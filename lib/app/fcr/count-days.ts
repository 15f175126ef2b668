import type { CallbackIn, Closed } from '../../core/callback/callback';
import { createFcrCounter, type FcrCounter, type FcrCounts } from '../../core/fcr/count-fcr';
import { endOfDayMs, startOfDayMs } from '../../core/fcr/days-to-count';
import type { HandledContact, InboundContact } from '../../core/fcr/fcr-call';
import type { JudgedCall } from '../../core/lost/judged-call';
import { AdapterError } from '../../ports/adapter-error';
import type { Store } from '../../ports/store';
import type { Deps } from '../deps';
import { closedCallbacks } from '../reports/closed-callbacks';
import { endedCalls, type CallsAsked } from '../reports/ended-calls';
import { talkOfCallback } from './talk-of-callback';

/** What counting stands on. */
export type CountDeps = Pick<Deps, 'policy' | 'journal'> & {
  readonly store: Pick<Store, 'calls' | 'callbacks' | 'history'>;
};

const DAY_MS = 86_400_000;

/** So many calls are held in memory at once, and those of one more day. */
const CALLS_MAX = 100_000;

/** Histories of so many callers are read at a time. */
const READ_AT_ONCE = 10;

/** Who is kept as the agent where nobody was named. */
const NOBODY = 'unknown';

/**
 * Counts days that follow each other, by queue and agent: a conversation belongs to the day on which its call, or our callback's
 * agent, came. All calls of the window after the last day are read once for all of them. Of very many calls only the first
 * days are counted, at least one.
 */
export async function countDays(
  deps: CountDeps,
  days: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, FcrCounts>> {
  const rules = deps.policy.fcr;
  const counters = new Map<string, FcrCounter>();
  const inbound: InboundContact[] = [];
  let talks = 0;
  let toMs = 0;
  for (const day of days) {
    if (inbound.length >= CALLS_MAX) break;
    const counter = createFcrCounter(rules, nowMs);
    counters.set(day, counter);
    toMs = endOfDayMs(day);
    for await (const call of readableCalls(deps, { fromMs: startOfDayMs(day), toMs })) {
      const handled = handledIn(call);
      if (handled !== undefined) {
        counter.addHandled(handled);
        talks += 1;
      }
      inbound.push(...inboundIn(call));
    }
  }
  // A callback may be closed later than its conversation ended, where no event told of that.
  const fromMs = startOfDayMs(days[0] ?? '');
  for await (const { day, handled } of handledByCallbacks(deps, { fromMs, toMs: toMs + DAY_MS })) {
    counters.get(day)?.addHandled(handled);
    talks += 1;
  }
  const tell = (call: InboundContact) => counters.forEach((counter) => counter.addInbound(call));
  if (talks > 0) {
    inbound.forEach(tell);
    const after = { fromMs: toMs, toMs: toMs + rules.windowMs + DAY_MS };
    for await (const call of readableCalls(deps, after)) inboundIn(call).forEach(tell);
  }
  return new Map([...counters].map(([day, counter]) => [day, counter.result()]));
}

/** One that nobody can read is left out and told of. */
function readableCalls(deps: CountDeps, range: CallsAsked['range']): AsyncGenerator<JudgedCall, void, undefined> {
  const unreadable = (fault: AdapterError) => noteFault(deps, `a call left out: ${fault.message}`);
  return endedCalls(deps, { range, unreadable });
}

/**
 * The conversation of an inbound call with the agent who had its caller last; none where that agent passed the caller on to
 * somebody outside: what was settled there nobody here can say.
 */
function handledIn(call: JudgedCall): HandledContact | undefined {
  if (call.outcome !== 'served' || call.isTransferredOut === true) return undefined;
  const { callId, number, queue, agentId, endedAtMs, talkMs } = call;
  return {
    callId,
    ...(number === undefined ? {} : { number }),
    ...(queue === undefined ? {} : { queue }),
    ...named(agentId),
    endedAtMs,
    talkMs,
    how: 'rang_in',
  };
}

function named(agentId: string): { readonly agentId?: string } {
  return agentId === NOBODY ? {} : { agentId };
}

/** One in each queue in which the caller was, whatever became of it: none where the caller hid the number. */
function inboundIn({ callId, number, queue, alsoIn = [], startedAtMs }: JudgedCall): readonly InboundContact[] {
  if (number === undefined) return [];
  const queues = queue === undefined ? alsoIn : [queue, ...alsoIn];
  return queues.map((name) => ({ callId, number, queue: name, startedAtMs }));
}

interface DayTalk {
  readonly day: string;
  readonly handled: HandledContact;
}

/** Conversations of callbacks that were completed in that time, each with the day on which it began. */
async function* handledByCallbacks(
  deps: CountDeps,
  range: CallsAsked['range'],
): AsyncGenerator<DayTalk, void, undefined> {
  const batch: CallbackIn<Closed>[] = [];
  const read = async () => {
    const talks = await Promise.all(batch.splice(0).map((callback) => readableTalk(deps, callback)));
    return talks.filter((talk) => talk !== undefined);
  };
  for await (const callback of closedCallbacks(deps, { range }, ['completed'])) {
    batch.push(callback);
    if (batch.length === READ_AT_ONCE) yield* await read();
  }
  yield* await read();
}

/** A row that nobody can read is one caller's: all others are counted. */
async function readableTalk(deps: CountDeps, callback: CallbackIn<Closed>): Promise<DayTalk | undefined> {
  try {
    return await handledBy(deps, callback);
  } catch (fault) {
    if (!(fault instanceof AdapterError && fault.isUnreadable)) throw fault;
    noteFault(deps, `callback ${callback.id} left out: ${fault.name}`);
    return undefined;
  }
}

async function handledBy(deps: CountDeps, callback: CallbackIn<Closed>): Promise<DayTalk | undefined> {
  const talk = await talkOfCallback(deps, callback);
  if (talk === undefined) return undefined;
  const { queue, agentId, connectedAtMs, endedAtMs } = talk.last;
  const handled: HandledContact = {
    callId: talk.contactId,
    ...((await isNumberHidden(deps, callback)) ? {} : { number: callback.cli }),
    ...(queue === undefined ? {} : { queue }),
    ...named(agentId),
    endedAtMs,
    talkMs: endedAtMs - connectedAtMs,
    how: 'called_back',
  };
  return { day: new Date(talk.connectedAtMs).toISOString().slice(0, 10), handled };
}

/** Who hid the number rings again without one: what was keyed in says nothing of who rang again. */
async function isNumberHidden({ store }: CountDeps, callback: CallbackIn<Closed>): Promise<boolean> {
  if (callback.origin !== 'requested') return false;
  const judged = (await store.calls.get(callback.requestContactId))?.value.judged;
  return judged !== undefined && judged.number === undefined;
}

function noteFault({ journal }: CountDeps, reason: string): void {
  journal.note({ kind: 'fault', where: 'fcr', reason });
}
