import type { AgentReading } from '../core/dispatch/expected-agents';

/** Who is signed in and serves which queues, as the dispatcher read it last. */
export interface Roster {
  readonly readAtMs: number;
  readonly agents: readonly AgentReading[];
}

/** Where the last reading of agents is kept for those who must not ask Connect: its quota is small, and a caller waits. */
export interface RosterStore {
  readonly get: () => Promise<Roster | undefined>;
  /** Keeps a reading unless a newer one is kept. */
  readonly put: (roster: Roster) => Promise<void>;
}
