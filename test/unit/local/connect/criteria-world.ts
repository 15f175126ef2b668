import type { RoutingExpression, RoutingStep } from '../../../../local/connect/routing-criteria';
import type { FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { createWorld } from './world';
import type { WorldOptions } from './world';

/** Asks for these agents and nobody else. */
export function only(...AgentIds: readonly string[]): RoutingExpression {
  return { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria: { AgentsCriteria: { AgentIds } } } };
}

/** Asks for a level of a proficiency, or a higher one. */
export function atLeast(Name: string, Value: string, ProficiencyLevel: number): RoutingExpression {
  return { AttributeCondition: { ComparisonOperator: 'NumberGreaterOrEqualTo', Name, Value, ProficiencyLevel } };
}

/** A step of so many seconds; without a number it lasts. */
export function step(Expression: RoutingExpression, seconds?: number): RoutingStep {
  return { Expression, ...(seconds === undefined ? {} : { Expiry: { DurationInSeconds: seconds } }) };
}

/** Sets the criteria that its caller brings along, and queues. */
async function playCriteria(leg: FlowLeg, { kind }: FlowEntry): Promise<void> {
  if (kind !== 'inbound') return;
  const { queue = '', steps } = leg.attributes();
  const criteria: unknown = steps === undefined ? undefined : { Steps: JSON.parse(steps) };
  if (criteria !== undefined && leg.setRouting({ criteria }) !== 'set') throw new Error('criteria were refused');
  leg.setTargetQueue(queue);
  leg.transferToQueue();
}

/** A world in which each caller may have criteria of their own; without any they take whoever is free. */
export function createCriteriaWorld(options: WorldOptions = {}) {
  const world = createWorld({ play: playCriteria, ...options });
  return {
    ...world,
    callFor: (queue: string, ...steps: readonly RoutingStep[]): string => {
      const attributes = { queue, ...(steps.length === 0 ? {} : { steps: JSON.stringify(steps) }) };
      const call = { from: '+12065550142', to: '+18005550199', flowId: 'flow-in', attributes };
      return world.emulator.callIn(call) ?? 'busy';
    },
    /** Who was offered a contact, and after how many seconds, whatever came of it. */
    offers: () =>
      world.changes.flatMap((change) =>
        change.kind === 'agent_state' && change.state === 'offered'
          ? [[change.contactId, change.agentId, (change.atMs - (world.changes[0]?.atMs ?? 0)) / 1_000]]
          : [],
      ),
  };
}
