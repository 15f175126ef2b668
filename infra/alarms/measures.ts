import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, metrics, type MetricDimension, type MetricName } from '../../lib/core/watch/metrics';

type NameOf<Kind extends 'sum' | 'gauge'> = {
  readonly [Name in MetricName]: (typeof metrics)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** How the values of a period are put together. */
type Statistic = 'Sum' | 'Average' | 'Maximum' | 'SampleCount' | 'p95';

/** What a measure is taken of, where it is not ours alone. */
interface Source {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

function measure({ namespace, name, dimensions }: Source, statistic: Statistic, minutes: number): Metric {
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { ...dimensions },
    statistic,
    period: Duration.minutes(minutes),
  });
}

/** One of our metrics over the whole instance. */
export function ours(instanceId: string, name: MetricName, statistic: Statistic, minutes = 1): Metric {
  const dimensions = { Instance: instanceId };
  return measure({ namespace: METRICS_NAMESPACE, name, dimensions }, statistic, minutes);
}

/** How often a thing of ours happened. */
export function happened(instanceId: string, name: NameOf<'sum'>, minutes = 1): Metric {
  return ours(instanceId, name, 'Sum', minutes);
}

/** What was there, over all queues; it is told once a minute. */
export function gauge(instanceId: string, name: NameOf<'gauge'>): Metric {
  return ours(instanceId, name, 'Maximum');
}

/** Faults that a function has noted and gone on from, by the place that it names in its journal. */
export function faultsAt(instanceId: string, where: 'ivr' | 'pass', minutes: number): Metric {
  const dimensions = { Instance: instanceId, Where: where };
  return measure({ namespace: METRICS_NAMESPACE, name: 'Faults' satisfies MetricName, dimensions }, 'Sum', minutes);
}

/** A metric of ours, one line for each value of a dimension that it is told by; new values appear by themselves. */
export function oursBy(
  instanceId: string,
  name: MetricName,
  by: MetricDimension,
  statistic: Statistic,
  minutes = 5,
): MathExpression {
  const known: readonly MetricDimension[] = metrics[name].by;
  if (!known.includes(by)) throw new Error(`${name} is not told by ${by}`);
  return search(METRICS_NAMESPACE, ['Instance', by], { MetricName: name, Instance: instanceId }, statistic, minutes);
}

/** A metric of the Connect instance. Source of names and dimensions: "Monitoring your instance using CloudWatch", Connect administrator guide. */
export function connectMeasure(
  instanceId: string,
  group: 'VoiceCalls' | 'ContactFlow',
  name: string,
  statistic: Statistic,
  more: Readonly<Record<string, string>> = {},
): Metric {
  const dimensions = { InstanceId: instanceId, MetricGroup: group, ...more };
  return measure({ namespace: 'AWS/Connect', name, dimensions }, statistic, 1);
}

/** A metric of every queue of the Connect instance, by its name there. */
export function connectQueues(instanceId: string, name: string): MathExpression {
  const where = { MetricName: name, InstanceId: instanceId };
  return search('AWS/Connect', ['InstanceId', 'MetricGroup', 'QueueName'], where, 'Maximum', 1);
}

/** How many requests to the table were refused for their rate, whichever index was the cause. */
export function refusedRequests(tableName: string, operation: string): Metric {
  const dimensions = { TableName: tableName, Operation: operation };
  return measure({ namespace: 'AWS/DynamoDB', name: 'ThrottledRequests', dimensions }, 'Sum', 5);
}

/** An alarm on metric math takes ten metrics at most. Source: "Limits", CloudWatch alarms. */
const ALARM_METRICS_MAX = 10;

/** The sum of many metrics, in as many parts as alarms need; a metric that nothing was told of adds nothing. */
export function sumsOf(addends: readonly IMetric[], minutes: number, label: string): readonly MathExpression[] {
  const parts = Math.ceil(addends.length / ALARM_METRICS_MAX);
  return Array.from({ length: parts }, (_, part) => {
    const some = addends.slice(part * ALARM_METRICS_MAX, (part + 1) * ALARM_METRICS_MAX);
    const named = some.map((addend, index) => [`m${index}`, addend] as const);
    return new MathExpression({
      expression: `SUM([${named.map(([id]) => id).join(', ')}])`,
      usingMetrics: Object.fromEntries(named),
      period: Duration.minutes(minutes),
      label,
    });
  });
}

function search(
  namespace: string,
  dimensions: readonly string[],
  where: Readonly<Record<string, string>>,
  statistic: Statistic,
  minutes: number,
): MathExpression {
  const schema = [namespace, ...dimensions].join(',');
  const terms = Object.entries(where).map(([name, value]) => `${name}="${value}"`);
  return new MathExpression({
    expression: `SEARCH('{${schema}} ${terms.join(' ')}', '${statistic}', ${minutes * 60})`,
    period: Duration.minutes(minutes),
    label: '',
  });
}
