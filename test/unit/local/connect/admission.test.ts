import { admitsAgent } from '../../../../local/connect/admission';
import type { RoutingExpression } from '../../../../local/connect/routing-criteria';
import { atLeast, only } from './criteria-world';

const language = { Name: 'Language', Value: 'English' };
const range = (MinProficiencyLevel: number, MaxProficiencyLevel: number): RoutingExpression => ({
  AttributeCondition: {
    ...language,
    ComparisonOperator: 'Range',
    Range: { MinProficiencyLevel, MaxProficiencyLevel },
  },
});
const exactly = (level?: number): RoutingExpression => ({
  AttributeCondition: {
    ...language,
    ComparisonOperator: 'Match',
    ...(level === undefined ? {} : { ProficiencyLevel: level }),
  },
});
const not = ({ AttributeCondition }: RoutingExpression): RoutingExpression => ({
  NotAttributeCondition: AttributeCondition ?? {},
});
const english = atLeast('Language', 'English', 3);
const billing = atLeast('Topic', 'Billing', 1);

/** By the level of English, from none to 5, who is admitted; and who knows billing has English 2. */
const levels = [undefined, 1, 2, 3, 4, 5];
const agents = levels.map((level, index) => ({
  id: `agent-${index}`,
  proficiencies: [
    ...(level === undefined ? [] : [{ attribute: 'Language', value: 'English', level }]),
    ...(index === 2 ? [{ attribute: 'Topic', value: 'Billing', level: 1 }] : []),
  ],
}));

test.each<[string, RoutingExpression | undefined, readonly number[]]>([
  ['no expression', undefined, [0, 1, 2, 3, 4, 5]],
  ['a level or a higher one', english, [3, 4, 5]],
  ['the highest level', atLeast('Language', 'English', 5), [5]],
  ['the lowest level, but not none', atLeast('Language', 'English', 1), [1, 2, 3, 4, 5]],
  ['another value of the attribute', atLeast('Language', 'Welsh', 1), []],
  ['an attribute with the value of another', atLeast('Topic', 'English', 1), []],
  ['one level exactly', exactly(4), [4]],
  ['a proficiency at any level', exactly(), [1, 2, 3, 4, 5]],
  ['a range, both ends included', range(2, 4), [2, 3, 4]],
  ['agents by their ids', only('agent-0', 'agent-5'), [0, 5]],
  ['not a level', not(english), [0, 1, 2]],
  ['not these agents', not(only('agent-0')), [1, 2, 3, 4, 5]],
  ['all of several', { AndExpression: [atLeast('Language', 'English', 2), billing] }, [2]],
  ['one of several', { OrExpression: [atLeast('Language', 'English', 5), billing, only('agent-0')] }, [0, 2, 5]],
  ['one of several that are of several', { OrExpression: [{ AndExpression: [english, not(exactly(4))] }] }, [3, 5]],
])('%s admits exactly whom it says', (_, expression, admitted) => {
  const found = agents.flatMap((agent, index) => (admitsAgent(expression, agent) ? [index] : []));
  expect(found).toEqual(admitted);
});

test('who has no proficiencies at all is admitted by none, and by its absence', () => {
  expect(admitsAgent(english, { id: 'ann' })).toBe(false);
  expect(admitsAgent(not(english), { id: 'ann' })).toBe(true);
});
