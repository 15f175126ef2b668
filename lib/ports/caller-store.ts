import type { LanguageCode } from '../core/speech/language-codes';

/** What is kept of a caller beyond any callback, by number. */
export interface CallerProfile {
  readonly language?: LanguageCode;
  /** When the caller asked never to be called; absent when callbacks are welcome. */
  readonly optedOutAtMs?: number;
  /** When somebody decided that this caller is not to be called; the caller cannot lift it. */
  readonly blockedAtMs?: number;
}

/** What is left out stays as it is. */
export interface ProfileChange {
  readonly language?: LanguageCode | undefined;
  /** `lifted`: the caller may be called again. */
  readonly optedOutAtMs?: number | 'lifted' | undefined;
  readonly blockedAtMs?: number | 'lifted' | undefined;
}

/** A call on which a caller came to us: its flow asked at that time who that is. */
export interface CallOnLine {
  readonly contactId: string;
  readonly atMs: number;
}

/** Where callers are kept; profiles never expire, the last call does after a day. Members throw AdapterError when the store does not answer. */
export interface CallerStore {
  /** Strongly consistent: an opt-out or a block counts from the moment it is stored. */
  readonly get: (number: string) => Promise<CallerProfile | undefined>;
  readonly remember: (number: string, change: ProfileChange) => Promise<void>;
  /** Keeps a call as the caller's last one, in place of the one before. */
  readonly noteCall: (number: string, call: CallOnLine) => Promise<void>;
  /** Strongly consistent; it may be over. */
  readonly lastCall: (number: string) => Promise<CallOnLine | undefined>;
}
