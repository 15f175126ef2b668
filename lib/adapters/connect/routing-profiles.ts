import { ListRoutingProfileQueuesCommand, type ConnectClient } from '@aws-sdk/client-connect';
import { fullBucket, refill, takeTokens } from '../../core/dispatch/token-bucket';
import { queueById, type Policy } from '../../core/policy/policy';
import type { Clock } from '../../ports/clock';

/** Which of our queues a routing profile serves. */
export interface RoutingProfiles {
  /** Names of queues; undefined while Connect has not said. */
  readonly queuesOf: (routingProfileId: string) => Promise<readonly string[] | undefined>;
}

/** Profiles change with the organisation, not with the hour. */
const KEPT_MS = 3_600_000;

/** Half of the default quota of ListRoutingProfileQueues (2 a second, burst 5), so that others can use it too. */
const askRate = { perSecond: 1, burst: 5 } as const;

export function createRoutingProfiles(client: ConnectClient, policy: Policy, clock: Clock): RoutingProfiles {
  const known = new Map<string, { readonly queues: readonly string[]; readonly untilMs: number }>();
  let bucket = fullBucket(askRate, clock.nowMs());
  return {
    queuesOf: async (routingProfileId) => {
      const profile = known.get(routingProfileId);
      const nowMs = clock.nowMs();
      if (profile !== undefined && nowMs < profile.untilMs) return profile.queues;
      const taken = takeTokens(refill(bucket, askRate, nowMs), 1);
      bucket = taken.bucket;
      if (taken.granted === 0) return profile?.queues;
      const queues = await listQueues(client, policy, routingProfileId);
      if (queues === undefined) return profile?.queues;
      known.set(routingProfileId, { queues, untilMs: nowMs + KEPT_MS });
      return queues;
    },
  };
}

async function listQueues(
  client: ConnectClient,
  policy: Policy,
  routingProfileId: string,
): Promise<readonly string[] | undefined> {
  try {
    const names = new Set<string>();
    let from: string | undefined;
    do {
      const page = await client.send(
        new ListRoutingProfileQueuesCommand({
          InstanceId: policy.instanceId,
          RoutingProfileId: routingProfileId,
          MaxResults: 100,
          NextToken: from,
        }),
      );
      for (const { QueueId, Channel } of page.RoutingProfileQueueConfigSummaryList ?? []) {
        const queue = Channel === 'VOICE' ? queueById(policy, QueueId ?? '') : undefined;
        if (queue !== undefined) names.add(queue.name);
      }
      from = page.NextToken;
    } while (from !== undefined);
    return [...names];
  } catch {
    return undefined;
  }
}
