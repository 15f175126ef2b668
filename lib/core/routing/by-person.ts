import { longestIdle } from './by-idle';
import type { PresentAgent } from './routing-knowledge';

/** One agent who is known to the caller, where that one is free. */
export function oneAgent(free: readonly PresentAgent[], wantedId: string | undefined): readonly string[] {
  return free.filter(({ agentId }) => agentId === wantedId).map(({ agentId }) => agentId);
}

/** Of those who are named whoever is free, the longest idle first. */
export function namedAgents(
  free: readonly PresentAgent[],
  agentIds: readonly string[],
  agentsMax: number,
): readonly string[] {
  const named = free.filter(({ agentId }) => agentIds.includes(agentId));
  return longestIdle(named, agentsMax);
}

/** One after the other as they are written; who is not free is passed over and takes no try. */
export function oneByOne(
  free: readonly PresentAgent[],
  agentIds: readonly string[],
  tries: number,
): readonly (readonly string[])[] {
  const freeIds = new Set(free.map(({ agentId }) => agentId));
  return [...new Set(agentIds)]
    .filter((agentId) => freeIds.has(agentId))
    .slice(0, tries)
    .map((agentId) => [agentId]);
}
