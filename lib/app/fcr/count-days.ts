import type { CallbackIn, Closed } from '../../core/callback/callback';
import { createFcrCounter, type FcrCounter, type FcrCounts } from '../../core/fcr/count-fcr';
import { endOfDayMs, startOfDayMs } from '../../core/fcr/days-to-count';
import type { HandledContact, InboundContact } from '../../core/fcr/fcr-call';
import type { JudgedCall } from '../../core/lost/judged-call';
import type { ReportRange } from '../../core/reports/report-range';
import { AdapterError } from '../../ports/adapter-error';
import type { Store } from '../../ports/store';
import type { Deps } from '../deps';
import { closedCallbacks } from '../reports/closed-callbacks';
import { endedCalls } from '../reports/ended-calls';
import { talkOfCallback } from './talk-of-callback';

/** What counting stands on. */
export type CountDeps = Pick<Deps, 'policy' | 'journal'> & {
  readonly store: Pick<Store, 'calls' | 'callbacks' | 'history'>;
};

const DAY_MS = 86_400_000;

/** So many calls are held in memory at once, and those of one more day. */
const CALLS_MAX = 100_000;

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
    for await (const call of endedCalls(deps, { range: { fromMs: startOfDayMs(day), toMs } })) {
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
    for await (const call of endedCalls(deps, { range: after })) inboundIn(call).forEach(tell);
  }
  return new Map([...counters].map(([day, counter]) => [day, counter.result()]));
}

/** The conversation of an inbound call with the agent who had its caller last. */
function handledIn(call: JudgedCall): HandledContact | undefined {
  if (call.outcome !== 'served') return undefined;
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

/** Whatever became of it: none where the caller hid the number, or rang no queue of ours. */
function inboundIn({ callId, number, queue, startedAtMs }: JudgedCall): readonly InboundContact[] {
  return number === undefined || queue === undefined ? [] : [{ callId, number, queue, startedAtMs }];
}

/** Conversations of callbacks that were completed in that time, each with the day on which it began. */
async function* handledByCallbacks(
  deps: CountDeps,
  range: Pick<ReportRange, 'fromMs' | 'toMs'>,
): AsyncGenerator<{ readonly day: string; readonly handled: HandledContact }, void, undefined> {
  for await (const callback of closedCallbacks(deps, { range }, ['completed'])) {
    const talk = await readableTalk(deps, callback);
    if (talk === undefined) continue;
    const { queue, agentId, connectedAtMs, endedAtMs } = talk.last;
    const handled: HandledContact = {
      callId: talk.contactId,
      number: callback.cli,
      ...(queue === undefined ? {} : { queue }),
      ...named(agentId),
      endedAtMs,
      talkMs: endedAtMs - connectedAtMs,
      how: 'called_back',
    };
    yield { day: new Date(talk.connectedAtMs).toISOString().slice(0, 10), handled };
  }
}

/** A row that nobody can read is one caller's: all others are counted. */
async function readableTalk(deps: CountDeps, callback: CallbackIn<Closed>) {
  try {
    return await talkOfCallback(deps, callback);
  } catch (fault) {
    if (!(fault instanceof AdapterError && fault.isUnreadable)) throw fault;
    deps.journal.note({ kind: 'fault', where: 'fcr', reason: `callback ${callback.id} left out: ${fault.name}` });
    return undefined;
  }
}
