import { faultOfCriteria } from '../../../../local/connect/criteria-rules';
import type { RoutingExpression } from '../../../../local/connect/routing-criteria';
import { atLeast, only, step } from './criteria-world';

const english = atLeast('Language', 'English', 3);
const agents = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index}`);
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const faultOf = (...Steps: Parameters<typeof faultOfCriteria>[0]['Steps']) => faultOfCriteria({ Steps });
const where = 'RoutingCriteria.Steps.0';

test.each([
  ['no step, which takes criteria away', []],
  ['five steps, the last of which lasts', [...times(4, step(english, 25)), step(english)]],
  ['ten agents', [step(only(...agents(10)))]],
  ['agents whom nobody knows', [step(only('nobody'), 30)]],
  ['the same agent again and again', [step({ AndExpression: times(8, only(...agents(10))) })]],
  ['eight attributes at once', [step({ AndExpression: times(8, english) })]],
  ['three alternatives of eight attributes', [step({ OrExpression: times(3, { AndExpression: times(8, english) }) })]],
  ['an attribute that is not wanted', [step({ NotAttributeCondition: english.AttributeCondition! })]],
  ['agents and a proficiency', [step({ AndExpression: [only('ann'), english] })]],
])('%s are taken', (_, steps) => {
  expect(faultOf(...steps)).toBeUndefined();
});

test.each<[string, RoutingExpression, string]>([
  ['eleven agents', only(...agents(11)), 'Expression: more than 10 agents'],
  [
    'eleven agents in two conditions',
    { OrExpression: [only(...agents(10)), only('another')] },
    'Expression: more than 10 agents',
  ],
  ['nine attributes', { AndExpression: times(9, english) }, 'Expression.AndExpression: from 1 to 8'],
  [
    'nine attributes, in parts',
    { AndExpression: times(3, { AndExpression: times(3, english) }) },
    'Expression.AndExpression: from 1 to 8',
  ],
  ['no attribute', { AndExpression: [] }, 'Expression.AndExpression: from 1 to 8'],
  ['four alternatives', { OrExpression: times(4, english) }, 'Expression.OrExpression: from 1 to 3'],
  [
    'alternatives below the top',
    { AndExpression: [english, { OrExpression: [english] }] },
    'Expression.AndExpression.1.OrExpression: only at the top level',
  ],
  [
    'alternatives within alternatives',
    { OrExpression: [{ OrExpression: [english] }] },
    'Expression.OrExpression.0.OrExpression: only at the top level',
  ],
  ['an expression of nothing', {}, 'Expression: exactly one of'],
  ['two expressions in one', { ...english, AndExpression: [english] }, 'Expression: exactly one of'],
])('%s is refused, by the name of the member', (_, expression, message) => {
  expect(faultOf(step(expression, 30))).toMatch(new RegExp(`^${where}.${message}`));
});

/** Of a condition on a proficiency, what each operator asks for; agents are asked for by ids alone. */
test.each([
  ['no operator', { ComparisonOperator: undefined }, 'ComparisonOperator: one of'],
  ['an operator that there is not', { ComparisonOperator: 'NumberLessThan' }, 'ComparisonOperator: one of'],
  ['no name', { Name: undefined }, 'Name: required'],
  ['no value', { Value: undefined }, 'Value: required'],
  ['no level', { ProficiencyLevel: undefined }, 'ProficiencyLevel: a level'],
  ['level 0', { ProficiencyLevel: 0 }, 'ProficiencyLevel: a level'],
  ['level 6', { ProficiencyLevel: 6 }, 'ProficiencyLevel: a level'],
  ['level 2.5', { ProficiencyLevel: 2.5 }, 'ProficiencyLevel: a level'],
  ['level 6 exactly', { ComparisonOperator: 'Match', ProficiencyLevel: 6 }, 'ProficiencyLevel: a level'],
  ['a range without ends', { ComparisonOperator: 'Range' }, 'Range.MinProficiencyLevel: a level'],
  [
    'a range up to 6',
    { ComparisonOperator: 'Range', Range: { MinProficiencyLevel: 1, MaxProficiencyLevel: 6 } },
    'Range.MaxProficiencyLevel: a level',
  ],
  [
    'a range the wrong way round',
    { ComparisonOperator: 'Range', Range: { MinProficiencyLevel: 4, MaxProficiencyLevel: 3 } },
    'Range.MaxProficiencyLevel: less than the minimum',
  ],
  [
    'agents by another operator',
    { Name: undefined, Value: undefined, MatchCriteria: { AgentsCriteria: { AgentIds: ['ann'] } } },
    'ComparisonOperator: agents',
  ],
  [
    'agents without one',
    { ComparisonOperator: 'Match', Name: undefined, Value: undefined, MatchCriteria: {} },
    'MatchCriteria.AgentsCriteria.AgentIds: required',
  ],
  [
    'agents and an attribute in one condition',
    { ComparisonOperator: 'Match', MatchCriteria: { AgentsCriteria: { AgentIds: ['ann'] } } },
    'Name: not together',
  ],
])('%s is no condition', (_, changes, message) => {
  const condition = Object.fromEntries(
    Object.entries({ ...english.AttributeCondition, ...changes }).filter(([, value]) => value !== undefined),
  );
  const member = `${where}.Expression.AttributeCondition.${message}`;
  expect(faultOf(step({ AttributeCondition: condition }))?.slice(0, member.length)).toBe(member);
});

test.each([
  ['a step but the last', [step(english), step(english, 30)], `${where}.Expiry.DurationInSeconds: required`],
  ['the last of six', times(6, step(english, 30)), 'RoutingCriteria.Steps: more than 5'],
  ['a step for nobody', [{ Expiry: { DurationInSeconds: 30 } }], `${where}.Expression: required`],
])('%s that does not fit is refused', (_, steps, message) => {
  expect(faultOf(...steps)?.slice(0, message.length)).toBe(message);
});
