import { contactAttributes, type Stage } from '../../../lib/core/contact-attributes';
import type { Policy } from '../../../lib/core/policy/policy';
import type { RecordedCall } from '../../connect/types';
import { entryFlowId } from '../../flows/local-shelf';
import { agentIdOf, CENTRE_NUMBER, type CentreAgent } from '../../run/centre-setup';
import { idFor } from '../../run/ids';
import { agentOf, queueName } from '../trace-centre';
import { AFTER_CONTACT_WORK_MS, type Shift } from '../trace/shifts';
import { createNumbers } from '../trace/synthetic-number';
import type { Trace, TraceCall } from '../trace/trace';

/** One row of a log as it is to be played. */
export interface RecordedRow {
  readonly row: number;
  readonly atMs: number;
  /** By the policy's name. */
  readonly queue: string;
  readonly call: RecordedCall;
}

/** Who is meant where a log does not say which agent it was. */
const unnamedAgent = 'NO_SERVER';

/** The agent who stands for all whom the log does not name; never at work, so never given a call. */
export function unnamedAgentOf({ queues }: Policy): CentreAgent {
  return { name: unnamedAgent, queues: queues.map(({ name }) => name) };
}

/** Every call of a log with the course that the log gives it, in the order in which they came in. */
export function recordedRows(
  trace: Trace,
  policy: Policy,
  shifts: readonly (readonly Shift[])[],
): readonly RecordedRow[] {
  const calls = trace.days.flatMap((day) => day.calls);
  const returned = trace.returned ?? [];
  const numberOf = createNumbers(trace.format, [...calls, ...returned]);
  // A log that knows its callers and does not know this one: the number was withheld.
  const hasCallers = calls.some(({ caller }) => caller !== undefined);
  const customer = (call: TraceCall) => (hasCallers && call.caller === undefined ? null : numberOf(call));
  const unnamed = agentIdOf(unnamedAgentOf(policy));
  const agents = agentsByDay(trace, shifts);
  const agentFor = (call: TraceCall) => agents.get(agentKey(dayOf(call), call.agent ?? unnamedAgent)) ?? unnamed;
  const rows = [
    ...calls.map((call) => rungIn(call, customer(call), agentFor(call))),
    ...returned.map((call) => rungByAgent(call, customer(call), agentFor(call))),
  ];
  return rows.toSorted((a, b) => a.atMs - b.atMs || a.row - b.row);
}

function rungIn(call: TraceCall, customerNumber: string | null, agentId: string): RecordedRow {
  const queue = queueName(call.queue);
  const { row, arrivedAtMs, answeredAtMs, enteredAtMs = arrivedAtMs, isQueued = true } = call;
  // Connect connects agents to queued contacts only, so who was answered at once was queued for that instant.
  const hasQueue = isQueued || answeredAtMs !== undefined;
  return {
    row,
    atMs: enteredAtMs,
    queue,
    call: {
      contactId: contactIdOf(row),
      initiationMethod: 'INBOUND',
      customerNumber,
      systemNumber: CENTRE_NUMBER,
      flowId: entryFlowId(queue),
      attributes: { ...stage('entered'), [contactAttributes.queueName]: queue },
      notedInMenu: stage('menu'),
      ...(hasQueue
        ? { queued: { atMs: arrivedAtMs, queueId: idFor('queue', call.queue), noted: stage('queued') } }
        : {}),
      ...endOf(call, agentId),
    },
  };
}

/** A call that the centre returned is an agent's own dial; who hung up on it before an agent came, nobody talked to. */
function rungByAgent(call: TraceCall, customerNumber: string | null, agentId: string): RecordedRow {
  const { row, queue, arrivedAtMs, enteredAtMs = arrivedAtMs } = call;
  return {
    row,
    atMs: enteredAtMs,
    queue: queueName(queue),
    call: {
      contactId: contactIdOf(row),
      initiationMethod: 'OUTBOUND',
      customerNumber,
      systemNumber: CENTRE_NUMBER,
      flowId: '',
      attributes: {},
      ...endOf(call, agentId),
    },
  };
}

/** The same in every run, whatever else happens in it. */
function contactIdOf(row: number): string {
  return idFor('recorded call', String(row));
}

function endOf(call: TraceCall, agentId: string): Pick<RecordedCall, 'agent' | 'ended' | 'afterContactWorkMs'> {
  const { answeredAtMs, endedAtMs } = call;
  return {
    ...(answeredAtMs === undefined ? {} : { agent: { atMs: answeredAtMs, agentId } }),
    // Who ended a call that was served, no log says.
    ended: { atMs: endedAtMs, reason: 'CUSTOMER_DISCONNECT' },
    afterContactWorkMs: AFTER_CONTACT_WORK_MS,
  };
}

function stage(reached: Stage): Readonly<Record<string, string>> {
  return { [contactAttributes.stage]: reached };
}

/** Ids of agents by day and name: whoever serves other queues on another day is another user of the centre. */
function agentsByDay({ days }: Trace, shifts: readonly (readonly Shift[])[]): ReadonlyMap<string, string> {
  return new Map(
    days.flatMap(({ day }, index) =>
      (shifts[index] ?? []).map((shift) => [agentKey(day, shift.agent), agentIdOf(agentOf(shift))] as const),
    ),
  );
}

function agentKey(day: string, agent: string): string {
  return `${day} ${agent}`;
}

function dayOf({ arrivedAtMs }: TraceCall): string {
  return new Date(arrivedAtMs).toISOString().slice(0, 10);
}
