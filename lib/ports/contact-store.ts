import type { CallbackKey } from './callback-store';

/** What is remembered of a contact, so that any event finds its way back with one read. */
export type RememberedContact =
  | {
      readonly kind: 'inbound';
      readonly contactId: string;
      /** E.164; absent when the caller hid it. */
      readonly number?: string;
      readonly queue: string;
      readonly enteredAtMs: number;
      /** The wait that was predicted when the caller rang, milliseconds. */
      readonly expectedWaitMs?: number;
    }
  | {
      readonly kind: 'dial';
      readonly contactId: string;
      readonly callbackId: string;
      readonly key: CallbackKey;
      readonly attempt: number;
    };

/** Where contacts are remembered. Writing one again changes nothing: the first write stands. */
export interface ContactStore {
  readonly remember: (contact: RememberedContact, nowMs: number) => Promise<void>;
  readonly get: (contactId: string) => Promise<RememberedContact | undefined>;
}
