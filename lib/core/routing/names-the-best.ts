import { bestPresent } from './by-fcr';
import type { RoutingKnowledge } from './routing-knowledge';
import type { RoutingPolicy } from './routing-policy';
import type { RoutingStep } from './routing-step';

/** Whether one of the best may have the caller by these steps: then that is a part of their share, as a promise at first. */
export function namesTheBest(
  policy: RoutingPolicy,
  knowledge: RoutingKnowledge,
  steps: readonly Pick<RoutingStep, 'admits'>[],
): boolean {
  const best = new Set(
    policy.flatMap(({ strategy }) => (strategy.kind === 'best_fcr' ? bestPresent(knowledge, strategy) : [])),
  );
  return steps.some(({ admits }) => admits.kind === 'agents' && admits.agentIds.some((agentId) => best.has(agentId)));
}
