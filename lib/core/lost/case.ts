import type { LanguageCode } from '../speech/language-codes';
import type { Closing, LostReason, LostType } from './lost-words';

/** A case lives under the number of its caller and the queue in which the calls were lost. */
export interface CaseKey {
  /** E.164. */
  readonly number: string;
  readonly queue: string;
}

/** Who a caller is, where a directory knows it. */
export interface Customer {
  readonly name?: string;
  /** The Connect user id of the agent who looks after them. */
  readonly agentId?: string;
  readonly language?: LanguageCode;
  readonly isVip?: boolean;
}

/**
 * One thing that is known of a case. A case is the set of its marks: adding one again changes nothing, and in whatever
 * order they come, the same case results. Times are epoch milliseconds, cut to the second.
 */
export type CaseMark =
  /** A call was lost; of several marks of one call the greatest `basis` counts. `reason` absent: it was not lost after all. */
  | {
      readonly kind: 'lost';
      readonly callId: string;
      readonly basis: number;
      readonly startedAtMs: number;
      readonly endedAtMs: number;
      readonly lost?: { readonly type: LostType; readonly reason: LostReason };
    }
  /** We tried to reach the caller. `ref`: callback id and attempt, or the contact of a call that an agent made. */
  | { readonly kind: 'tried'; readonly ref: string; readonly atMs: number }
  /** Calls lost until then need nothing more. */
  | {
      readonly kind: 'closed';
      readonly how: Exclude<Closing, 'not_lost'>;
      /** The contact or callback that closed it, or an id of the deed by hand. */
      readonly ref: string;
      readonly atMs: number;
      /** The agent, or whoever did it by hand. */
      readonly by?: string;
      /** By hand: the reason. At most 200 characters. */
      readonly reason?: string;
    }
  /**
   * The callback that was registered for calls lost after `afterMs`; of several the one with the smallest id. `follows`: in
   * place of that one, which was withdrawn while the case was open.
   */
  | { readonly kind: 'callback'; readonly afterMs: number; readonly callbackId: string; readonly follows?: string }
  /** Until when calls lost after `afterMs` are to be dealt with; the earliest counts. */
  | { readonly kind: 'deadline'; readonly afterMs: number; readonly atMs: number }
  /** The deadline of calls lost after `afterMs` has passed. */
  | { readonly kind: 'overdue'; readonly afterMs: number; readonly atMs: number }
  /** What the directory said; the newest counts. */
  | { readonly kind: 'customer'; readonly atMs: number; readonly customer: Customer };

/**
 * All lost calls of one caller in one queue: a function of its marks. What is counted is the calls since the case was
 * last closed, or, of a processed case, those that were closed last.
 */
export interface LostCase extends CaseKey {
  /** A ULID. */
  readonly id: string;
  readonly status: 'open' | 'processed';
  /** When the caller first and last rang. How long they have been lost is the difference. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** When the last of them was lost: the end of that call. */
  readonly lostAtMs: number;
  /** How often the caller tried. Exact up to `TRIES_MAX`, and no greater. */
  readonly tries: number;
  /** How often we did. */
  readonly ourTries: number;
  /** Of the last lost call. */
  readonly type: LostType;
  readonly reason: LostReason;
  /** When the case was closed before the calls that are counted; 0 when it never was. */
  readonly afterMs: number;
  /** How often calls were lost after it had been closed. */
  readonly reopened: number;
  readonly callbackId?: string;
  readonly dueAtMs?: number;
  readonly overdueAtMs?: number;
  readonly customer?: Customer;
  /** Of a processed case. */
  readonly closed?: {
    readonly how: Closing;
    readonly ref: string;
    readonly atMs: number;
    readonly by?: string;
    readonly reason?: string;
  };
}

/** A case takes no more lost calls than this: an item must not grow without end. */
export const TRIES_MAX = 4_000;
