import { routingLimits, type RoutingPolicy } from './routing-policy';

/** How long the steps of a policy can keep a caller for some agents, all of them together. */
export function longestRestrictionMs(policy: RoutingPolicy): number {
  return policy.reduce((sum, { strategy, forMs }) => {
    const tries = strategy.kind === 'sequential' ? strategy.tries : 1;
    return sum + tries * Math.max(forMs, routingLimits.stepMinMs);
  }, 0);
}
