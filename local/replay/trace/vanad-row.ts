import { dayOfMonth, parseInstant } from './clock-time';
import { SPAN_MS_MAX, brokenRow } from './row-format';
import type { RowFormat, RowReading } from './row-format';
import type { TraceCall } from './trace';

/** Comma-separated, one row a call, full local times; `NULL` or nothing where there is no value. */
export const vanadFormat: RowFormat = {
  name: 'vanad',
  separator: ',',
  columns: ['date_received', 'queue_name', 'agent_number', 'answered', 'consult', 'transfer', 'hangup'],
  readRow: readVanadRow,
};

interface Fault {
  readonly field: string;
  readonly reason: string;
}
type Arrival = Pick<TraceCall, 'row' | 'arrivedAtMs' | 'queue' | 'caller' | 'priority' | 'endedAtMs'>;

function readVanadRow(cells: readonly string[], row: number): RowReading {
  const result = readCall(cells.map(valueOf), row);
  if (!('reason' in result)) return { kind: 'call', call: result };
  const arrivedAtMs = instantOf(valueOf(cells[0]));
  return brokenRow({ row, ...result }, arrivedAtMs === undefined ? undefined : dayOfMonth(arrivedAtMs));
}

function readCall(values: readonly (string | undefined)[], row: number): TraceCall | Fault {
  const [received, queue, agent, answered, , transfer, hangup] = values;
  const arrivedAtMs = instantOf(received);
  if (arrivedAtMs === undefined) return { field: 'date_received', reason: 'not a time' };
  if (queue === undefined) return { field: 'queue_name', reason: 'no queue' };
  if (hangup === undefined) return { field: 'hangup', reason: 'no hang-up' };
  const endedAtMs = instantOf(hangup);
  if (endedAtMs === undefined) return { field: 'hangup', reason: 'not a time' };
  const arrival = { row, arrivedAtMs, queue, caller: undefined, priority: 0, endedAtMs };
  return answered === undefined ? readAbandoned(arrival) : readAnswered(arrival, { agent, answered, transfer });
}

/** An agent without an answer was rung and missed the call: the caller left all the same. */
function readAbandoned(arrival: Arrival): TraceCall | Fault {
  const waitMs = arrival.endedAtMs - arrival.arrivedAtMs;
  if (waitMs < 0) return { field: 'hangup', reason: 'hang-up before arrival' };
  if (waitMs > SPAN_MS_MAX) return { field: 'hangup', reason: 'wait over 12 hours' };
  return { ...arrival, outcome: 'abandoned', waitMs, talkMs: undefined, agent: undefined, answeredAtMs: undefined };
}

interface Service {
  readonly agent: string | undefined;
  readonly answered: string;
  readonly transfer: string | undefined;
}

/** A transfer frees the agent although the caller talks on, with somebody outside the trace: the talk ends there. */
function readAnswered(arrival: Arrival, { agent, answered, transfer }: Service): TraceCall | Fault {
  const answeredAtMs = instantOf(answered);
  if (answeredAtMs === undefined) return { field: 'answered', reason: 'not a time' };
  const waitMs = answeredAtMs - arrival.arrivedAtMs;
  const transferredAtMs = instantOf(transfer) ?? arrival.endedAtMs;
  const isTransfer = transferredAtMs >= answeredAtMs && transferredAtMs < arrival.endedAtMs;
  const endedAtMs = isTransfer ? transferredAtMs : arrival.endedAtMs;
  const talkMs = endedAtMs - answeredAtMs;
  if (waitMs < 0) return { field: 'answered', reason: 'answered before arrival' };
  if (waitMs > SPAN_MS_MAX) return { field: 'answered', reason: 'wait over 12 hours' };
  if (talkMs < 0) return { field: 'hangup', reason: 'hang-up before answer' };
  if (talkMs > SPAN_MS_MAX) return { field: 'hangup', reason: 'talk over 12 hours' };
  return { ...arrival, outcome: 'answered', waitMs, talkMs, agent, answeredAtMs, endedAtMs };
}

function instantOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : parseInstant(value);
}

function valueOf(cell: string | undefined): string | undefined {
  return cell === '' || cell === 'NULL' ? undefined : cell;
}
