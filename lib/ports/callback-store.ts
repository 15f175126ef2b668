import type { Callback, CallbackIn, Closed, GivenTo } from '../core/callback/callback';
import type { Place } from '../core/callback/line-order';
import type { DialInFlight, LineEntry } from '../core/dispatch/plan';
import type { Page } from './page';
import type { PutOutcome, Stored } from './stored';

/** Where a callback lives: one number has at most one callback in a queue, and the key itself is the guard. */
export interface CallbackKey {
  readonly number: string;
  readonly queue: string;
}

/** A timer that has run out, as the index proposes it; the callback itself decides. */
export interface DueProposal extends CallbackKey {
  readonly id: string;
  /** When its timer ran out. */
  readonly dueAtMs: number;
}

/** A dial in flight as the index proposes it. */
export interface FlightProposal extends DialInFlight, CallbackKey {
  readonly attempt: number;
  readonly contactId?: string;
  readonly given?: GivenTo;
}

/**
 * Where callbacks are kept. Every change is one conditional write to one item. Indexes may lag: they propose, and the
 * conditional write decides. Members throw AdapterError when the store does not answer.
 */
export interface CallbackStore {
  readonly get: (key: CallbackKey) => Promise<Stored<Callback> | undefined>;
  /** The callback with that id, open or closed, even after a new request took its key. */
  readonly find: (id: string) => Promise<Callback | undefined>;
  /** Current callbacks that a caller's number leads to: kept under it, asked for from it, or called on it. */
  readonly ofCaller: (number: string) => Promise<readonly Stored<Callback>[]>;
  /**
   * Stores a new request under its key: `expectedVersion` 0 when the key must be free, else the version of the archived
   * callback it replaces. Its id and alias can be looked up from the moment this resolves.
   */
  readonly register: (callback: Callback, expectedVersion: number) => Promise<PutOutcome>;
  /**
   * Makes one more number lead to a callback, before the callback says that it is called there: one that does not, or
   * not any more, is not led to. Numbers led here in this way never hide each other.
   */
  readonly alias: (number: string, callback: CallbackKey & { readonly deadlineMs: number }) => Promise<void>;
  /** Replaces the callback if it still has the expected version. */
  readonly put: (callback: Callback, expectedVersion: number) => Promise<PutOutcome>;
  /**
   * Writes the copy for reports, made from that version of the callback. A repeat writes the same copy, and whoever is
   * late with an older version changes nothing.
   */
  readonly archive: (callback: CallbackIn<Closed>, version: number) => Promise<void>;
  /**
   * Copies of callbacks that closed so in a month (UTC, `2026-03`), in order of closing, from `fromMs` on where that is
   * given. One query a page.
   */
  readonly closedOf: (
    outcome: Closed['outcome'],
    month: string,
    page: { readonly limit: number; readonly next?: string | undefined; readonly fromMs?: number },
  ) => Promise<Page<CallbackIn<Closed>>>;
  /** The first callbacks of a line, in order. */
  readonly line: (
    line: { readonly queue: string; readonly class: string },
    limit: number,
  ) => Promise<readonly LineEntry[]>;
  /** How many of a line stand before a place; counts no further than `limit`. */
  readonly countBefore: (
    line: { readonly queue: string; readonly class: string },
    place: Place,
    limit: number,
  ) => Promise<number>;
  /** Dials that are offered, ringing or answered. */
  readonly inFlight: () => Promise<readonly FlightProposal[]>;
  /** Callbacks whose timer has run out, earliest first. */
  readonly due: (nowMs: number, limit: number) => Promise<readonly DueProposal[]>;
}
