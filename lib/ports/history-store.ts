import type { HandledCall, LostCall } from '../core/lost/judged-call';

/** What a caller has been through, by number. Members throw AdapterError when the store does not answer. */
export interface HistoryStore {
  /** Keeps a lost call, or what is now known of it; `basis` is the version of the call that it was judged by, and the greatest wins. */
  readonly keepLost: (lost: LostCall, basis: number) => Promise<void>;
  /** It was not lost after all, as that version of the call shows; nothing where it is not kept. */
  readonly dropLost: (lost: Pick<LostCall, 'callId' | 'number' | 'startedAtMs'>, basis: number) => Promise<void>;
  /** Keeps a conversation; one that is kept is replaced only by one that knows of its after-contact work. */
  readonly keepHandled: (handled: HandledCall) => Promise<void>;
  /** Its row under that time goes: the record of the conversation tells of another second. Nothing where there is none. */
  readonly dropHandled: (handled: Pick<HandledCall, 'contactId' | 'number' | 'connectedAtMs'>) => Promise<void>;
  /** Lost calls that began at `fromMs` or later, in order of their start. Strongly consistent. */
  readonly lostSince: (number: string, fromMs: number) => Promise<readonly LostCall[]>;
  /** Conversations that began at `fromMs` or later, in order of their beginning. Strongly consistent. */
  readonly handledSince: (number: string, fromMs: number) => Promise<readonly HandledCall[]>;
  /** The last conversations, the newest first, no more than `limit`; one query. Strongly consistent. */
  readonly lastHandled: (number: string, limit: number) => Promise<readonly HandledCall[]>;
}
