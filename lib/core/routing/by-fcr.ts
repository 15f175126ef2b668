import type { AgentFcr, FcrRanking } from '../fcr/fcr-ranking';
import { byLongestIdle } from './by-idle';
import type { PresentAgent, RoutingKnowledge, ShareCount } from './routing-knowledge';
import { routingLimits, type Strategy } from './routing-policy';

type BestFcr = Extract<Strategy, { readonly kind: 'best_fcr' }>;

/**
 * Those whose first call resolution is measured to be at least that of their queue, the best first. Where the best have had
 * their share of the day it is the turn of the others. Without a ranking nobody is the best.
 */
export function bestByFcr(
  free: readonly PresentAgent[],
  knowledge: RoutingKnowledge,
  strategy: BestFcr,
): readonly string[] {
  const { ranking } = knowledge;
  if (ranking === undefined) return [];
  const freeIds = new Set(free.map(({ agentId }) => agentId));
  const good = atLeastMean(ranking).filter((agentId) => freeIds.has(agentId));
  if (strategy.shareMax === undefined) return good.slice(0, strategy.agents);
  const best = bestPresent(knowledge, strategy);
  if (best.length === 0) return [];
  if (!isTurnOfOthers(knowledge, strategy)) return good.slice(0, strategy.agents);
  const others = good.filter((agentId) => !best.includes(agentId));
  return others.length > 0 ? others.slice(0, strategy.agents) : anyOthers(free, ranking, best);
}

/** Whether the best have had their share of the day, where they are given one. */
export function isTurnOfOthers(knowledge: RoutingKnowledge, strategy: BestFcr): boolean {
  const best = bestPresent(knowledge, strategy);
  if (strategy.shareMax === undefined || best.length === 0) return false;
  return isShareUsedUp(best, knowledge.shares, strategy.shareMax);
}

/**
 * "The best" of whom a share is counted: the first agents at or above the mean of those who are signed in and serve the queue,
 * free or not; as many as a step may name, and no more than half of all who are there, for the others are to have their turn.
 */
export function bestPresent(
  { ranking, agents }: Pick<RoutingKnowledge, 'ranking' | 'agents'>,
  { agents: many }: Pick<BestFcr, 'agents'>,
): readonly string[] {
  if (ranking === undefined) return [];
  const present = new Set(agents.map(({ agentId }) => agentId));
  return atLeastMean(ranking)
    .filter((agentId) => present.has(agentId))
    .slice(0, Math.min(many, Math.floor(agents.length / 2)));
}

/** Ranked agents at or above the mean of the queue, the best first. */
function atLeastMean({ agents, mean }: FcrRanking): readonly string[] {
  return agents.filter(({ isRanked, shrunken }) => isRanked && shrunken >= mean).map(({ agentId }) => agentId);
}

/** All free agents but the best, and not a few of them: nobody is sent to the worst while somebody better is free beside. */
function anyOthers(free: readonly PresentAgent[], ranking: FcrRanking, best: readonly string[]): readonly string[] {
  const others = free.filter(({ agentId }) => !best.includes(agentId));
  const ids = new Set(others.map(({ agentId }) => agentId));
  const ranked = ranking.agents.filter(({ agentId, isRanked }) => isRanked && ids.has(agentId));
  return [...ranked.map(({ agentId }) => agentId), ...unranked(others, ranked)].slice(0, routingLimits.agentsMax);
}

/**
 * So many callbacks stay free of what the best may have. Most go to whoever comes free first, which no step decides, and may
 * reach the best when they have had their share: then these make room for them.
 */
const RESERVE = 2;

/** Whether one more callback would take the best over their share of what went to agents today or is on the way. */
function isShareUsedUp(
  best: readonly string[],
  { all, byAgent, promisedToBest }: ShareCount = { all: 0, byAgent: {}, promisedToBest: 0 },
  shareMax: number,
): boolean {
  const taken = Object.entries(byAgent).filter(([agentId]) => best.includes(agentId));
  const had = taken.reduce((sum, [, count]) => sum + count, promisedToBest);
  return (had + 1 + RESERVE) / (all + 1 + RESERVE) > shareMax;
}

/** Those of whom too little is known: the longest idle first. */
function unranked(free: readonly PresentAgent[], ranked: readonly AgentFcr[]): readonly string[] {
  const ids = new Set(ranked.map(({ agentId }) => agentId));
  return free
    .filter(({ agentId }) => !ids.has(agentId))
    .toSorted(byLongestIdle)
    .map(({ agentId }) => agentId);
}
