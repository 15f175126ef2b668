import type { AgentClaim } from '../core/routing/agent-claim';
import type { AgentTally } from '../core/routing/agent-tally';
import type { PoolStatistics } from '../core/wait/pool-statistics';
import type { PutOutcome, Stored } from './stored';

/** What a contact event says of an agent. */
export interface AgentSighting {
  readonly agentId: string;
  readonly state: 'available' | 'on_contact' | 'after_contact_work';
  /** When the event says the agent entered this state. */
  readonly sinceMs: number;
}

/** Somebody who holds in a queue, as contact events have told. */
export interface HolderSighting {
  readonly contactId: string;
  /** When Connect put the contact into the queue: with the id what it is kept under. */
  readonly sinceMs: number;
}

/** Where pools are kept: agents as events show them, and what was learned of their pace. */
export interface PoolStore {
  /** Keeps a sighting; an older one never replaces a newer one. */
  readonly see: (pool: string, sighting: AgentSighting) => Promise<void>;
  readonly sightings: (pool: string) => Promise<readonly AgentSighting[]>;
  /** Keeps that somebody holds in a queue; a repeat changes nothing. What nobody takes away may be forgotten after a day. */
  readonly holds: (queue: string, holder: HolderSighting) => Promise<void>;
  /** Takes it away again; a repeat, and one who was never kept, change nothing. */
  readonly holdsNoMore: (queue: string, holder: HolderSighting) => Promise<void>;
  /**
   * Those who hold since `fromMs` or later, longest first, no more than `limit`. Those whose end was never told come
   * before it: a reader that knows how long the longest holds leaves them out, and they take nothing of the limit.
   */
  readonly holding: (queue: string, limit: number, fromMs: number) => Promise<readonly HolderSighting[]>;
  /**
   * Keeps that an agent is meant for a contact, unless another contact's claim still stands: one that ends later than this
   * one begins, and since which no event has shown the agent (`seenAtMs`: when one did last). Its own contact may always
   * claim again. An old claim may be forgotten after a day.
   */
  readonly claim: (pool: string, claim: AgentClaim, seenAtMs: number) => Promise<'claimed' | 'taken'>;
  /** The last claim of each agent of a pool, whether it still stands or not. */
  readonly claims: (pool: string) => Promise<readonly AgentClaim[]>;
  /** What agents have done in a pool, each with the version to change it by; of other days, too. */
  readonly tallies: (pool: string) => Promise<readonly Stored<AgentTally>[]>;
  readonly putTally: (pool: string, tally: AgentTally, expectedVersion: number) => Promise<PutOutcome>;
  readonly tally: (pool: string, agentId: string) => Promise<Stored<AgentTally> | undefined>;
  readonly statistics: (pool: string) => Promise<Stored<PoolStatistics> | undefined>;
  readonly putStatistics: (pool: string, statistics: PoolStatistics, expectedVersion: number) => Promise<PutOutcome>;
}
