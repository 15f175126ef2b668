import { rankAgents } from '../../core/routing/rank-agents';
import type { RoutingStep } from '../../core/routing/routing-step';
import { gatherKnowledge, type RoutingAsked, type RoutingDeps } from './gather-knowledge';

/**
 * Which agents are to have a caller at first, by the queue's policy and all that is known now; none where the policy names
 * nobody, where nobody whom it names is free, and where that cannot be known. Never throws.
 */
export async function stepsFor(deps: RoutingDeps, asked: RoutingAsked): Promise<readonly RoutingStep[]> {
  const gathered = await gatherKnowledge(deps, asked);
  return gathered === undefined ? [] : rankAgents(gathered.policy, gathered.knowledge);
}
