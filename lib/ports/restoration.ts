import type { Callback } from '../core/callback/callback';
import type { KeptThing } from './erasure';

/** What an item of a table is, by its key. `passing`: true of a moment only, as who is free or how fast is dialed. */
export type OldKind =
  | Exclude<KeptThing['kind'], 'dial_guard' | 'claim' | 'language'>
  | 'slot'
  | 'delivery'
  | 'day_of_agents'
  | 'passing'
  | 'unknown';

/** One item of a restored table. */
export interface OldItem {
  readonly kind: OldKind;
  /** From when on it is kept no longer; absent: for ever. */
  readonly expiresAtMs?: number;
  /** Of a callback that can be read. */
  readonly callback?: Callback;
  /** Of a callback that cannot. */
  readonly isUnreadable?: true;
  /** By which the table that it came from knows it. */
  readonly handle: object;
}

/** A restored table, read whole and once, and the live table, which is only asked and added to by key. */
export interface Restoration {
  /** Every item of the restored table, a page at a time. */
  readonly pages: () => AsyncIterable<readonly OldItem[]>;
  /** Whether the live table has anything under the item's key. */
  readonly isThere: (item: OldItem) => Promise<boolean>;
  /** Whether the live table has the copy that is written when that callback has ended. */
  readonly hasEnded: (callback: Callback) => Promise<boolean>;
  /** Adds the item to the live table as it was, unless there is something under its key by now. */
  readonly bringBack: (item: OldItem) => Promise<'stored' | 'conflict'>;
}
