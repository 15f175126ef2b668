import type { Stage } from '../contact-attributes';
import type { LanguageCode } from '../speech/language-codes';
import type { Exclusion, LostReason, LostType } from './lost-words';

/** What every call that is over has. Times are epoch milliseconds, cut to the second. */
export interface EndedCall {
  readonly callId: string;
  /** E.164; absent where the caller hid it, or it is no number. */
  readonly number?: string;
  /** By the policy's name; absent where it is none of ours. */
  readonly queue?: string;
  /** The other queues of ours in which the caller was before; absent where there is none, and of calls that were kept before this was. */
  readonly alsoIn?: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** When it entered the queue last; absent when it never did. */
  readonly enqueuedAtMs?: number;
  /** In the queue, until the agent came or the call ended; absent when it never was in one. */
  readonly waitMs?: number;
  /** How far the caller came, and what was played there. */
  readonly stage?: Stage;
  readonly prompt?: string;
  readonly language?: LanguageCode;
  /** Whether contact records have told of every part of it: then nothing more is to come. */
  readonly isFinal: boolean;
}

/** A call that is over, and what it was. A function of all facts known of it. */
export type JudgedCall = EndedCall &
  (
    | {
        readonly outcome: 'served';
        /** The contact in which the last agent talked with the caller. */
        readonly contactId: string;
        readonly agentId: string;
        readonly connectedAtMs: number;
        readonly talkMs: number;
        readonly afterContactWorkMs?: number;
        /** The agent passed the caller on to somebody outside the centre. */
        readonly isTransferredOut?: true;
      }
    | { readonly outcome: 'excluded'; readonly why: Exclusion }
    | {
        readonly outcome: 'lost';
        readonly number: string;
        readonly queue: string;
        readonly type: LostType;
        readonly reason: LostReason;
      }
  );

/** A lost call. */
export type LostCall = Extract<JudgedCall, { readonly outcome: 'lost' }>;

/** A conversation of a caller and an agent, whoever rang. Times are epoch milliseconds, cut to the second. */
export interface HandledCall {
  readonly contactId: string;
  /** E.164. */
  readonly number: string;
  /** By the policy's name; absent where it is none of ours, or Connect does not say (calls that agents make). */
  readonly queue?: string;
  readonly agentId: string;
  readonly how: 'rang_in' | 'called_back' | 'agent_dialed';
  /** When both were there. */
  readonly connectedAtMs: number;
  readonly endedAtMs: number;
  readonly afterContactWorkMs?: number;
}
