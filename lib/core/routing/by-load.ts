import { ascending, byLongestIdle } from './by-idle';
import type { AgentLoad, PresentAgent, RoutingKnowledge } from './routing-knowledge';
import type { Strategy } from './routing-policy';

/** By what an agent's work of today is measured. */
type Measure = Extract<Strategy, { readonly kind: 'weighted' }>['by'];

/** Those who have done least today; of equals whoever has been idle longest. */
export function leastDone(
  free: readonly PresentAgent[],
  { loads = [] }: Pick<RoutingKnowledge, 'loads'>,
  { by, agents }: { readonly by: Measure; readonly agents: number },
): readonly string[] {
  return inOrder(free, (agentId) => doneBy(agentId, loads, by)).slice(0, agents);
}

/** Those with a weight who are furthest behind: what each has done today, divided by the weight, is to become the same. */
export function furthestBehind(
  free: readonly PresentAgent[],
  { loads = [] }: Pick<RoutingKnowledge, 'loads'>,
  { by, weights, agents }: Extract<Strategy, { readonly kind: 'weighted' }>,
): readonly string[] {
  const weightOf = new Map(Object.entries(weights));
  const sharing = free.filter(({ agentId }) => (weightOf.get(agentId) ?? 0) > 0);
  return inOrder(sharing, (agentId) => doneBy(agentId, loads, by) / (weightOf.get(agentId) ?? 1)).slice(0, agents);
}

function inOrder(agents: readonly PresentAgent[], keyOf: (agentId: string) => number): readonly string[] {
  return agents
    .toSorted((a, b) => ascending(keyOf(a.agentId), keyOf(b.agentId)) || byLongestIdle(a, b))
    .map(({ agentId }) => agentId);
}

function doneBy(agentId: string, loads: readonly AgentLoad[], by: Measure): number {
  const load = loads.find((one) => one.agentId === agentId);
  if (load === undefined) return 0;
  return by === 'calls' ? load.calls : load.talkMs;
}
