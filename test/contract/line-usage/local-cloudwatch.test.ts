import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
  type GetMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { startCloudWatchServer, type CloudWatchServer } from '../../../local/cloudwatch/server';

const noonMs = Date.parse('2026-03-02T12:00:00Z');
const minutes = [0, 1, 2].map((index) => ({
  atMs: noonMs + index * 60_000,
  breaching: index,
  throttled: 1,
  concurrentMax: 5 + index,
}));

let server: CloudWatchServer;
let client: CloudWatchClient;
beforeAll(async () => {
  server = await startCloudWatchServer({
    instanceId: 'ours',
    nowMs: () => noonMs + 3_600_000,
    figures: { minutes: () => minutes },
  });
  client = new CloudWatchClient({
    endpoint: server.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

const query = (Id: string, MetricName: string, Stat: string, Period = 60) => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Connect',
      MetricName,
      Dimensions: [
        { Name: 'InstanceId', Value: 'ours' },
        { Name: 'MetricGroup', Value: 'VoiceCalls' },
      ],
    },
    Stat,
    Period,
  },
});

const get = (changes: Partial<GetMetricDataCommandInput> = {}) =>
  client.send(
    new GetMetricDataCommand({
      StartTime: new Date(noonMs),
      EndTime: new Date(noonMs + 600_000),
      MetricDataQueries: [query('a', 'ThrottledCalls', 'Sum')],
      ...changes,
    }),
  );

const at = (...indexes: readonly number[]) => indexes.map((index) => new Date(noonMs + index * 60_000));

describe('the local CloudWatch', () => {
  test('gives the newest first unless it is asked otherwise', async () => {
    const { MetricDataResults: [first] = [] } = await get();
    expect(first).toEqual({
      Id: 'a',
      Label: 'ThrottledCalls',
      Timestamps: at(2, 1, 0),
      Values: [1, 1, 1],
      StatusCode: 'Complete',
    });
    const { MetricDataResults: [ascending] = [] } = await get({ ScanBy: 'TimestampAscending' });
    expect(ascending?.Timestamps).toEqual(at(0, 1, 2));
  });

  test('tells of no minute without anything to tell', async () => {
    const MetricDataQueries = [query('a', 'CallsBreachingConcurrencyQuota', 'Sum'), query('b', 'MissedCalls', 'Sum')];
    const { MetricDataResults: results = [] } = await get({ MetricDataQueries, ScanBy: 'TimestampAscending' });
    expect(results.map(({ Values }) => Values)).toEqual([[1, 2], []]);
  });

  test('gives in pages what is more than was asked for at once', async () => {
    const MetricDataQueries = [query('a', 'ThrottledCalls', 'Sum'), query('b', 'ConcurrentCalls', 'Maximum')];
    const seen: (readonly [string | undefined, readonly number[] | undefined, string | undefined])[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await get({ MetricDataQueries, MaxDatapoints: 4, ScanBy: 'TimestampAscending', NextToken });
      seen.push((page.MetricDataResults ?? []).map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual([
      [
        ['a', [1, 1, 1], 'Complete'],
        ['b', [5], 'PartialData'],
      ],
      [
        ['a', [], 'Complete'],
        ['b', [6, 7], 'Complete'],
      ],
    ]);
  });

  test.each([
    ['an end before the start', { EndTime: new Date(noonMs) }, 'ValidationError'],
    [
      'a step that is no minute',
      { MetricDataQueries: [query('a', 'ThrottledCalls', 'Sum', 90)] },
      'InvalidParameterValue',
    ],
    [
      'a statistic that is none',
      { MetricDataQueries: [query('a', 'ThrottledCalls', 'Most', 300)] },
      'InvalidParameterValue',
    ],
    ['an id that is none', { MetricDataQueries: [query('A b', 'ThrottledCalls', 'Sum')] }, 'ValidationError'],
    ['a token that was not given', { NextToken: 'x' }, 'InvalidNextToken'],
  ])('refuses %s', async (_name, changes, name) => {
    const fault = await get(changes).catch((error: unknown) => error);
    expect(fault).toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(JSON.stringify([(fault as Error).name, fault])).toContain(name);
  });

  test('has no other operation', async () => {
    await expect(client.send(new ListMetricsCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });
});
