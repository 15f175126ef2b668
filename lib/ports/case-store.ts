import type { CaseKey, CaseMark, LostCase } from '../core/lost/case';
import type { Page } from './page';
import type { PutOutcome } from './stored';

/** A case as its marks are stored; what follows from them is `foldCase`'s to say. */
export interface MarkedCase extends CaseKey {
  readonly id: string;
  readonly marks: readonly CaseMark[];
  /** One more with each write of marks. */
  readonly version: number;
}

/** Which cases a reader wants. All that is named must hold; times are the end of the last lost call, or of closing. */
export interface CaseQuery {
  readonly status: 'open' | 'processed';
  readonly fromMs: number;
  /** The first instant that is left out. */
  readonly toMs: number;
  readonly queue?: string | undefined;
  readonly reason?: string | undefined;
  /** The agent who looks after the caller, or who closed the case. */
  readonly agent?: string | undefined;
}

/** What counting needs of an open case: where calls were lost, and when the last of them was. */
export type OpenCase = Pick<LostCase, 'queue' | 'lostAtMs'>;

/**
 * Where cases are kept. Marks are added without condition, so that any number of writers may add at once and none has to
 * repeat; whoever added last settles the summary. Members throw AdapterError when the store does not answer.
 */
export interface CaseStore {
  /** Adds marks to the case, which comes into being with `newId` if there is none. What it holds after the write. */
  readonly open: (key: CaseKey, marks: readonly CaseMark[], newId: string) => Promise<MarkedCase>;
  /** Adds marks to a case that is there; undefined where there is none. */
  readonly mark: (key: CaseKey, marks: readonly CaseMark[]) => Promise<MarkedCase | undefined>;
  /** Writes what follows from the marks, for lists and timers; `conflict` when marks have been added since: they settle it. */
  readonly settle: (summary: LostCase, version: number) => Promise<PutOutcome>;
  readonly get: (key: CaseKey) => Promise<MarkedCase | undefined>;
  readonly ofCaller: (number: string) => Promise<readonly MarkedCase[]>;
  /** The key of a case by its id. */
  readonly keyOf: (id: string) => Promise<CaseKey | undefined>;
  /** Settled cases, the latest first. At most three queries a page. */
  readonly page: (
    query: CaseQuery,
    page: { readonly limit: number; readonly next?: string | undefined },
  ) => Promise<Page<LostCase>>;
  /**
   * Settled open cases of whole months, from that of `fromMs` to that of `toMs`: the longest alone first, and no more than
   * `limit`. A query a month, and what cannot be read is left out: it is for counting.
   */
  readonly stillOpen: (
    span: { readonly fromMs: number; readonly toMs: number },
    limit: number,
  ) => Promise<readonly OpenCase[]>;
  /** Open cases whose deadline has passed and which are not yet marked as overdue, earliest first. */
  readonly due: (nowMs: number, limit: number) => Promise<readonly CaseKey[]>;
}
