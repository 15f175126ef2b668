import type { AttributeCondition, Expression, RoutingCriteriaInput } from '@aws-sdk/client-connect';
import type { RoutingStep } from '../../core/routing/routing-step';

/** The documented operators: for agents by name, and for a level of a proficiency or a higher one. */
const operators = { agents: 'Match', proficiency: 'NumberGreaterOrEqualTo' } as const;

/**
 * The steps as Connect takes them. Each expires, the last one too: after it every agent of the queue may have the contact,
 * where one that does not expire would wait for its agents for ever, whether or not they are there.
 */
export function criteriaFrom(steps: readonly Omit<RoutingStep, 'strategy'>[]): RoutingCriteriaInput {
  return {
    Steps: steps.map(({ admits, forMs }) => ({
      Expiry: { DurationInSeconds: Math.ceil(forMs / 1000) },
      Expression: expressionFrom(admits),
    })),
  };
}

function expressionFrom(admits: RoutingStep['admits']): Expression {
  return { AttributeCondition: { ...conditionFrom(admits), ComparisonOperator: operators[admits.kind] } };
}

function conditionFrom(admits: RoutingStep['admits']): AttributeCondition {
  switch (admits.kind) {
    case 'agents':
      return { MatchCriteria: { AgentsCriteria: { AgentIds: [...admits.agentIds] } } };
    case 'proficiency':
      return { Name: admits.attribute, Value: admits.value, ProficiencyLevel: admits.levelMin };
  }
}
