import * as z from 'zod/mini';

/** A condition on agents, as UpdateContactRoutingData takes it: exactly one of its members. */
export interface RoutingExpression {
  readonly AttributeCondition?: AttributeCondition;
  readonly AndExpression?: readonly RoutingExpression[];
  readonly OrExpression?: readonly RoutingExpression[];
  readonly NotAttributeCondition?: AttributeCondition;
}

/** Asks for agents by their ids, or for a proficiency. */
export interface AttributeCondition {
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

/** The request member of the same name, its types only; an empty list of steps removes the criteria. */
export const routingCriteriaSchema: z.ZodMiniType<RoutingCriteria> = z.object({
  Steps: z.array(
    z.object({
      Expiry: z.optional(z.object({ DurationInSeconds: z.optional(z.int().check(z.gte(0))) })),
      Expression: z.optional(expressionSchema),
    }),
  ),
});
