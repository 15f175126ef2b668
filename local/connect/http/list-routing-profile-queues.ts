import * as z from 'zod/mini';
import { CHANNELS } from '../channel';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';
import { takePage } from './paging';

const querySchema = z.object({
  maxResults: z.optional(z.pipe(z.string(), z.coerce.number<string>().check(z.int(), z.gte(1), z.lte(100)))),
  nextToken: z.optional(z.string()),
});

/**
 * The queues that a routing profile serves, in the order of the setup, once for each channel. One whose channels the setup
 * does not name is listed for calls only, although its agents take tasks from it too: few setups are about tasks.
 */
export const listRoutingProfileQueues: Operation = {
  name: 'ListRoutingProfileQueues',
  method: 'GET',
  path: '/routing-profiles/{InstanceId}/{RoutingProfileId}/queues',
  run: (core, { path, query }) => {
    requireInstance(core, path['InstanceId']);
    const { maxResults, nextToken } = parseBody(querySchema, query);
    const profile = core.instance.profiles.get(idOf(path['RoutingProfileId']));
    if (profile === undefined) {
      throw new ApiError('ResourceNotFoundException', `Routing profile not found: ${path['RoutingProfileId'] ?? ''}`);
    }
    const { slots } = core.instance.mediaOf(profile.id);
    const pairs = profile.queues.flatMap(({ channels = ['VOICE'], ...queue }) =>
      CHANNELS.filter((channel) => slots[channel] > 0 && channels.includes(channel)).map((channel) => ({
        ...queue,
        channel,
      })),
    );
    const { items, ...paging } = takePage(pairs, maxResults, nextToken);
    return {
      RoutingProfileQueueConfigSummaryList: items.map(({ queueId, priority, delaySeconds, channel }) => ({
        QueueId: queueId,
        QueueArn: core.instance.arnOf('queue', queueId),
        QueueName: core.instance.queues.get(queueId)?.name,
        Priority: priority,
        Delay: delaySeconds,
        Channel: channel,
      })),
      ...paging,
    };
  },
};
