import type { CallFacts } from '../core/lost/call-facts';
import type { JudgedCall } from '../core/lost/judged-call';
import type { AdapterError } from './adapter-error';
import type { Page } from './page';
import type { PutOutcome, Stored } from './stored';

/** One inbound call: what is known of it and, once it is over, what it was. */
export interface CallEntry {
  readonly facts: CallFacts;
  readonly judged?: JudgedCall;
}

/** Calls of one day. */
export interface CallsOfDay extends Page<JudgedCall> {
  /** The faults of those of the page that nobody can read, one each. */
  readonly unreadable?: readonly AdapterError[];
}

/** Where inbound calls are kept, one item each. Members throw AdapterError when the store does not answer. */
export interface CallStore {
  readonly get: (callId: string) => Promise<Stored<CallEntry> | undefined>;
  readonly put: (entry: CallEntry, expectedVersion: number) => Promise<PutOutcome>;
  /**
   * Calls that are over and began on that day (UTC, `2026-03-02`), in order of their start. One query a page; the reader
   * goes on with `next`.
   */
  readonly ofDay: (
    day: string,
    page: { readonly limit: number; readonly next?: string | undefined },
  ) => Promise<CallsOfDay>;
}
