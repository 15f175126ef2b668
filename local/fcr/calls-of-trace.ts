import type { InboundContact } from '../../lib/core/fcr/fcr-call';
import type { Trace, TraceCall } from '../replay/trace/trace';
import { brokenNotes, type SourceCalls, type Talk } from './source-calls';

/** What a call log tells of first call resolution: its rows are calls that came in, those it returned are callbacks. */
export function callsOfTrace(trace: Trace): SourceCalls {
  const calls = trace.days.flatMap((day) => day.calls);
  const returned = trace.returned ?? [];
  const inbound = calls.flatMap((call) => inboundOf(call) ?? []);
  const unknown = calls.filter(({ caller }) => caller === undefined);
  const rangBefore = createLastQueues(inbound);
  const handled = [
    ...calls.filter(isAnswered).map((call) => handledOf(call, 'rang_in', call.queue)),
    ...returned.filter(isAnswered).map((call) => handledOf(call, 'called_back', rangBefore(call))),
  ];
  const all = [...calls, ...returned];
  const dropped = Object.entries(trace.dropped).filter(([name]) => name !== 'TT');
  return {
    handled,
    inbound,
    unknownInboundAtMs: unknown.map(startOf),
    hasCallers: all.some(({ caller }) => caller !== undefined),
    fromMs: all.reduce((earliest, call) => Math.min(earliest, startOf(call)), Number.POSITIVE_INFINITY),
    untilMs: all.reduce((latest, { endedAtMs }) => Math.max(latest, endedAtMs), Number.NEGATIVE_INFINITY),
    clock: 'clock of the log',
    notes: [
      `${calls.length} calls that came in, ${returned.length} that the centre returned, on ${trace.days.length} days; ` +
        `${trace.broken.length} broken rows skipped`,
      ...brokenNotes(trace.broken.map(({ row, ...fault }) => ({ line: row, ...fault }))),
      ...dropped.map(([name, count]) => `dropped ${count} rows of ${name}`),
    ],
  };
}

function inboundOf(call: TraceCall): InboundContact | undefined {
  const { row, caller, queue } = call;
  return caller === undefined ? undefined : { callId: String(row), number: caller, queue, startedAtMs: startOf(call) };
}

function handledOf(call: TraceCall, how: Talk['how'], queue: string | undefined): Talk {
  const { row, caller, agent, answeredAtMs, endedAtMs, talkMs = 0 } = call;
  return {
    callId: String(row),
    ...(caller === undefined ? {} : { number: caller }),
    ...(queue === undefined ? {} : { queue }),
    ...(agent === undefined ? {} : { agentId: agent }),
    endedAtMs,
    // A talk whose times the log has lost is not known to have been long enough.
    talkMs,
    how,
    beganAtMs: how === 'rang_in' ? startOf(call) : (answeredAtMs ?? endedAtMs),
  };
}

/**
 * In which queue a caller rang last before a call that the centre returned. The log names none for that call, and nobody ever
 * rings in a queue of returned calls: a repeat would never be found there.
 */
function createLastQueues(inbound: readonly InboundContact[]): (returned: TraceCall) => string | undefined {
  const byCaller = new Map<string, InboundContact[]>();
  for (const call of inbound.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const known = byCaller.get(call.number);
    if (known === undefined) byCaller.set(call.number, [call]);
    else known.push(call);
  }
  return (returned) => {
    const calls = byCaller.get(returned.caller ?? '') ?? [];
    return calls.findLast(({ startedAtMs }) => startedAtMs < startOf(returned))?.queue;
  };
}

function isAnswered({ outcome }: TraceCall): boolean {
  return outcome === 'answered';
}

function startOf({ arrivedAtMs, enteredAtMs = arrivedAtMs }: TraceCall): number {
  return enteredAtMs;
}
