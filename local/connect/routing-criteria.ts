import * as z from 'zod/mini';

/** A condition on agents, as UpdateContactRoutingData takes it. */
export interface RoutingExpression {
  readonly AttributeCondition?: AttributeCondition;
  readonly AndExpression?: readonly RoutingExpression[];
  readonly OrExpression?: readonly RoutingExpression[];
  readonly NotAttributeCondition?: AttributeCondition;
}

interface AttributeCondition {
  readonly Name?: string;
  readonly Value?: string;
  readonly ProficiencyLevel?: number;
  readonly Range?: { readonly MinProficiencyLevel?: number; readonly MaxProficiencyLevel?: number };
  readonly MatchCriteria?: { readonly AgentsCriteria?: { readonly AgentIds?: readonly string[] } };
  readonly ComparisonOperator?: string;
}

export interface RoutingStep {
  readonly Expiry?: { readonly DurationInSeconds?: number };
  readonly Expression?: RoutingExpression;
}

/** Steps are tried in order; a step without an expiry lasts for as long as the contact is queued. */
export interface RoutingCriteria {
  readonly Steps: readonly RoutingStep[];
}

const attributeConditionSchema = z.object({
  Name: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  Value: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  ProficiencyLevel: z.optional(z.number()),
  Range: z.optional(
    z.object({ MinProficiencyLevel: z.optional(z.number()), MaxProficiencyLevel: z.optional(z.number()) }),
  ),
  MatchCriteria: z.optional(
    z.object({ AgentsCriteria: z.optional(z.object({ AgentIds: z.optional(z.array(z.string())) })) }),
  ),
  ComparisonOperator: z.optional(z.string()),
});

const expressionSchema: z.ZodMiniType<RoutingExpression> = z.lazy(() =>
  z.object({
    AttributeCondition: z.optional(attributeConditionSchema),
    AndExpression: z.optional(z.array(expressionSchema)),
    OrExpression: z.optional(z.array(expressionSchema)),
    NotAttributeCondition: z.optional(attributeConditionSchema),
  }),
);

/** The request member of the same name; an empty list of steps removes the criteria. */
export const routingCriteriaSchema: z.ZodMiniType<RoutingCriteria> = z.object({
  Steps: z.array(
    z.object({
      Expiry: z.optional(z.object({ DurationInSeconds: z.optional(z.int().check(z.gte(0))) })),
      Expression: z.optional(expressionSchema),
    }),
  ),
});

// The setup has no proficiencies, so a condition on one admits everybody; only lists of agents restrict.
function admitsCondition(condition: AttributeCondition, agentId: string): boolean | undefined {
  const agentIds = condition.MatchCriteria?.AgentsCriteria?.AgentIds;
  return agentIds?.includes(agentId);
}

/** Whether an agent satisfies an expression; conditions that are not on agents are taken as satisfied. */
export function admitsAgent(expression: RoutingExpression | undefined, agentId: string): boolean {
  if (expression === undefined) return true;
  const { AttributeCondition: is, NotAttributeCondition: isNot, AndExpression: all, OrExpression: any } = expression;
  if (is !== undefined && admitsCondition(is, agentId) === false) return false;
  if (isNot !== undefined && admitsCondition(isNot, agentId) === true) return false;
  if (all !== undefined && !all.every((part) => admitsAgent(part, agentId))) return false;
  return any === undefined || any.length === 0 || any.some((part) => admitsAgent(part, agentId));
}
