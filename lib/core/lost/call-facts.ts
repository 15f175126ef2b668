import type { Stage } from '../contact-attributes';
import type { LanguageCode } from '../speech/language-codes';

/** How one contact of a call began. `other`: it says nothing of how the call ended (a survey after it, say). */
export type SegmentKind = 'inbound' | 'transfer' | 'callback' | 'other';

/** What one source has told of one contact. Times are epoch milliseconds, cut to the second. */
export interface Told {
  readonly kind?: SegmentKind;
  readonly initiatedAtMs?: number;
  /** Connect's id of the queue. */
  readonly queueId?: string;
  /** What the flow has noted as the queue, by its name in the policy. */
  readonly queueName?: string;
  readonly enqueuedAtMs?: number;
  readonly agentId?: string;
  readonly connectedToAgentAtMs?: number;
  readonly disconnectedAtMs?: number;
  readonly afterContactWorkEndedAtMs?: number;
  /** As Connect words it. */
  readonly disconnectReason?: string;
  /** How often it was offered to an agent; records only. */
  readonly offers?: number;
  /** It went on to somebody outside the centre; records only. */
  readonly isTransferredOut?: boolean;
  /** The contact that it went on as. */
  readonly nextContactId?: string;
  /** As presented, in whatever form; empty: hidden. Absent: not told. */
  readonly from?: string;
  readonly stage?: Stage;
  /** The last prompt that the flow noted. */
  readonly prompt?: string;
  readonly language?: LanguageCode;
  /** A callback was registered during it, whatever its flow noted. */
  readonly tookCallback?: boolean;
}

/** One contact of a call: what events, DescribeContact and our own notes have told, and what its newest record says. */
export interface Segment {
  readonly contactId: string;
  readonly told?: Told;
  readonly record?: Told & { readonly updatedAtMs: number };
}

/** One inbound call: the contact it began as, and those it went on as. */
export interface CallFacts {
  /** The id of the first contact. */
  readonly callId: string;
  /** By contact id, each once, in the order of their ids. */
  readonly segments: readonly Segment[];
}
