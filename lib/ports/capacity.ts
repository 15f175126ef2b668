import type { AgentReading } from '../core/dispatch/expected-agents';
import type { Holders } from '../core/dispatch/holders';

/** Agents and queues as the contact centre reports them, some seconds late. */
export interface CapacityReading {
  readonly readAtMs: number;
  /** The instant that the figures of holders are of, as the contact centre says. */
  readonly holdersAsOfMs: number;
  readonly holders: readonly Holders[];
  /** Signed-in agents only. */
  readonly agents: readonly AgentReading[];
}

/** Who is there to answer. Undefined when the contact centre does not say: nothing is planned on a guess. */
export interface Capacity {
  readonly read: () => Promise<CapacityReading | undefined>;
  /** Only the queues, for a wait prediction. */
  readonly holders: () => Promise<readonly Holders[] | undefined>;
}
