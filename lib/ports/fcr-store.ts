import type { FcrDay, FcrRanking } from '../core/fcr/fcr-ranking';

/** What became of one lost-call callback: sent to the best agents, or with an agent. */
export interface ShareNote {
  readonly callbackId: string;
  readonly attempt: number;
}

/** Lost-call callbacks of one queue and day, each attempt once. */
export interface NotedShares {
  readonly promised: readonly (ShareNote & { readonly atMs: number })[];
  readonly taken: readonly (ShareNote & { readonly agentId: string })[];
}

/**
 * What is measured of first call resolution, and how lost-call callbacks are shared out. Members throw AdapterError when the
 * store does not answer.
 */
export interface FcrStore {
  /** Days of a queue that were counted, from one to another, both included, in order. */
  readonly days: (queue: string, fromDay: string, toDay: string) => Promise<readonly FcrDay[]>;
  /** Keeps what was counted of a day; a later count of the same day replaces it. */
  readonly putDay: (queue: string, day: FcrDay) => Promise<void>;
  readonly ranking: (queue: string) => Promise<FcrRanking | undefined>;
  /** Keeps a ranking unless one that was computed later is kept. */
  readonly putRanking: (queue: string, ranking: FcrRanking) => Promise<void>;
  /** Keeps that a callback was sent to the best agents; a repeat changes nothing but perhaps the time. */
  readonly promise: (queue: string, day: string, note: ShareNote & { readonly atMs: number }) => Promise<void>;
  /** Keeps that a callback reached an agent; a repeat changes nothing. */
  readonly take: (queue: string, day: string, note: ShareNote & { readonly agentId: string }) => Promise<void>;
  readonly shares: (queue: string, day: string) => Promise<NotedShares>;
}
