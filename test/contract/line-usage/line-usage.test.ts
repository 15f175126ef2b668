import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createCloudWatchLineUsage } from '../../../lib/adapters/cloudwatch/line-usage';
import type { LineMinute } from '../../../local/cloudwatch/line-figures';
import { startCloudWatchServer, type CloudWatchServer } from '../../../local/cloudwatch/server';
import { AwsService, awsError } from '../../support/aws-service';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const noonMs = Date.parse('2026-03-02T12:00:00Z');
const instanceId = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';

let nowMs = noonMs + dayMs;
const clock = {
  nowMs: () => nowMs,
  sleep: async () => undefined,
  within: <T>(_ms: number, act: () => Promise<T>) => act(),
};
let minutes: readonly LineMinute[] = [];

let local: CloudWatchServer;
let service: AwsService;
let clients: readonly CloudWatchClient[] = [];
beforeAll(async () => {
  service = await AwsService.start();
  local = await startCloudWatchServer({
    instanceId,
    nowMs: () => nowMs,
    figures: { minutes: (fromMs, toMs) => minutes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs) },
  });
  const { clientConfig } = service;
  clients = [new CloudWatchClient({ ...clientConfig, endpoint: local.endpoint }), new CloudWatchClient(clientConfig)];
});
beforeEach(() => {
  nowMs = noonMs + dayMs;
  minutes = [];
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await local.close();
  await service.stop();
});

/** On the local CloudWatch, or before a service that answers as scripted. */
function usage(on: 'local' | 'scripted' = 'local', instance = instanceId) {
  const client = clients[on === 'local' ? 0 : 1];
  if (client === undefined) throw new Error('no client');
  return createCloudWatchLineUsage(client, instance, clock);
}

const minute = (index: number, changes: Partial<LineMinute> = {}): LineMinute => ({
  atMs: noonMs + index * minuteMs,
  breaching: 0,
  throttled: 0,
  ...changes,
});

describe('the usage of lines in CloudWatch', () => {
  test('comes in stretches, with sums of what was short and the most of what was on at once', async () => {
    minutes = [
      minute(0, { concurrentMax: 9 }),
      minute(1, { concurrentMax: 10, breaching: 2 }),
      minute(4, { concurrentMax: 10, breaching: 1, throttled: 3 }),
      minute(5, { concurrentMax: 4 }),
      minute(17, { throttled: 1 }),
    ];
    expect(await usage().between(noonMs, noonMs + 20 * minuteMs, 5 * minuteMs)).toEqual([
      { fromMs: noonMs, toMs: noonMs + 5 * minuteMs, breaching: 3, throttled: 3, concurrentMax: 10 },
      { fromMs: noonMs + 5 * minuteMs, toMs: noonMs + 10 * minuteMs, breaching: 0, throttled: 0, concurrentMax: 4 },
      { fromMs: noonMs + 15 * minuteMs, toMs: noonMs + 20 * minuteMs, breaching: 0, throttled: 1 },
    ]);
  });

  test('ends before the end that is asked for, and begins at the first whole step within', async () => {
    minutes = [minute(-6, { breaching: 8 }), minute(-1, { breaching: 1 }), minute(0, { breaching: 3 })];
    minutes = [...minutes, minute(9, { breaching: 2 })];
    minutes = [...minutes, minute(10, { breaching: 4 })];
    const told = await usage().between(noonMs - minuteMs, noonMs + 10 * minuteMs, 5 * minuteMs);
    expect(told.map(({ fromMs, breaching }) => [(fromMs - noonMs) / minuteMs, breaching])).toEqual([
      [0, 3],
      [5, 2],
    ]);
  });

  test('is nothing for another instance, and for a time without calls', async () => {
    minutes = [minute(0, { breaching: 1 })];
    expect(await usage('local', 'another').between(noonMs, noonMs + dayMs, minuteMs)).toEqual([]);
    expect(await usage().between(noonMs - dayMs, noonMs, minuteMs)).toEqual([]);
  });

  test('of days long gone comes in the steps that are kept of them', async () => {
    minutes = [minute(0, { breaching: 1 }), minute(59, { breaching: 2 })];
    const steps: (readonly [number, readonly number[]])[] = [
      [14, [1, 1]],
      [16, [5, 5]],
      [64, [60]],
    ];
    for (const [days, lengths] of steps) {
      nowMs = noonMs + days * dayMs;
      const told = await usage().between(noonMs, noonMs + 60 * minuteMs, minuteMs);
      expect(told.map(({ fromMs, toMs }) => (toMs - fromMs) / minuteMs)).toEqual(lengths);
      expect(told.reduce((sum, { breaching }) => sum + breaching, 0)).toBe(3);
    }
    nowMs = noonMs + 16 * dayMs;
    const [first] = await usage().between(noonMs, noonMs + 60 * minuteMs, 7 * minuteMs);
    expect((first?.toMs ?? 0) - (first?.fromMs ?? 0)).toBe(10 * minuteMs);
  });

  test('asks Connect for its three figures of voice calls', async () => {
    service.script({ body: { MetricDataResults: [] } });
    expect(await usage('scripted').between(noonMs, noonMs + dayMs, minuteMs)).toEqual([]);
    const [request] = service.requests;
    expect(request?.operation).toBe('GetMetricData');
    const query = (Id: string, MetricName: string, Stat: string) => ({
      Id,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Connect',
          MetricName,
          Dimensions: [
            { Name: 'InstanceId', Value: instanceId },
            { Name: 'MetricGroup', Value: 'VoiceCalls' },
          ],
        },
        Period: 60,
        Stat,
      },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      MetricDataQueries: [
        query('breaching', 'CallsBreachingConcurrencyQuota', 'Sum'),
        query('throttled', 'ThrottledCalls', 'Sum'),
        query('concurrent', 'ConcurrentCalls', 'Maximum'),
      ],
      StartTime: noonMs / 1000,
      EndTime: (noonMs + dayMs) / 1000,
      ScanBy: 'TimestampAscending',
    });
  });

  test('is read to the last page, whichever figure stands on which', async () => {
    const page = (Id: string, Timestamps: readonly number[], Values: readonly number[], NextToken?: string) => ({
      body: { MetricDataResults: [{ Id, Timestamps, Values, StatusCode: 'PartialData' }], NextToken },
    });
    const at = noonMs / 1000;
    service.script(
      page('breaching', [at], [1], 'a'),
      page('breaching', [at + 60], [2], 'b'),
      page('concurrent', [at], [7]),
    );
    expect(await usage('scripted').between(noonMs, noonMs + dayMs, minuteMs)).toEqual([
      { fromMs: noonMs, toMs: noonMs + minuteMs, breaching: 1, throttled: 0, concurrentMax: 7 },
      { fromMs: noonMs + minuteMs, toMs: noonMs + 2 * minuteMs, breaching: 2, throttled: 0 },
    ]);
    expect(service.requests.map(({ body }) => JSON.parse(body).NextToken)).toEqual([undefined, 'a', 'b']);
  });

  test.each([
    ['a missing permission', awsError('AccessDenied', 403), false],
    ['throttling', awsError('Throttling', 400), true],
    ['a fault of CloudWatch', awsError('InternalServiceFault', 500), true],
    ['a broken connection', 'broken', true],
    ['a figure that failed', { body: { MetricDataResults: [{ Id: 'breaching', StatusCode: 'InternalError' }] } }, true],
    [
      'a figure that may not be read',
      { body: { MetricDataResults: [{ Id: 'breaching', StatusCode: 'Forbidden' }] } },
      false,
    ],
  ] as const)('behind %s is a fault, of which it is known whether it may pass', async (_name, answer, retryable) => {
    service.script(answer);
    const fault = await usage('scripted')
      .between(noonMs, noonMs + dayMs, minuteMs)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'AdapterError', adapter: 'cloudwatch', retryable });
  });
});
