import type { AgentFcr, FcrRanking } from '../../../lib/core/fcr/fcr-ranking';
import type { PresentAgent, RoutingKnowledge } from '../../../lib/core/routing/routing-knowledge';
import { noonMs } from './callbacks';

/** Free, and the longer the earlier in the alphabet: `a` for longest. */
export function present(agentId: string, changes: Partial<PresentAgent> = {}): PresentAgent {
  const idleSinceMs = noonMs - 600_000 + agentId.charCodeAt(0) * 1000;
  return { agentId, isExpectedFree: true, idleSinceMs, ...changes };
}

/** On a contact. */
export function busy(agentId: string): PresentAgent {
  return { agentId, isExpectedFree: false };
}

/** All of them free, unless the changes say otherwise. */
export function known(agents: string, changes: Partial<RoutingKnowledge> = {}): RoutingKnowledge {
  return { agents: agents.split('').map((agentId) => present(agentId)), ...changes };
}

/** A ranking from best to worst with shrunken figures; those who are named as unranked have too small a sample. */
export function ranking(figures: Readonly<Record<string, number>>, { mean = 0.7, unranked = '' } = {}): FcrRanking {
  const agents = Object.entries(figures).map(([agentId, shrunken]): AgentFcr => {
    const isRanked = !unranked.includes(agentId);
    return { agentId, shrunken, fcr: shrunken, low: 0, high: 1, isRanked, handled: 100, repeats: 10 };
  });
  const inOrder = agents.toSorted((a, b) => Number(b.isRanked) - Number(a.isRanked) || b.shrunken - a.shrunken);
  return { asOfMs: noonMs, computedAtMs: noonMs, mean, agents: inOrder };
}
