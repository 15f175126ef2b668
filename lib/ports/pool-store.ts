import type { PoolStatistics } from '../core/wait/pool-statistics';
import type { PutOutcome, Stored } from './stored';

/** What a contact event says of an agent. */
export interface AgentSighting {
  readonly agentId: string;
  readonly state: 'available' | 'on_contact' | 'after_contact_work';
  /** When the event says the agent entered this state. */
  readonly sinceMs: number;
}

/** Where pools are kept: agents as events show them, and what was learned of their pace. */
export interface PoolStore {
  /** Keeps a sighting; an older one never replaces a newer one. */
  readonly see: (pool: string, sighting: AgentSighting) => Promise<void>;
  readonly sightings: (pool: string) => Promise<readonly AgentSighting[]>;
  readonly statistics: (pool: string) => Promise<Stored<PoolStatistics> | undefined>;
  readonly putStatistics: (pool: string, statistics: PoolStatistics, expectedVersion: number) => Promise<PutOutcome>;
}
