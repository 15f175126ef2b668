import * as z from 'zod/mini';
import type { LineFigures, LineMinute } from './line-figures';

/** The most data points of one answer, unless the request wants fewer. */
const DATAPOINTS_MAX = 100_800;

const DAY_SECONDS = 86_400;

const requestSchema = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.optional(z.enum(['TimestampDescending', 'TimestampAscending'])),
  MaxDatapoints: z.optional(z.int().check(z.minimum(1))),
  NextToken: z.optional(z.string()),
  MetricDataQueries: z
    .array(
      z.object({
        Id: z.string().check(z.regex(/^[a-z]\w*$/)),
        MetricStat: z.object({
          Metric: z.object({
            Namespace: z.string(),
            MetricName: z.string(),
            Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
          }),
          Period: z.int().check(z.minimum(1)),
          Stat: z.string(),
        }),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
});

type Request = z.infer<typeof requestSchema>;
type Query = Request['MetricDataQueries'][number];

/** A refusal as CloudWatch words it; always the sender's fault. */
export class MetricRefusal extends Error {
  readonly code: 'ValidationError' | 'InvalidParameterValue' | 'InvalidParameterCombination' | 'InvalidNextToken';

  constructor(code: MetricRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface MetricSource {
  readonly instanceId: string;
  readonly nowMs: () => number;
  readonly figures: LineFigures;
}

interface Datapoint {
  readonly id: string;
  readonly atSeconds: number;
  readonly value: number;
}

/** Answers GetMetricData for the three metrics of lines. Of any other metric there is no data, as of one nobody has sent. */
export function getMetricData(source: MetricSource, body: unknown): object {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw new MetricRefusal('ValidationError', parsed.error.issues[0]?.message ?? 'invalid');
  const request = parsed.data;
  if (request.StartTime >= request.EndTime) {
    throw new MetricRefusal('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  }
  const points = request.MetricDataQueries.flatMap((query) => pointsOf(source, request, query));
  const from = offsetOf(request.NextToken, points.length);
  const to = from + Math.min(request.MaxDatapoints ?? DATAPOINTS_MAX, DATAPOINTS_MAX);
  return {
    MetricDataResults: request.MetricDataQueries.map(({ Id, MetricStat }) => {
      const here = points.slice(from, to).filter(({ id }) => id === Id);
      return {
        Id,
        Label: MetricStat.Metric.MetricName,
        Timestamps: here.map(({ atSeconds }) => atSeconds),
        Values: here.map(({ value }) => value),
        StatusCode: points.slice(to).some(({ id }) => id === Id) ? 'PartialData' : 'Complete',
      };
    }),
    Messages: [],
    ...(to < points.length ? { NextToken: String(to) } : {}),
  };
}

function pointsOf({ instanceId, nowMs, figures }: MetricSource, request: Request, query: Query): readonly Datapoint[] {
  const { Metric: metric, Period: period, Stat: stat } = query.MetricStat;
  if (period % 60 !== 0) throw new MetricRefusal('InvalidParameterValue', 'The period must be a multiple of 60.');
  const figureOf = metric.Namespace === 'AWS/Connect' ? figuresByName[metric.MetricName] : undefined;
  const dimensions = Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const isOurs = dimensions['InstanceId'] === instanceId && dimensions['MetricGroup'] === 'VoiceCalls';
  const isKept = period % periodKept(nowMs() / 1000 - request.StartTime) === 0;
  if (figureOf === undefined || !isOurs || metric.Dimensions.length !== 2 || !isKept) return [];
  const fromSeconds = Math.floor(request.StartTime / period) * period;
  const buckets = new Map<number, number>();
  for (const minute of figures.minutes(fromSeconds * 1000, request.EndTime * 1000)) {
    const value = figureOf(minute);
    if (value === undefined) continue;
    const at = Math.floor(minute.atMs / 1000 / period) * period;
    buckets.set(at, combine(stat, buckets.get(at), value));
  }
  const points = [...buckets].map(([atSeconds, value]) => ({ id: query.Id, atSeconds, value }));
  const isAscending = request.ScanBy === 'TimestampAscending';
  return points.toSorted((a, b) => (isAscending ? a.atSeconds - b.atSeconds : b.atSeconds - a.atSeconds));
}

const figuresByName: Readonly<Record<string, (minute: LineMinute) => number | undefined>> = {
  CallsBreachingConcurrencyQuota: ({ breaching }) => (breaching === 0 ? undefined : breaching),
  ThrottledCalls: ({ throttled }) => (throttled === 0 ? undefined : throttled),
  ConcurrentCalls: ({ concurrentMax }) => concurrentMax,
};

function combine(stat: string, before: number | undefined, value: number): number {
  if (before === undefined) return value;
  if (stat === 'Sum') return before + value;
  if (stat === 'Maximum') return Math.max(before, value);
  throw new MetricRefusal('InvalidParameterValue', `There is no statistic ${stat} here.`);
}

/** In which steps figures of that age are still there. Seconds. */
function periodKept(ageSeconds: number): number {
  if (ageSeconds > 63 * DAY_SECONDS) return 3_600;
  return ageSeconds > 15 * DAY_SECONDS ? 300 : 60;
}

function offsetOf(token: string | undefined, count: number): number {
  if (token === undefined) return 0;
  const offset = Number(token);
  if (!Number.isInteger(offset) || offset <= 0 || offset >= count) {
    throw new MetricRefusal('InvalidNextToken', 'The next token is not one that was given.');
  }
  return offset;
}
