/** That an agent was named for a contact: until then, or until an event shows the agent, another contact does not count on the same one. */
export interface AgentClaim {
  readonly agentId: string;
  readonly contactId: string;
  readonly atMs: number;
  readonly untilMs: number;
}
