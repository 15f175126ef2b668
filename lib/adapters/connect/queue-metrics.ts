import { GetCurrentMetricDataCommand, type ConnectClient, type CurrentMetricResult } from '@aws-sdk/client-connect';
import type { Holders } from '../../core/dispatch/holders';
import { queueById, type Policy } from '../../core/policy/policy';
import { msOf } from './outcomes';

/** GetCurrentMetricData takes at most this many queues in a filter. */
const QUEUES_MAX = 100;

/** Callers holding in each queue, and the instant that Connect's figures are of. */
export interface HoldersReading {
  readonly asOfMs: number;
  readonly holders: readonly Holders[];
}

/** A queue that Connect leaves out has none. Undefined when Connect does not answer. */
export async function readHolders(
  client: ConnectClient,
  policy: Policy,
  nowMs: number,
): Promise<HoldersReading | undefined> {
  try {
    const holders: Holders[] = [];
    let asOfMs = nowMs;
    for (let at = 0; at < policy.queues.length; at += QUEUES_MAX) {
      const { MetricResults, DataSnapshotTime } = await client.send(
        new GetCurrentMetricDataCommand({
          InstanceId: policy.instanceId,
          Filters: {
            Queues: policy.queues.slice(at, at + QUEUES_MAX).map((queue) => queue.queueId),
            Channels: ['VOICE'],
          },
          Groupings: ['QUEUE'],
          CurrentMetrics: [
            { Name: 'CONTACTS_IN_QUEUE', Unit: 'COUNT' },
            { Name: 'OLDEST_CONTACT_AGE', Unit: 'SECONDS' },
          ],
          MaxResults: QUEUES_MAX,
        }),
      );
      asOfMs = Math.min(asOfMs, msOf(DataSnapshotTime) ?? nowMs);
      holders.push(...(MetricResults ?? []).flatMap((result) => holdersFrom(result, policy)));
    }
    return { asOfMs, holders };
  } catch {
    return undefined;
  }
}

function holdersFrom(result: CurrentMetricResult, policy: Policy): readonly Holders[] {
  const queue = queueById(policy, result.Dimensions?.Queue?.Id ?? '');
  if (queue === undefined) return [];
  const value = (name: string) => result.Collections?.find((one) => one.Metric?.Name === name)?.Value ?? 0;
  // Grouped by queue the age is in seconds, as its unit says.
  return [{ queue: queue.name, count: value('CONTACTS_IN_QUEUE'), oldestAgeMs: value('OLDEST_CONTACT_AGE') * 1000 }];
}
