import type { AgentReading } from './expected-agents';

/** What a contact event showed of an agent. */
export interface SeenAgent {
  readonly agentId: string;
  readonly state: 'available' | 'on_contact' | 'after_contact_work';
  readonly sinceMs: number;
}

/** A reading may be this old when it arrives; what an event showed before that is no news. */
const READING_LAG_MS = 10_000;

/** Connect's reading is seconds old; what an event showed since then is newer. */
export function withSeen(
  agents: readonly AgentReading[],
  seen: readonly SeenAgent[],
  readAtMs: number,
): readonly AgentReading[] {
  const byAgent = newestSeen(seen);
  return agents.map((agent) => {
    const one = byAgent.get(agent.agentId);
    if (one === undefined) return agent;
    // An available agent's reading tells no more than the sign-in, so the age of the reading decides.
    const isNews = one.sinceMs > agent.sinceMs && one.sinceMs > readAtMs - READING_LAG_MS;
    return isNews ? { ...agent, state: one.state, sinceMs: one.sinceMs } : agent;
  });
}

/** Seen in several pools, the newest sighting of an agent counts. */
export function newestSeen(seen: readonly SeenAgent[]): ReadonlyMap<string, SeenAgent> {
  const inOrder = seen.toSorted((a, b) => a.sinceMs - b.sinceMs);
  return new Map(inOrder.map((sighting) => [sighting.agentId, sighting]));
}
