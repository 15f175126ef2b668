import { act, branchOf, flowText, hangUp, onErrors, play, type Scene } from './builders';

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

test.each<[string, string, Scene['leg'], readonly string[]]>([
  ['of a queue', figures, { metrics: reading, queueId: 'q1' }, ['4, 90, q1']],
  [
    'of agents',
    '$.Metrics.Agents.Online.Count, $.Metrics.Agents.AfterContactWork.Count',
    { metrics: reading },
    ['3, 1'],
  ],
  ['of agents when there are none', '$.Metrics.Agents.Online.Count', { metrics: { ...reading, agentsOnline: 0 } }, []],
  ['of a queue without activity', figures, { queueId: 'q1' }, []],
  ['that were not measured', '$.Metrics.Queue.EstimatedWaitTime', { metrics: reading }, []],
])('metrics %s', async (_, text, leg, words) => {
  const get = act(
    'get',
    'GetMetricData',
    { QueueChannel: 'Voice' },
    { next: 'said', errors: { NoMatchingError: 'bye' } },
  );
  const said = act('said', 'MessageParticipant', { Text: text }, { next: 'bye', errors: onErrors('NoMatchingError') });
  expect((await play({ flow: flowText(get, said, hangUp), leg })).words).toEqual(words);
});
