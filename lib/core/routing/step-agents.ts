import { byLongestIdle } from './by-idle';
import { proficientAgents } from './by-proficiency';
import type { PresentAgent } from './routing-knowledge';
import type { RoutingStep } from './routing-step';

/** Who may have a contact by a step, of those who are expected free. */
export function agentsOfStep({ admits }: RoutingStep, agents: readonly PresentAgent[]): readonly string[] {
  if (admits.kind === 'agents') return admits.agentIds;
  const free = agents.filter(({ isExpectedFree }) => isExpectedFree);
  return proficientAgents(free, { ...admits, kind: 'proficiency' });
}

/** To whom Connect gives a contact, as it seems: of those who may have it at first, the longest idle. */
export function likelyAgent(steps: readonly RoutingStep[], agents: readonly PresentAgent[]): string | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  const named = new Set(agentsOfStep(first, agents));
  return agents.filter(({ agentId }) => named.has(agentId)).toSorted(byLongestIdle)[0]?.agentId;
}
