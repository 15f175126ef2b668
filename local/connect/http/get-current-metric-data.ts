import * as z from 'zod/mini';
import type { Channel } from '../channel';
import type { QueueFigures } from '../queue-metrics';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance, toEpochSeconds } from './operation';
import type { ApiCore, Operation } from './operation';
import { takePage } from './paging';

const requestSchema = z.object({
  Filters: z.object({
    Queues: z.optional(z.array(z.string()).check(z.maxLength(100))),
    Channels: z.optional(z.array(z.string())),
    RoutingProfiles: z.optional(z.array(z.string())),
    RoutingStepExpressions: z.optional(z.array(z.string())),
  }),
  CurrentMetrics: z
    .array(z.object({ Name: z.optional(z.string()), Unit: z.optional(z.string()) }))
    .check(z.minLength(1)),
  Groupings: z.optional(z.array(z.string())),
  MaxResults: z.optional(z.int().check(z.gte(1), z.lte(100))),
  NextToken: z.optional(z.string()),
});
type Request = z.infer<typeof requestSchema>;

interface MetricReader {
  readonly unit: 'COUNT' | 'SECONDS';
  readonly read: (figures: QueueFigures) => number;
}

const METRICS: Readonly<Record<string, MetricReader>> = {
  AGENTS_ONLINE: { unit: 'COUNT', read: (figures) => figures.agents.online },
  AGENTS_STAFFED: { unit: 'COUNT', read: (figures) => figures.agents.staffed },
  AGENTS_AVAILABLE: { unit: 'COUNT', read: (figures) => figures.agents.available },
  AGENTS_ON_CONTACT: { unit: 'COUNT', read: (figures) => figures.agents.onContact },
  AGENTS_AFTER_CONTACT_WORK: { unit: 'COUNT', read: (figures) => figures.agents.afterContactWork },
  SLOTS_AVAILABLE: { unit: 'COUNT', read: (figures) => figures.agents.slotsAvailable },
  SLOTS_ACTIVE: { unit: 'COUNT', read: (figures) => figures.agents.slotsActive },
  CONTACTS_IN_QUEUE: { unit: 'COUNT', read: (figures) => figures.contactsInQueue },
  OLDEST_CONTACT_AGE: { unit: 'SECONDS', read: (figures) => Math.floor(figures.oldestContactAgeMs / 1_000) },
};

function requestedMetrics({ CurrentMetrics }: Request): readonly (readonly [string, MetricReader])[] {
  return CurrentMetrics.map(({ Name = '' }) => {
    const metric = METRICS[Name];
    if (metric === undefined) {
      const supported = Object.keys(METRICS).join(', ');
      throw new ApiError('InvalidParameterException', `Metric ${Name} is not one of ${supported}.`);
    }
    return [Name, metric] as const;
  });
}

function requestedQueues(core: ApiCore, { Filters, Groupings = [] }: Request): readonly string[] {
  const { Queues = [], RoutingProfiles = [], RoutingStepExpressions = [] } = Filters;
  if (RoutingProfiles.length > 0 || RoutingStepExpressions.length > 0 || Queues.length === 0) {
    throw new ApiError('InvalidParameterException', 'Supported filters: Queues (required) and Channels.');
  }
  if (Groupings.some((grouping) => grouping !== 'QUEUE')) {
    throw new ApiError('InvalidParameterException', 'Supported groupings: QUEUE, or none.');
  }
  const queueIds = Queues.map(idOf);
  const unknown = queueIds.find((queueId) => !core.instance.queues.has(queueId));
  if (unknown !== undefined) throw new ApiError('ResourceNotFoundException', `Queue not found: ${unknown}`);
  return [...new Set(queueIds)];
}

// Without a filter, and with both channels in it, contacts and agents of either count.
function requestedChannel({ Filters: { Channels = [] } }: Request): Channel | 'all' | undefined {
  const isWanted = (channel: Channel): boolean => Channels.length === 0 || Channels.includes(channel);
  if (isWanted('VOICE')) return isWanted('TASK') ? 'all' : 'VOICE';
  return isWanted('TASK') ? 'TASK' : undefined;
}

function collect(metrics: readonly (readonly [string, MetricReader])[], figures: QueueFigures): readonly object[] {
  return metrics.map(([Name, { unit, read }]) => ({ Metric: { Name, Unit: unit }, Value: read(figures) }));
}

// Not grouped, this age is in milliseconds although its unit says seconds: a documented trap of Connect.
const UNGROUPED_OLDEST: MetricReader = { unit: 'SECONDS', read: (figures) => figures.oldestContactAgeMs };

/** Queues without signed-in agents and without contacts are missing from the results, as in Connect. */
export const getCurrentMetricData: Operation = {
  name: 'GetCurrentMetricData',
  method: 'POST',
  path: '/metrics/current/{InstanceId}',
  run: (core, { path, body }) => {
    requireInstance(core, path['InstanceId']);
    const request = parseBody(requestSchema, body);
    const metrics = requestedMetrics(request);
    const queueIds = requestedQueues(core, request);
    const channel = requestedChannel(request);
    const atMs = core.metrics.snapshotAtMs();
    const snapshot = { DataSnapshotTime: toEpochSeconds(atMs) };

    if ((request.Groupings ?? []).length === 0) {
      const figures = channel === undefined ? undefined : core.metrics.read(queueIds, atMs, channel);
      const readers = metrics.map(
        ([name, metric]) => [name, name === 'OLDEST_CONTACT_AGE' ? UNGROUPED_OLDEST : metric] as const,
      );
      const results = figures === undefined ? [] : [{ Collections: collect(readers, figures) }];
      return { MetricResults: results, ...snapshot, ApproximateTotalCount: results.length };
    }
    const results = queueIds.flatMap((queueId) => {
      const figures = channel === undefined ? undefined : core.metrics.read([queueId], atMs, channel);
      if (figures === undefined) return [];
      const Queue = { Id: queueId, Arn: core.instance.arnOf('queue', queueId) };
      return [{ Dimensions: { Queue }, Collections: collect(metrics, figures) }];
    });
    const { items, ...paging } = takePage(results, request.MaxResults, request.NextToken);
    return { MetricResults: items, ...snapshot, ApproximateTotalCount: results.length, ...paging };
  },
};
