import type { ToldWait } from '../core/wait/blend';
import type { WaitEnd, WaitEnds } from '../core/wait/wait-outcome';
import type { WaitRange } from '../core/wait/wait-range';
import type { CallbackKey } from './callback-store';

/** What is remembered of a contact, so that any event finds its way back with one read. */
export type RememberedContact =
  | ({
      readonly kind: 'inbound';
      readonly contactId: string;
      /** E.164; absent when the caller hid it. */
      readonly number?: string;
      readonly queue: string;
      readonly enteredAtMs: number;
      /** The wait that was predicted when the caller rang, milliseconds. */
      readonly expectedWaitMs?: number;
      /** Around it: one in ten is served sooner, one in ten later. */
      readonly expectedRange?: WaitRange;
      /** What that prediction was made of, where the caller was told how long holding would take. */
      readonly told?: ToldWait;
      /** Later calls whose callers were told how long the callback that this one asked for would take. */
      readonly returningContactIds?: ReadonlySet<string>;
      /** When a callback was registered during this call. */
      readonly tookCallbackAtMs?: number;
    } & WaitEnds)
  | {
      readonly kind: 'dial';
      readonly contactId: string;
      readonly callbackId: string;
      readonly key: CallbackKey;
      readonly attempt: number;
    }
  | {
      readonly kind: 'task';
      readonly contactId: string;
      readonly callbackId: string;
      readonly key: CallbackKey;
      /** Which of the callback's tasks it is. */
      readonly clientToken: string;
    };

/** Nobody rings in more often than this about one callback, and an item must not grow without end. */
export const RETURNS_MAX = 20;

/** Where contacts are remembered. Writing one again changes nothing: the first write stands. */
export interface ContactStore {
  readonly remember: (contact: RememberedContact, nowMs: number) => Promise<void>;
  readonly get: (contactId: string) => Promise<RememberedContact | undefined>;
  /** Adds what became of a caller; nothing where no wait was told. The first agent counts, and the last time of leaving. */
  readonly noteEnd: (contactId: string, end: WaitEnd) => Promise<void>;
  /** Notes a later call that was told of the callback which this one asked for; nothing where this one is not remembered. */
  readonly noteReturn: (contactId: string, returningContactId: string) => Promise<void>;
  /** Notes that a callback was registered during an inbound call, the first time; nothing where it is not remembered. */
  readonly noteCallback: (contactId: string, atMs: number) => Promise<void>;
}
