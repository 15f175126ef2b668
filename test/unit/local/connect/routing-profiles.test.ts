import { ListRoutingProfileQueuesCommand } from '@aws-sdk/client-connect';
import type { ListRoutingProfileQueuesRequest } from '@aws-sdk/client-connect';
import { ARN, createServedWorld, INSTANCE_ID } from './world';
import type { WorldOptions } from './world';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(options: WorldOptions = {}) {
  const world = await createServedWorld(options);
  open.push(world.close);
  return {
    ...world,
    queues: (request: Partial<ListRoutingProfileQueuesRequest> = {}) =>
      world.client.send(
        new ListRoutingProfileQueuesCommand({ InstanceId: INSTANCE_ID, RoutingProfileId: 'rp-both', ...request }),
      ),
  };
}

const sales = {
  QueueId: 'q-sales',
  QueueArn: `${ARN}/queue/q-sales`,
  QueueName: 'Sales',
  Priority: 1,
  Delay: 0,
  Channel: 'VOICE',
};
const support = {
  QueueId: 'q-support',
  QueueArn: `${ARN}/queue/q-support`,
  QueueName: 'Support',
  Priority: 2,
  Delay: 30,
  Channel: 'VOICE',
};

describe('ListRoutingProfileQueues', () => {
  test('the queues of a profile are listed with priority and delay', async () => {
    const world = await serve();
    const answer = await world.queues();
    expect(answer.RoutingProfileQueueConfigSummaryList).toStrictEqual([sales, support]);
    expect(answer.NextToken).toBeUndefined();
  });

  test('ids may be ARNs', async () => {
    const world = await serve();
    const { RoutingProfileQueueConfigSummaryList: list } = await world.queues({
      InstanceId: ARN,
      RoutingProfileId: `${ARN}/routing-profile/rp-support`,
    });
    expect(list?.map(({ QueueId }) => QueueId)).toEqual(['q-support']);
  });

  test('pages follow each other and end', async () => {
    const world = await serve();
    const first = await world.queues({ MaxResults: 1 });
    expect(first.RoutingProfileQueueConfigSummaryList).toStrictEqual([sales]);
    const second = await world.queues({ MaxResults: 1, NextToken: first.NextToken });
    expect(second.RoutingProfileQueueConfigSummaryList).toStrictEqual([support]);
    expect(second.NextToken).toBeUndefined();
  });

  test.each([
    ['an unknown profile', { RoutingProfileId: 'nope' }, 'ResourceNotFoundException'],
    ['another instance', { InstanceId: 'nope' }, 'ResourceNotFoundException'],
    ['a page of none', { MaxResults: 0 }, 'InvalidRequestException'],
    ['a page of more than 100', { MaxResults: 101 }, 'InvalidRequestException'],
    ['a made-up token', { NextToken: 'x' }, 'InvalidParameterException'],
  ])('%s is refused', async (_name, request, name) => {
    const world = await serve();
    await expect(world.queues(request)).rejects.toMatchObject({ name });
  });

  test('it is limited to a burst of 5 and then 2 a second', async () => {
    const world = await serve({ limits: undefined });
    for (let index = 0; index < 5; index += 1) await world.queues();
    await expect(world.queues()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.run(500);
    await world.queues();
  });
});
