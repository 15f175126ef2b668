import { bestByFcr, isTurnOfOthers } from './by-fcr';
import { longestIdle } from './by-idle';
import { furthestBehind, leastDone } from './by-load';
import { lastAgent, namedAgents, oneAgent, oneByOne } from './by-person';
import { proficientAgents } from './by-proficiency';
import type { PresentAgent, RoutingKnowledge } from './routing-knowledge';
import { routingLimits, type RoutingPolicy, type Strategy } from './routing-policy';
import type { RoutingStep } from './routing-step';

const { agentsMax, stepsMax, stepMinMs } = routingLimits;

/** Who is named by a step, and, where Connect is told by what instead of whom, that. */
interface Named {
  readonly agentIds: readonly string[];
  readonly admits?: RoutingStep['admits'];
}

/**
 * The agents who are to have a caller, step by step; after the last step anybody of the queue may. Connect waits for the
 * agents of a step even when they are away, so only those who are expected to be free are named, each in one step, and a step
 * that nobody could serve is left out: with nobody known to fit, the caller is anybody's at once. The same knowledge, in
 * whatever order, gives the same steps.
 */
export function rankAgents(policy: RoutingPolicy, knowledge: RoutingKnowledge): readonly RoutingStep[] {
  const steps: RoutingStep[] = [];
  const taken = new Set<string>();
  for (const { strategy, forMs } of policy) {
    const open = knowledge.agents.filter(({ agentId }) => !taken.has(agentId));
    for (const { agentIds, admits } of freeFirst(strategy, open, knowledge)) {
      if (steps.length === stepsMax) return steps;
      steps.push({
        admits: admits ?? { kind: 'agents', agentIds: agentIds.slice(0, agentsMax) },
        forMs: Math.max(forMs, stepMinMs),
        strategy: strategy.kind,
      });
      for (const agentId of agentIds) taken.add(agentId);
    }
  }
  return steps;
}

/**
 * Who is still at after-contact work is named only where nobody whom the step admits is free: work may last longer. Where
 * the best have had their share and nobody at all is free, the caller waits anyhow, and others may be farther from its end.
 */
function freeFirst(strategy: Strategy, open: readonly PresentAgent[], knowledge: RoutingKnowledge): readonly Named[] {
  const named = (agents: readonly PresentAgent[]) =>
    namedBy(strategy, agents, knowledge).filter(({ agentIds }) => agentIds.length > 0);
  const expected = open.filter(({ isExpectedFree }) => isExpectedFree);
  const free = expected.filter(({ idleSinceMs }) => idleSinceMs !== undefined);
  const soon = [named(free), named(expected)].find(({ length }) => length > 0) ?? [];
  if (soon.length > 0 || free.length > 0) return soon;
  if (strategy.kind !== 'best_fcr' || !isTurnOfOthers(knowledge, strategy)) return soon;
  return named(open.filter(({ isFreeWithinStep = false }) => isFreeWithinStep));
}

function namedBy(strategy: Strategy, free: readonly PresentAgent[], knowledge: RoutingKnowledge): readonly Named[] {
  switch (strategy.kind) {
    case 'best_fcr':
      return [{ agentIds: bestByFcr(free, knowledge, strategy) }];
    case 'last_agent':
      return [{ agentIds: lastAgent(free, knowledge.lastTalks, strategy.withinMs) }];
    case 'responsible_agent':
      return [{ agentIds: oneAgent(free, knowledge.responsibleAgentId) }];
    case 'sequential':
      return oneByOne(free, strategy.agentIds, strategy.tries).map((agentIds) => ({ agentIds }));
    case 'weighted':
      return [{ agentIds: furthestBehind(free, knowledge, strategy) }];
    case 'fewest_calls':
      return [{ agentIds: leastDone(free, knowledge, { by: 'calls', agents: strategy.agents }) }];
    case 'least_talk_time':
      return [{ agentIds: leastDone(free, knowledge, { by: 'talk_time', agents: strategy.agents }) }];
    case 'longest_idle':
      return [{ agentIds: longestIdle(free, strategy.agents) }];
    case 'named':
      return [{ agentIds: namedAgents(free, strategy.agentIds, agentsMax) }];
    case 'proficiency': {
      const { attribute, value, levelMin } = strategy;
      const admits = { kind: 'proficiency', attribute, value, levelMin } as const;
      return [{ agentIds: proficientAgents(free, strategy), admits }];
    }
  }
}
