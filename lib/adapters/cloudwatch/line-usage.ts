import {
  CloudWatchServiceException,
  GetMetricDataCommand,
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { AdapterError } from '../../ports/adapter-error';
import type { Clock } from '../../ports/clock';
import type { LineShortage } from '../../core/reports/lines';
import type { LineUsage } from '../../ports/line-usage';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What older than this is kept of in coarser steps only; asked for in finer ones, it is not there at all. */
const keptInSteps = [
  { olderThanMs: 63 * DAY_MS, stepMs: 60 * MINUTE_MS },
  { olderThanMs: 15 * DAY_MS, stepMs: 5 * MINUTE_MS },
] as const;

/** Our names for the three figures of voice calls, by the id that its query has. */
const figures = {
  breaching: { metric: 'CallsBreachingConcurrencyQuota', stat: 'Sum' },
  throttled: { metric: 'ThrottledCalls', stat: 'Sum' },
  concurrent: { metric: 'ConcurrentCalls', stat: 'Maximum' },
} as const;

type Figure = keyof typeof figures;

/**
 * What CloudWatch has measured of the instance's lines. Connect tells of minutes in which there was something to tell; of
 * days long gone the stretches are longer than was asked for, 5 minutes after 15 days and an hour after 63.
 */
export function createCloudWatchLineUsage(
  client: CloudWatchClient,
  instanceId: string,
  clock: Pick<Clock, 'nowMs'>,
): LineUsage {
  return {
    between: async (fromMs, toMs, stepMs) => {
      const step = stepFor(stepMs, clock.nowMs() - fromMs);
      // Stretches begin at whole steps, so that no two readings of one time differ; what began before is another day's.
      const startMs = Math.ceil(fromMs / step) * step;
      if (startMs >= toMs) return [];
      const stretches = new Map<number, Readonly<Partial<Record<Figure, number>>>>();
      for await (const { Id, Timestamps: times = [], Values: values = [] } of results(client, instanceId, {
        startMs,
        endMs: toMs,
        step,
      })) {
        if (!isFigure(Id)) continue;
        for (const [index, at] of times.entries()) {
          stretches.set(at.getTime(), { ...stretches.get(at.getTime()), [Id]: values[index] ?? 0 });
        }
      }
      return [...stretches].toSorted(([a], [b]) => a - b).map(([at, told]) => shortageOf(at, step, told));
    },
  };
}

/** All results of all pages; those of one metric may be spread over several. */
async function* results(
  client: CloudWatchClient,
  instanceId: string,
  range: { readonly startMs: number; readonly endMs: number; readonly step: number },
): AsyncGenerator<MetricDataResult> {
  const MetricDataQueries = Object.keys(figures)
    .filter(isFigure)
    .map((id) => queryFor(id, instanceId, range.step));
  const request = { MetricDataQueries, StartTime: new Date(range.startMs), EndTime: new Date(range.endMs) };
  let from: string | undefined;
  do {
    const page = await send(
      client,
      new GetMetricDataCommand({ ...request, ScanBy: 'TimestampAscending', NextToken: from }),
    );
    for (const result of page.MetricDataResults ?? []) {
      if (result.StatusCode === 'InternalError' || result.StatusCode === 'Forbidden') {
        const retryable = result.StatusCode === 'InternalError';
        throw new AdapterError('cloudwatch', { retryable, cause: new Error(`GetMetricData: ${result.StatusCode}`) });
      }
      yield result;
    }
    from = page.NextToken;
  } while (from !== undefined);
}

async function send(client: CloudWatchClient, command: GetMetricDataCommand) {
  try {
    return await client.send(command);
  } catch (error) {
    throw new AdapterError('cloudwatch', { retryable: isPassing(error), cause: error });
  }
}

function queryFor(id: Figure, instanceId: string, step: number): MetricDataQuery {
  const { metric, stat } = figures[id];
  const Dimensions = [
    { Name: 'InstanceId', Value: instanceId },
    { Name: 'MetricGroup', Value: 'VoiceCalls' },
  ];
  const Metric = { Namespace: 'AWS/Connect', MetricName: metric, Dimensions };
  return { Id: id, MetricStat: { Metric, Period: step / 1000, Stat: stat } };
}

function stepFor(askedMs: number, ageMs: number): number {
  const least = keptInSteps.find(({ olderThanMs }) => ageMs > olderThanMs)?.stepMs ?? MINUTE_MS;
  return Math.ceil(askedMs / least) * least;
}

function shortageOf(fromMs: number, step: number, told: Readonly<Partial<Record<Figure, number>>>): LineShortage {
  const { breaching = 0, throttled = 0, concurrent } = told;
  return {
    fromMs,
    toMs: fromMs + step,
    breaching,
    throttled,
    ...(concurrent === undefined ? {} : { concurrentMax: concurrent }),
  };
}

function isFigure(id: string | undefined): id is Figure {
  return id !== undefined && Object.hasOwn(figures, id);
}

/** What may not be read, or is asked wrongly, is not answered the next time either. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof CloudWatchServiceException)) return true;
  const status = error.$metadata.httpStatusCode ?? 500;
  return status >= 500 || status === 429 || error.name.includes('Throttl');
}
