import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { requireInstance } from './operation';
import type { Operation } from './operation';

/** Standard queues only. A queue without hours leaves them out, although in Connect every queue has some. */
export const describeQueue: Operation = {
  name: 'DescribeQueue',
  method: 'GET',
  path: '/queues/{InstanceId}/{QueueId}',
  run: (core, { path }) => {
    requireInstance(core, path['InstanceId']);
    const queue = core.instance.queues.get(idOf(path['QueueId']));
    if (queue === undefined) {
      throw new ApiError('ResourceNotFoundException', `Queue not found: ${path['QueueId'] ?? ''}`);
    }
    return {
      Queue: {
        QueueId: queue.id,
        QueueArn: core.instance.arnOf('queue', queue.id),
        Name: queue.name,
        HoursOfOperationId: queue.hoursId,
        MaxContacts: queue.maxContacts,
        Status: 'ENABLED',
      },
    };
  },
};
