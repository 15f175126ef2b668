import type { AgentFcr } from '../fcr/fcr-ranking';
import { byLongestIdle } from './by-idle';
import type { PresentAgent, RoutingKnowledge, ShareCount } from './routing-knowledge';
import type { Strategy } from './routing-policy';

type BestFcr = Extract<Strategy, { readonly kind: 'best_fcr' }>;

/**
 * Those whose first call resolution is measured to be at least that of their queue, the best first. Where the best have had
 * their share of the day it is the turn of the others, whatever is known of them. Without a ranking nobody is the best.
 */
export function bestByFcr(
  free: readonly PresentAgent[],
  knowledge: RoutingKnowledge,
  strategy: BestFcr,
): readonly string[] {
  const { ranking, shares } = knowledge;
  const best = bestPresent(knowledge, strategy);
  if (ranking === undefined || best.length === 0) return [];
  const freeIds = new Set(free.map(({ agentId }) => agentId));
  const isKeptOut = isShareUsedUp(best, shares, strategy);
  const ranked = ranking.agents.filter(
    ({ agentId, isRanked }) => isRanked && freeIds.has(agentId) && !(isKeptOut && best.includes(agentId)),
  );
  const chosen = isKeptOut
    ? [...ranked.map(({ agentId }) => agentId), ...unranked(free, ranking.agents)]
    : ranked.filter(({ shrunken }) => shrunken >= ranking.mean).map(({ agentId }) => agentId);
  return chosen.slice(0, strategy.agents);
}

/**
 * "The best" of whom a share is counted: the first ranked agents of those who are signed in and serve the queue, as many as
 * a step may name, free or not.
 */
export function bestPresent(
  { ranking, agents }: Pick<RoutingKnowledge, 'ranking' | 'agents'>,
  { agents: many }: Pick<BestFcr, 'agents'>,
): readonly string[] {
  const present = new Set(agents.map(({ agentId }) => agentId));
  return (ranking?.agents ?? [])
    .filter(({ agentId, isRanked }) => isRanked && present.has(agentId))
    .slice(0, many)
    .map(({ agentId }) => agentId);
}

/** Whether one more callback would take the best over their share of what went to agents today or is on the way. */
function isShareUsedUp(
  best: readonly string[],
  { all, byAgent, promisedToBest }: ShareCount = { all: 0, byAgent: {}, promisedToBest: 0 },
  { shareMax }: Pick<BestFcr, 'shareMax'>,
): boolean {
  if (shareMax === undefined) return false;
  const taken = Object.entries(byAgent).filter(([agentId]) => best.includes(agentId));
  const had = taken.reduce((sum, [, count]) => sum + count, promisedToBest);
  return (had + 1) / (all + 1) > shareMax;
}

/** Those of whom too little is known: the longest idle first. */
function unranked(free: readonly PresentAgent[], ranking: readonly AgentFcr[]): readonly string[] {
  const ranked = new Set(ranking.filter(({ isRanked }) => isRanked).map(({ agentId }) => agentId));
  return free
    .filter(({ agentId }) => !ranked.has(agentId))
    .toSorted(byLongestIdle)
    .map(({ agentId }) => agentId);
}
