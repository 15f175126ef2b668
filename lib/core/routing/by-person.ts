import { longestIdle } from './by-idle';
import type { PresentAgent, TalkBefore } from './routing-knowledge';

/** One agent who is known to the caller, where that one is free. */
export function oneAgent(free: readonly PresentAgent[], wantedId: string | undefined): readonly string[] {
  return free.filter(({ agentId }) => agentId === wantedId).map(({ agentId }) => agentId);
}

/**
 * Who talked with the caller last, no longer ago than the step looks back: in this queue, or else in any other, for an agent
 * may have left the queue for another meanwhile, and calls that agents make are in none.
 */
export function lastAgent(
  free: readonly PresentAgent[],
  talks: readonly TalkBefore[] = [],
  withinMs: number,
): readonly string[] {
  const counting = talks.filter(({ agoMs }) => agoMs <= withinMs);
  return oneAgent(free, (counting.find(({ isOfQueue }) => isOfQueue) ?? counting[0])?.agentId);
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
