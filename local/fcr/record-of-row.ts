import { contactAttributes } from '../../lib/core/contact-attributes';
import { initiationOf, type Initiation } from '../../lib/core/lost/initiation';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import type { RecordRow } from './record-rows';
import type { BrokenLine } from './source-calls';

/** What a contact record tells of first call resolution. Times are epoch milliseconds. */
export interface FcrRecord {
  readonly contactId: string;
  /** The first contact of the chain; its own id where it is that one. */
  readonly callId: string;
  readonly initiation: Initiation;
  /** E.164; absent where the caller hid it. */
  readonly number?: string;
  /** By its name, else by its id. */
  readonly queue?: string;
  /** It was for one agent alone, in that agent's own queue, which no caller rings. */
  readonly isAgentsOwn: boolean;
  /** What a flow has noted as the queue, which a caller may have left before entering any. */
  readonly queueNoted?: string;
  readonly agentId?: string;
  readonly relatedContactId?: string;
  /** Its agent passed the caller on to somebody outside. */
  readonly isTransferredOut: boolean;
  /** It carries the id of a callback of ours. */
  readonly isOurCallback: boolean;
  readonly startedAtMs: number;
  readonly connectedToAgentAtMs?: number;
  /** Absent only where no agent came. */
  readonly endedAtMs?: number;
  readonly updatedAtMs: number;
}

/** `other_channel`: a chat, a task, an e-mail. */
export type RecordReading =
  | { readonly kind: 'record'; readonly record: FcrRecord }
  | { readonly kind: 'other_channel' }
  | { readonly kind: 'broken'; readonly broken: BrokenLine };

/** Which field cannot be used. */
class FieldFault extends Error {
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

/** Reads one contact record; what is wrong with it is told by its field. */
export function recordOfRow(row: RecordRow): RecordReading {
  try {
    if (neededText(row, 'Channel').toUpperCase() !== 'VOICE') return { kind: 'other_channel' };
    return { kind: 'record', record: readRecord(row) };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { kind: 'broken', broken: { line: row.line, field: error.field, reason: error.reason } };
  }
}

function readRecord(row: RecordRow): FcrRecord {
  const contactId = neededText(row, 'ContactId');
  const times = timesOf(row);
  const number = parsePhoneNumber(textOf(row, 'CustomerEndpoint.Address'));
  const queueArn = textOf(row, 'Queue.ARN');
  // Connect gives it no name, and `agent` in its ARN.
  const isAgentsOwn = queueArn?.includes('/queue/agent/') === true;
  const known = {
    number: number.ok ? number.value : undefined,
    queue: isAgentsOwn ? undefined : (textOf(row, 'Queue.Name') ?? idIn(queueArn)),
    queueNoted: textOf(row, `Attributes.${contactAttributes.queueName}`),
    agentId: textOf(row, 'Agent.Username') ?? idIn(textOf(row, 'Agent.ARN')),
    relatedContactId: textOf(row, 'RelatedContactId'),
  };
  return {
    ...Object.fromEntries(Object.entries({ ...known, ...times }).filter(([, value]) => value !== undefined)),
    contactId,
    callId: textOf(row, 'InitialContactId') ?? contactId,
    initiation: initiationOf(neededText(row, 'InitiationMethod')),
    isAgentsOwn,
    isTransferredOut: awayOf(row) !== undefined,
    isOurCallback: textOf(row, `Attributes.${contactAttributes.callbackId}`) !== undefined,
    startedAtMs: times.startedAtMs,
    updatedAtMs: timeOf(row, 'LastUpdateTimestamp') ?? times.endedAtMs ?? times.startedAtMs,
  };
}

function awayOf(row: RecordRow): string | undefined {
  return textOf(row, 'TransferredToEndpoint.Address') ?? textOf(row, 'TransferCompletedTimestamp');
}

function timesOf(row: RecordRow) {
  const startedAtMs = timeOf(row, 'InitiationTimestamp');
  if (startedAtMs === undefined) throw new FieldFault('InitiationTimestamp', 'is missing');
  const connectedToAgentAtMs = timeOf(row, 'Agent.ConnectedToAgentTimestamp');
  const endedAtMs = timeOf(row, 'DisconnectTimestamp');
  if (connectedToAgentAtMs !== undefined && endedAtMs === undefined) {
    throw new FieldFault('DisconnectTimestamp', 'is missing, although an agent came');
  }
  if (endedAtMs !== undefined && endedAtMs < (connectedToAgentAtMs ?? startedAtMs)) {
    throw new FieldFault('DisconnectTimestamp', 'is before the call');
  }
  return { startedAtMs, connectedToAgentAtMs, endedAtMs };
}

function idIn(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}

function neededText(row: RecordRow, name: string): string {
  const text = textOf(row, name);
  if (text === undefined) throw new FieldFault(name, 'is missing');
  return text;
}

function textOf(row: RecordRow, name: string): string | undefined {
  const value = row.field(name);
  if (value === undefined || typeof value === 'string') return value;
  throw new FieldFault(name, 'is no text');
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Connect writes UTC; an export may have left out the letter for it. */
function timeOf(row: RecordRow, name: string): number | undefined {
  const text = textOf(row, name);
  if (text === undefined) return undefined;
  const [, day, clock, zone = 'Z'] = INSTANT.exec(text) ?? [];
  const atMs = Date.parse(`${day}T${clock}${zone.toUpperCase() === 'UTC' ? 'Z' : zone}`);
  if (Number.isNaN(atMs)) throw new FieldFault(name, 'is no time such as 2026-03-02T17:00:00Z');
  return atMs;
}
