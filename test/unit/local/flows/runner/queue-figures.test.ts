import { FlowError } from '../../../../../local/flows/runner/flow-error';
import { act, branchOf, flowText, hangUp, onErrors, play, say, type Scene } from './builders';

const reading = {
  size: 4,
  oldestContactAgeSeconds: 90,
  agentsOnline: 3,
  agentsAvailable: 0,
  agentsStaffed: 2,
  agentsAfterContactWork: 1,
  agentsBusy: 1,
};
const failed = 'error:NoMatchingError';
const path = '$.Attributes.x';

const openOrNot = {
  errors: onErrors('NoMatchingError'),
  conditions: [
    ['Equals', 'True', 'bye'],
    ['Equals', 'False', 'bye'],
  ],
} as const;

test.each<[Scene['leg'], Record<string, unknown>, string]>([
  [{ hours: 'open' }, {}, 'condition:0'],
  [{ hours: 'closed' }, {}, 'condition:1'],
  [{ hours: 'unknown' }, {}, failed],
  [{ hours: (id) => id === 'h1' }, { HoursOfOperationId: 'h1' }, 'condition:0'],
  [{ hours: (id) => id === 'h1' }, {}, 'condition:1'],
  [{ hours: 'open' }, { HoursOfOperationId: path }, failed],
])('hours %j asked with %j', async (leg, parameters, branch) => {
  expect(await branchOf(['CheckHoursOfOperation', parameters, openOrNot], { leg })).toBe(branch);
});

test.each([
  ['NumberOfContactsInQueue', 4],
  ['OldestContactInQueueAgeSeconds', 90],
  ['NumberOfAgentsOnline', 3],
  ['NumberOfAgentsAvailable', 0],
  ['NumberOfAgentsStaffed', 2],
])('the figure %s is %i', async (MetricType, figure) => {
  const ways = { errors: onErrors('NoMatchingError'), conditions: [['Equals', String(figure), 'bye']] } as const;
  expect(await branchOf(['CheckMetricData', { MetricType }, ways], { leg: { metrics: reading } })).toBe('condition:0');
});

test.each<[string, Record<string, unknown>, Scene['leg'], string]>([
  ['is not large enough', { MetricType: 'NumberOfContactsInQueue' }, { metrics: reading }, 'error:NoMatchingCondition'],
  ['is not there', { MetricType: 'NumberOfContactsInQueue' }, {}, failed],
  ['has no name', {}, { metrics: reading }, failed],
  ['is of an agent', { MetricType: 'NumberOfContactsInQueue', AgentId: 'a1' }, { metrics: reading }, failed],
  [
    'is of nobody knows which queue',
    { MetricType: 'NumberOfContactsInQueue', QueueId: path },
    { metrics: reading },
    failed,
  ],
])('a figure that %s', async (_, parameters, leg, branch) => {
  const ways = {
    errors: onErrors('NoMatchingError', 'NoMatchingCondition'),
    conditions: [['NumberGreaterThan', '5', 'bye']],
  } as const;
  expect(await branchOf(['CheckMetricData', parameters, ways], { leg })).toBe(branch);
});

const figures = '$.Metrics.Queue.Size, $.Metrics.Queue.OldestContactAge, $.Metrics.Queue.Name';

/** What is said after the figures were loaded. */
async function saidOf(text: string, leg: Scene['leg'], parameters: Readonly<Record<string, unknown>> = {}) {
  const get = act('get', 'GetMetricData', parameters, { next: 'said', errors: { NoMatchingError: 'bye' } });
  const said = act('said', 'MessageParticipant', { Text: text }, { next: 'bye', errors: onErrors('NoMatchingError') });
  return (await play({ flow: flowText(get, said, hangUp), leg })).words;
}

const counts = ['Online', 'Available', 'Staffed', 'AfterContactWork', 'Busy', 'Missed', 'NonProductive'];
const agents = counts.map((name) => `$.Metrics.Agents.${name}.Count`).join(' ');

test.each<[string, string, Scene['leg'], readonly string[]]>([
  ['of a queue', figures, { metrics: reading, queueId: 'q1' }, ['4, 90, q1']],
  ['of agents', agents, { metrics: { ...reading, agentsMissed: 5, agentsNonProductive: 6 } }, ['3 0 2 1 1 5 6']],
  ['of agents of whom nobody is known to do anything else', agents, { metrics: reading }, ['3 0 2 1 1 0 0']],
  ['of agents when there are none', '$.Metrics.Agents.Online.Count', { metrics: { ...reading, agentsOnline: 0 } }, []],
  ['of a queue without activity', figures, { queueId: 'q1' }, []],
  ['that were not measured', '$.Metrics.Queue.EstimatedWaitTime', { metrics: reading }, []],
  ['of the contact itself', '$.Metrics.Contact.PositionInQueue', { metrics: reading }, []],
])('metrics %s', async (_, text, leg, words) => {
  expect(await saidOf(text, leg, { QueueChannel: 'Voice' })).toEqual(words);
});

test('how long it takes is told when one channel is asked for, and not otherwise', async () => {
  const leg = { metrics: { ...reading, estimatedWaitSeconds: 120 } };
  const text = '$.Metrics.Queue.EstimatedWaitTime seconds';
  expect(await saidOf(text, leg, { QueueChannel: 'Voice' })).toEqual(['120 seconds']);
  expect(await saidOf(text, leg)).toEqual([]);
});

test('a queue that the leg names goes by that name', async () => {
  const leg = { queueId: 'q1', metrics: { ...reading, queueName: 'Sales', queueArn: 'arn:q2' } };
  expect(await saidOf('$.Metrics.Queue.Name $.Metrics.Queue.ARN', leg, { QueueId: 'q2' })).toEqual(['Sales arn:q2']);
});

test.each(['PositionInQueue', 'EstimatedWaitTime'])('no condition is true of $.Metrics.Contact.%s', async (name) => {
  const conditions = [
    ['NumberGreaterOrEqualTo', '0', 'bye'],
    ['NumberLessThan', '1000', 'bye'],
    ['KeyExists', undefined, 'bye'],
  ] as const;
  const get = act('get', 'GetMetricData', {}, { next: 'compare', errors: onErrors('NoMatchingError') });
  const compare = act(
    'compare',
    'Compare',
    { ComparisonValue: `$.Metrics.Contact.${name}` },
    { next: 'bye', errors: onErrors('NoMatchingCondition'), conditions },
  );
  const { path: way } = await play({ flow: flowText(get, compare, hangUp), leg: { metrics: reading } });
  expect(way).toEqual(['get next', 'compare error:NoMatchingCondition', 'bye end']);
});

const compareWays = (operand: string) =>
  ({ next: 'bye', errors: onErrors('NoMatchingCondition'), conditions: [['Equals', operand, 'bye']] }) as const;

test.each([
  ['in words', 'MessageParticipant', { Text: 'There are $.Metrics.Queue.Length waiting.' }, '$.Metrics.Queue.Length'],
  ['as all the words there are', 'MessageParticipant', { Text: '$.Metrics.Queue.Sise!' }, '$.Metrics.Queue.Sise'],
  ['in a comparison', 'Compare', { ComparisonValue: '$.Metrics.Agents.Idle.Count' }, '$.Metrics.Agents.Idle.Count'],
  ['below a figure', 'Compare', { ComparisonValue: '$.Metrics.Queue.Size.Count' }, '$.Metrics.Queue.Size.Count'],
  ['in brackets', 'Compare', { ComparisonValue: "$['Metrics']['Size']" }, "$['Metrics']['Size']"],
  ['in brackets without quotes', 'Compare', { ComparisonValue: '$.Metrics[Size]' }, '$.Metrics[Size]'],
  [
    'within a list',
    'MessageParticipant',
    { Text: 'a', More: [{ a: '$.Metrics.Contact.Age' }] },
    '$.Metrics.Contact.Age',
  ],
])('a metric that does not exist, %s, is a fault of the flow, named in full', async (_, type, parameters, metric) => {
  const problem = play({ flow: flowText(act('it', type, parameters, compareWays('1')), hangUp), leg: {} });
  await expect(problem).rejects.toThrow(FlowError);
  await expect(problem).rejects.toThrow(`flow flow, action it: there is no metric ${metric}`);
});

test('what a value is compared with names no unknown metric either', async () => {
  const compare = act('it', 'Compare', { ComparisonValue: '$.Channel' }, compareWays('$.Metrics.Size'));
  await expect(play({ flow: flowText(compare, hangUp) })).rejects.toThrow('there is no metric $.Metrics.Size');
});

test.each(['$.Metrics.Queue.Size!', '$.Attributes.Metrics.Size', 'Metrics.Size', '$.Metrics.Queue', '$.Metrics'])(
  '%s asks for no unknown metric',
  async (text) => {
    expect((await play({ flow: flowText(say('it', 'bye', text), hangUp) })).end?.kind).toBe('terminal');
  },
);
