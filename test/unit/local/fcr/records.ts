import { stringify } from 'csv-stringify/sync';
import type { Rng } from '../../../../lib/core/rng';
import { contactAttributes } from '../../../../lib/core/contact-attributes';
import type { Trace, TraceCall } from '../../../../local/replay/trace/trace';

/** A contact record, as far as a test speaks of it. */
export interface TestRecord {
  readonly ContactId: string;
  readonly InitialContactId?: string | null;
  readonly RelatedContactId?: string | null;
  readonly Channel?: string;
  readonly InitiationMethod?: string;
  readonly InitiationTimestamp?: string | null;
  readonly DisconnectTimestamp?: string | null;
  readonly LastUpdateTimestamp?: string;
  readonly CustomerEndpoint?: { readonly Address: string; readonly Type: string } | null;
  readonly TransferredToEndpoint?: { readonly Address: string; readonly Type: string } | null;
  readonly Queue?: { readonly ARN: string; readonly Name: string | null } | null;
  readonly Agent?: {
    readonly ARN: string;
    readonly Username: string | null;
    readonly ConnectedToAgentTimestamp: string;
  } | null;
  readonly Attributes?: Readonly<Record<string, string>>;
}

const instance = 'arn:aws:connect:us-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const none = { InitialContactId: null, RelatedContactId: null, Queue: null, Agent: null, CustomerEndpoint: null };

export const iso = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

export function queueOf(name: string): NonNullable<TestRecord['Queue']> {
  return { ARN: `${instance}/queue/id-of-${name}`, Name: name };
}

export function agentOf(name: string, atMs: number): NonNullable<TestRecord['Agent']> {
  return { ARN: `${instance}/agent/id-of-${name}`, Username: name, ConnectedToAgentTimestamp: iso(atMs) };
}

export function numberOf(address: string): NonNullable<TestRecord['CustomerEndpoint']> {
  return { Address: address, Type: 'TELEPHONE_NUMBER' };
}

/** A record that is whole; what a test does not speak of is null. */
export function recordOf(changes: TestRecord): TestRecord {
  const times = { InitiationTimestamp: '2026-03-02T17:00:00Z', DisconnectTimestamp: '2026-03-02T17:05:00Z' };
  const kind = { Channel: 'VOICE', InitiationMethod: 'INBOUND', LastUpdateTimestamp: '2026-03-02T17:06:00Z' };
  return { ...kind, ...times, ...none, Attributes: {}, ...changes };
}

/** The calls of a log as Connect would have recorded them. */
export function recordsOf(trace: Trace): readonly TestRecord[] {
  const calls = trace.days.flatMap((day) => day.calls);
  const idOf = ({ row }: TraceCall): string => `contact-${row}`;
  const shared = (call: TraceCall): TestRecord => ({
    ContactId: idOf(call),
    InitiationTimestamp: iso(call.enteredAtMs ?? call.arrivedAtMs),
    DisconnectTimestamp: iso(call.endedAtMs),
    LastUpdateTimestamp: iso(call.endedAtMs + 60_000),
    CustomerEndpoint: numberOf(call.caller === undefined ? 'anonymous' : `+97257${call.caller.padStart(7, '0')}`),
    Agent: call.answeredAtMs === undefined ? null : agentRecorded(call, call.answeredAtMs),
  });
  const rangIn = calls.map((call) => {
    const isQueued = call.isQueued === true || call.answeredAtMs !== undefined;
    return recordOf({
      ...shared(call),
      ...(isQueued ? { Queue: queueOf(call.queue) } : { Attributes: { [contactAttributes.queueName]: call.queue } }),
    });
  });
  const calledBack = (trace.returned ?? []).map((call) => {
    const before = calls.findLast((one) => one.caller === call.caller && one.arrivedAtMs < call.arrivedAtMs);
    const Queue = call.caller === undefined || before === undefined ? null : queueOf(before.queue);
    const Attributes = { [contactAttributes.callbackId]: `callback-${call.row}` };
    return recordOf({ ...shared(call), InitiationMethod: 'API', Queue, Attributes });
  });
  return [...rangIn, ...calledBack];
}

function agentRecorded(call: TraceCall, atMs: number): TestRecord['Agent'] {
  if (call.agent !== undefined) return agentOf(call.agent, atMs);
  return { ARN: '', Username: null, ConnectedToAgentTimestamp: iso(atMs) };
}

/** Each record twice, with an older one that knew of no agent, in an order drawn at random. */
export function redelivered(records: readonly TestRecord[], rng: Rng): readonly TestRecord[] {
  const all = records.flatMap((record) => {
    const older = { ...record, Agent: null, LastUpdateTimestamp: record.DisconnectTimestamp ?? '' };
    return [record, older, record].map((one) => ({ one, at: rng.next() }));
  });
  return all.toSorted((a, b) => a.at - b.at).map(({ one }) => one);
}

export function jsonLines(records: readonly TestRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** One column for each field, its name with dots. */
export function csvOf(records: readonly TestRecord[]): string {
  const flat = records.map((record) => flattened(record));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  return stringify(flat, { header: true, columns, record_delimiter: 'windows' });
}

function flattened(value: object, prefix = ''): Readonly<Record<string, string>> {
  const cells = Object.entries(value).map(([key, inner]): Readonly<Record<string, string>> => {
    if (typeof inner === 'object' && inner !== null) return flattened(inner, `${prefix}${key}.`);
    return { [`${prefix}${key}`]: inner === null ? '' : String(inner) };
  });
  return Object.assign({}, ...cells);
}
