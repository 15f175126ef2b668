import * as z from 'zod/mini';
import type { ContactRecord } from '../../lib/app/record-contact-record';
import type { ContactFacts } from '../../lib/core/callback/attempt';
import { ownAttributes } from '../../lib/core/contact-attributes';
import { initiationOf } from '../../lib/core/lost/initiation';
import { msOf } from '../shared/connect-time';
import { idText, maybeArn, maybeId, maybeWord, word } from '../shared/input-limits';

/** Nobody is offered a call more often. */
const OFFERS_MAX = 1_000_000;

/** A contact record has a few KB; what a stream carries may be far larger. */
const RECORD_MAX = 1_000_000;

const recordSchema = z.object({
  ContactId: idText,
  InstanceARN: z.string(),
  Channel: word,
  InitiationMethod: word,
  InitialContactId: maybeId,
  NextContactId: maybeId,
  InitiationTimestamp: maybeWord,
  ConnectedToSystemTimestamp: maybeWord,
  DisconnectTimestamp: maybeWord,
  DisconnectReason: maybeWord,
  LastUpdateTimestamp: maybeWord,
  TransferCompletedTimestamp: maybeWord,
  TransferredToEndpoint: z.nullish(z.object({ Address: z.nullish(z.string()) })),
  CustomerEndpoint: z.nullish(z.object({ Address: maybeWord })),
  Attributes: z.nullish(z.record(z.string(), z.nullish(z.string()))),
  AgentConnectionAttempts: z.nullish(z.number().check(z.minimum(0), z.maximum(OFFERS_MAX))),
  Queue: z.nullish(z.object({ ARN: maybeArn, EnqueueTimestamp: maybeWord })),
  Agent: z.nullish(
    z.object({ ARN: maybeArn, ConnectedToAgentTimestamp: maybeWord, AfterContactWorkEndTimestamp: maybeWord }),
  ),
});

type Raw = z.infer<typeof recordSchema>;

/** `ignored`: well formed, and of no use to us. `malformed`: it never will be readable. */
export type ParsedContactRecord =
  | { readonly kind: 'record'; readonly record: ContactRecord }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads what a Kinesis record carries: one contact record as JSON. Of other instances, and of what is no call, none is of use. */
export function parseContactRecord(data: string, instanceArn: string): ParsedContactRecord {
  if (data.length > RECORD_MAX) return { kind: 'malformed', reason: `${data.length} characters` };
  const parsed = recordSchema.safeParse(jsonOf(data));
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].filter((field) => field !== '');
    return { kind: 'malformed', reason: fields.length === 0 ? 'not JSON of an object' : `wrong: ${fields.join(', ')}` };
  }
  const { InstanceARN, Channel } = parsed.data;
  if (InstanceARN !== instanceArn || Channel.toUpperCase() !== 'VOICE') return { kind: 'ignored' };
  return { kind: 'record', record: recordOf(parsed.data) };
}

function recordOf(raw: Raw): ContactRecord {
  const { ContactId, InitialContactId, NextContactId, Queue, CustomerEndpoint, TransferredToEndpoint } = raw;
  const initialContactId = textOf(InitialContactId);
  const isAway = textOf(TransferredToEndpoint?.Address) ?? msOf(raw.TransferCompletedTimestamp);
  const known = {
    initialContactId: initialContactId === ContactId ? undefined : initialContactId,
    queueId: textOf(Queue?.ARN)?.split('/').at(-1),
    customerNumber: textOf(CustomerEndpoint?.Address),
    nextContactId: textOf(NextContactId),
  };
  return {
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    initiation: initiationOf(raw.InitiationMethod),
    facts: factsOf(raw),
    attributes: ownAttributes(raw.Attributes ?? {}),
    offers: raw.AgentConnectionAttempts ?? 0,
    isTransferredOut: isAway !== undefined,
    updatedAtMs: msOf(raw.LastUpdateTimestamp) ?? msOf(raw.DisconnectTimestamp) ?? 0,
  };
}

function textOf(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function factsOf(raw: Raw): ContactFacts {
  const known = Object.entries({
    initiatedAtMs: msOf(raw.InitiationTimestamp),
    connectedToSystemAtMs: msOf(raw.ConnectedToSystemTimestamp),
    enqueuedAtMs: msOf(raw.Queue?.EnqueueTimestamp),
    agentId: raw.Agent?.ARN?.split('/').at(-1),
    connectedToAgentAtMs: msOf(raw.Agent?.ConnectedToAgentTimestamp),
    disconnectedAtMs: msOf(raw.DisconnectTimestamp),
    afterContactWorkEndedAtMs: msOf(raw.Agent?.AfterContactWorkEndTimestamp),
    disconnectReason: raw.DisconnectReason ?? undefined,
  }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), contactId: raw.ContactId };
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
