/** What an agent has done on one day in one pool, kept so that a repeat of the same conversation adds nothing. */
export interface AgentTally {
  readonly agentId: string;
  /** In the zone of the queue, `2026-03-02`. */
  readonly day: string;
  readonly calls: number;
  readonly talkMs: number;
  /** The last contacts that were counted, the newest last; an agent's conversations follow one another. */
  readonly recent: readonly string[];
}
