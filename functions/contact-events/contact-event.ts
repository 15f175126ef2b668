import * as z from 'zod/mini';
import type { ContactEvent } from '../../lib/app/record-contact-event';
import type { ContactFacts } from '../../lib/core/callback/attempt';
import { initiationOf } from '../../lib/core/lost/initiation';
import { msOf } from '../shared/connect-time';
import { idText, maybeArn, maybeId, maybeWord, word } from '../shared/input-limits';

const detailSchema = z.object({
  eventtype: word,
  contactid: idText,
  initialcontactid: maybeId,
  channel: word,
  initiationmethod: word,
  initiationtimestamp: maybeWord,
  connectedtosystemtimestamp: maybeWord,
  disconnecttimestamp: maybeWord,
  queueinfo: z.nullish(z.object({ queuearn: maybeArn, enqueuetimestamp: maybeWord })),
  agentinfo: z.nullish(
    z.object({
      agentarn: maybeArn,
      connectedtoagenttimestamp: maybeWord,
      aftercontactworkendtimestamp: maybeWord,
    }),
  ),
});

const kinds: Readonly<Record<string, ContactEvent['kind']>> = {
  INITIATED: 'initiated',
  CONNECTED_TO_SYSTEM: 'connected_to_system',
  QUEUED: 'queued',
  CONNECTED_TO_AGENT: 'connected_to_agent',
  DISCONNECTED: 'disconnected',
  COMPLETED: 'completed',
};

/** What can be of use to us: calls, and tasks, some of which are ours. */
const channels: Readonly<Record<string, Pick<ContactEvent, 'channel'>>> = { VOICE: {}, TASK: { channel: 'task' } };

/** `ignored`: well formed, and of no use to us. `malformed`: not a contact event. */
export type ParsedContactEvent =
  | { readonly kind: 'event'; readonly event: ContactEvent }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

/** Reads an EventBridge contact event. Some samples are in PascalCase, so names are compared without case. */
export function parseContactEvent(envelope: unknown): ParsedContactEvent {
  const parsed = z.object({ detail: z.unknown() }).safeParse(envelope);
  const detail = detailSchema.safeParse(parsed.success ? lowerKeys(parsed.data.detail) : undefined);
  if (!detail.success) return { kind: 'malformed' };
  const { eventtype, channel, initiationmethod } = detail.data;
  const kind = kinds[eventtype.toUpperCase()];
  const channelOf = channels[channel.toUpperCase()];
  if (kind === undefined || channelOf === undefined) return { kind: 'ignored' };
  const event: ContactEvent = {
    kind,
    ...channelOf,
    initiation: initiationOf(initiationmethod),
    ...linksOf(detail.data),
    facts: factsOf(detail.data),
  };
  return { kind: 'event', event };
}

type Detail = z.infer<typeof detailSchema>;

/** The queue, and the first contact of the chain when this is a later one. */
function linksOf({
  contactid,
  initialcontactid,
  queueinfo,
}: Detail): Pick<ContactEvent, 'queueId' | 'initialContactId'> {
  const queueId = queueinfo?.queuearn?.split('/').at(-1);
  const isLater = typeof initialcontactid === 'string' && initialcontactid !== contactid;
  return {
    ...(queueId === undefined ? {} : { queueId }),
    ...(isLater ? { initialContactId: initialcontactid } : {}),
  };
}

function factsOf({ contactid, queueinfo, agentinfo, ...times }: Detail): ContactFacts {
  return present({
    contactId: contactid,
    initiatedAtMs: msOf(times.initiationtimestamp),
    connectedToSystemAtMs: msOf(times.connectedtosystemtimestamp),
    enqueuedAtMs: msOf(queueinfo?.enqueuetimestamp),
    agentId: agentinfo?.agentarn?.split('/').at(-1),
    connectedToAgentAtMs: msOf(agentinfo?.connectedtoagenttimestamp),
    disconnectedAtMs: msOf(times.disconnecttimestamp),
    afterContactWorkEndedAtMs: msOf(agentinfo?.aftercontactworkendtimestamp),
  });
}

function present(
  facts: { readonly [K in keyof ContactFacts]: ContactFacts[K] | undefined } & { contactId: string },
): ContactFacts {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), contactId: facts.contactId };
}

function lowerKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]));
}
