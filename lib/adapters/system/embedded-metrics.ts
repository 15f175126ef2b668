import { METRICS_NAMESPACE, metrics, type MetricName } from '../../core/watch/metrics';
import type { Measured } from './metrics-of';

/** Members of a log line that CloudWatch makes metrics of. */
export type EmbeddedMetrics = Readonly<Record<string, unknown>>;

/**
 * Metrics in CloudWatch's embedded metric format: dimensions and values are members of the line, and `_aws` says which. Lines
 * have six metrics and two dimensions at most, far from the format's limits (100 metrics, 30 dimensions, 256 KB).
 * Source: "Specification: Embedded metric format" in the CloudWatch user guide.
 */
export function embeddedMetrics(
  { values, where, isPart }: Measured,
  { instanceId, atMs }: { readonly instanceId: string; readonly atMs: number },
): EmbeddedMetrics {
  const whole = isPart === true ? [] : [['Instance']];
  const directives = namesOf(values).map((name) => {
    const { unit, by } = metrics[name];
    const named = by.filter((dimension) => where[dimension] !== undefined);
    return {
      Namespace: METRICS_NAMESPACE,
      Dimensions: [...whole, ...named.map((dimension) => ['Instance', dimension])],
      Metrics: [{ Name: name, Unit: unit }],
    };
  });
  return {
    _aws: { Timestamp: atMs, CloudWatchMetrics: directives.filter(({ Dimensions: sets }) => sets.length > 0) },
    Instance: instanceId,
    ...where,
    ...values,
  };
}

function namesOf(values: Measured['values']): readonly MetricName[] {
  return Object.keys(values).filter((name) => isMetric(name));
}

function isMetric(name: string): name is MetricName {
  return Object.hasOwn(metrics, name);
}
