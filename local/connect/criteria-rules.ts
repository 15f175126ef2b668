import { isLevel } from './proficiencies';
import type { AttributeCondition, RoutingCriteria, RoutingExpression } from './routing-criteria';

const STEPS_MAX = 5;
const AGENTS_MAX = 10;
const AND_MAX = 8;
const OR_MAX = 3;

/**
 * The first documented rule that criteria break, by the name of the member; undefined where they keep them all. Agents need
 * not exist: a contact is kept even for one who was deleted.
 */
export function faultOfCriteria(criteria: RoutingCriteria): string | undefined {
  const [fault] = faultsOfCriteria(criteria);
  return fault;
}

// UNVERIFIED leniencies: no steps at all, and steps of 0 seconds. AWS's reference marks neither as wrong, nor says what they do.
function* faultsOfCriteria({ Steps }: RoutingCriteria): Generator<string> {
  if (Steps.length > STEPS_MAX) yield `RoutingCriteria.Steps: more than ${STEPS_MAX} steps`;
  for (const [index, { Expiry, Expression }] of Steps.entries()) {
    const where = `RoutingCriteria.Steps.${index}`;
    if (Expiry?.DurationInSeconds === undefined && index < Steps.length - 1) {
      yield `${where}.Expiry.DurationInSeconds: required for every step but the last`;
    }
    if (Expression === undefined) {
      yield `${where}.Expression: required`;
      continue;
    }
    yield* faultsOfExpression(Expression, `${where}.Expression`, true);
    const agents = new Set(conditionsOf(Expression).flatMap(agentsOf));
    if (agents.size > AGENTS_MAX) yield `${where}.Expression: more than ${AGENTS_MAX} agents in one step`;
  }
}

/** An alternative may be of several conditions, but no condition of alternatives. */
function* faultsOfExpression(expression: RoutingExpression, where: string, isTop: boolean): Generator<string> {
  const { AttributeCondition: is, NotAttributeCondition: isNot, AndExpression: all, OrExpression: any } = expression;
  if ([is, isNot, all, any].filter((member) => member !== undefined).length !== 1) {
    yield `${where}: exactly one of AttributeCondition, NotAttributeCondition, AndExpression and OrExpression`;
  }
  if (is !== undefined) yield* faultsOfCondition(is, `${where}.AttributeCondition`);
  if (isNot !== undefined) yield* faultsOfCondition(isNot, `${where}.NotAttributeCondition`);
  if (all !== undefined) {
    const count = all.flatMap(conditionsOf).length;
    if (count < 1 || count > AND_MAX) yield `${where}.AndExpression: from 1 to ${AND_MAX} attributes`;
    for (const [index, part] of all.entries()) {
      yield* faultsOfExpression(part, `${where}.AndExpression.${index}`, false);
    }
  }
  if (any !== undefined) {
    if (!isTop) yield `${where}.OrExpression: only at the top level`;
    if (any.length < 1 || any.length > OR_MAX) yield `${where}.OrExpression: from 1 to ${OR_MAX} expressions`;
    for (const [index, part] of any.entries()) {
      yield* faultsOfExpression(part, `${where}.OrExpression.${index}`, false);
    }
  }
}

// Which members each operator needs is read off AWS's examples; its reference marks every one of them as optional.
function* faultsOfCondition(condition: AttributeCondition, where: string): Generator<string> {
  const { Name, Value, MatchCriteria, ComparisonOperator } = condition;
  if (MatchCriteria !== undefined) {
    if (ComparisonOperator !== 'Match') yield `${where}.ComparisonOperator: agents are asked for by Match`;
    if (agentsOf(condition).length === 0) yield `${where}.MatchCriteria.AgentsCriteria.AgentIds: required`;
    if (Name !== undefined || Value !== undefined) yield `${where}.Name: not together with MatchCriteria`;
    return;
  }
  if (Name === undefined) yield `${where}.Name: required`;
  if (Value === undefined) yield `${where}.Value: required`;
  yield* faultsOfLevels(condition, where);
}

function* faultsOfLevels(condition: AttributeCondition, where: string): Generator<string> {
  const { ProficiencyLevel: level, Range: range } = condition;
  switch (condition.ComparisonOperator) {
    case 'NumberGreaterOrEqualTo':
      if (!isLevel(level)) yield `${where}.ProficiencyLevel: a level from 1 to 5`;
      return;
    case 'Match':
      if (level !== undefined && !isLevel(level)) yield `${where}.ProficiencyLevel: a level from 1 to 5`;
      return;
    case 'Range': {
      const { MinProficiencyLevel: min, MaxProficiencyLevel: max } = range ?? {};
      if (!isLevel(min)) yield `${where}.Range.MinProficiencyLevel: a level from 1 to 5`;
      if (!isLevel(max)) yield `${where}.Range.MaxProficiencyLevel: a level from 1 to 5`;
      if (isLevel(min) && isLevel(max) && max < min) yield `${where}.Range.MaxProficiencyLevel: less than the minimum`;
      return;
    }
    default:
      yield `${where}.ComparisonOperator: one of NumberGreaterOrEqualTo, Match and Range`;
  }
}

/** All conditions that an expression is made of. */
function conditionsOf(expression: RoutingExpression): readonly AttributeCondition[] {
  const { AttributeCondition: is, NotAttributeCondition: isNot, AndExpression: all, OrExpression: any } = expression;
  const own = [is, isNot].filter((condition) => condition !== undefined);
  return [...own, ...[...(all ?? []), ...(any ?? [])].flatMap(conditionsOf)];
}

function agentsOf({ MatchCriteria }: AttributeCondition): readonly string[] {
  return MatchCriteria?.AgentsCriteria?.AgentIds ?? [];
}
