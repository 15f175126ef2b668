import type { AttributeCondition, RoutingExpression } from './routing-criteria';
import type { AgentSetup } from './setup';

type Candidate = Pick<AgentSetup, 'id' | 'proficiencies'>;

/** Whether an agent satisfies an expression that keeps the rules; a step without one asks for nobody in particular. */
export function admitsAgent(expression: RoutingExpression | undefined, agent: Candidate): boolean {
  if (expression === undefined) return true;
  const { AttributeCondition: is, NotAttributeCondition: isNot, AndExpression: all, OrExpression: any } = expression;
  if (is !== undefined) return isMetBy(is, agent);
  if (isNot !== undefined) return !isMetBy(isNot, agent);
  if (all !== undefined) return all.every((part) => admitsAgent(part, agent));
  return any !== undefined && any.some((part) => admitsAgent(part, agent));
}

function isMetBy(condition: AttributeCondition, { id, proficiencies = [] }: Candidate): boolean {
  const { Name, Value, ProficiencyLevel, Range, MatchCriteria } = condition;
  if (MatchCriteria !== undefined) return MatchCriteria.AgentsCriteria?.AgentIds?.includes(id) === true;
  const level = proficiencies.find(({ attribute, value }) => attribute === Name && value === Value)?.level;
  if (level === undefined) return false;
  switch (condition.ComparisonOperator) {
    case 'NumberGreaterOrEqualTo':
      return ProficiencyLevel !== undefined && level >= ProficiencyLevel;
    case 'Range':
      return level >= (Range?.MinProficiencyLevel ?? 1) && level <= (Range?.MaxProficiencyLevel ?? 5);
    // Of Match with a level only the name is documented: taken to mean this level and no other.
    default:
      return ProficiencyLevel === undefined || level === ProficiencyLevel;
  }
}
