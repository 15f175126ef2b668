import {
  GetCurrentMetricDataCommand,
  GetCurrentUserDataCommand,
  ListRoutingProfileQueuesCommand,
} from '@aws-sdk/client-connect';
import type { Channel, CurrentMetricName } from '@aws-sdk/client-connect';
import { closeServed } from './serve';
import { MIXED, serveTasks, setupWith } from './task-world';
import type { TaskWorld } from './task-world';
import { INSTANCE_ID, SETUP, START_MS } from './world';

afterEach(closeServed);

const NAMES = [
  'AGENTS_ONLINE',
  'AGENTS_AVAILABLE',
  'AGENTS_ON_CONTACT',
  'AGENTS_AFTER_CONTACT_WORK',
  'SLOTS_AVAILABLE',
  'SLOTS_ACTIVE',
  'CONTACTS_IN_QUEUE',
  'OLDEST_CONTACT_AGE',
] as const satisfies readonly CurrentMetricName[];

async function read(world: TaskWorld, ...Channels: Channel[]) {
  const { MetricResults = [] } = await world.client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: INSTANCE_ID,
      Filters: { Queues: ['q-support'], ...(Channels.length === 0 ? {} : { Channels }) },
      Groupings: ['QUEUE'],
      CurrentMetrics: NAMES.map((Name) => ({ Name, Unit: Name === 'OLDEST_CONTACT_AGE' ? 'SECONDS' : 'COUNT' })),
    }),
  );
  return MetricResults[0]?.Collections?.map(({ Value }) => Value);
}

describe('GetCurrentMetricData by channel', () => {
  test('agents on one channel only are available on neither, and count as working on theirs', async () => {
    const world = await serveTasks();
    world.emulator.signIn('bob');
    await world.run(1);
    const task = await world.withTask('ann');
    //                                       online avail on-contact acw free used waiting age
    expect(await read(world, 'TASK')).toEqual([2, 1, 1, 0, 1, 1, 0, 0]);
    expect(await read(world, 'VOICE')).toEqual([2, 1, 0, 0, 1, 0, 0, 0]);
    expect(await read(world)).toEqual([2, 1, 1, 0, 1, 1, 0, 0]);
    world.emulator.completeTask(task);
    expect(await read(world, 'TASK')).toEqual([2, 1, 1, 1, 1, 1, 0, 0]);
    expect(await read(world, 'VOICE')).toEqual([2, 1, 0, 0, 1, 0, 0, 0]);
  });

  test('an agent with room for more is available and on a contact at once', async () => {
    const world = await serveTasks({ setup: MIXED });
    world.emulator.signIn('ann');
    await world.start();
    await world.start();
    world.call('q-support');
    await world.run(3_000);
    expect(await read(world, 'TASK')).toEqual([1, 1, 1, 0, 1, 2, 0, 0]);
    expect(await read(world, 'VOICE')).toEqual([1, 0, 1, 0, 0, 1, 0, 0]);
    expect(await read(world, 'VOICE', 'TASK')).toEqual([1, 1, 1, 0, 1, 3, 0, 0]);
    expect(await read(world)).toEqual([1, 1, 1, 0, 1, 3, 0, 0]);
  });

  test('free slots are added up over channels only where an agent may have both', async () => {
    const either = await serveTasks({ setup: setupWith({ concurrency: { TASK: 3 } }) });
    const both = await serveTasks({ setup: MIXED });
    either.emulator.signIn('ann');
    both.emulator.signIn('ann');
    expect((await read(either))?.[4]).toBe(3);
    expect((await read(both))?.[4]).toBe(4);
  });

  test('waiting contacts count for their channel, with the age of the oldest of it', async () => {
    const world = await serveTasks();
    await world.start();
    await world.run(10_000);
    world.call('q-support');
    await world.start();
    await world.run(5_000);
    expect(await read(world, 'TASK')).toEqual([0, 0, 0, 0, 0, 0, 2, 15]);
    expect(await read(world, 'VOICE')).toEqual([0, 0, 0, 0, 0, 0, 1, 5]);
    expect(await read(world)).toEqual([0, 0, 0, 0, 0, 0, 3, 15]);
  });

  test('agents of a closed channel, and channels that the emulator lacks, are no data', async () => {
    const world = await serveTasks({ setup: setupWith({ concurrency: { TASK: 0 } }) });
    world.emulator.signIn('ann');
    expect(await read(world, 'TASK')).toBeUndefined();
    expect(await read(world, 'CHAT')).toBeUndefined();
    expect(await read(world, 'VOICE', 'CHAT')).toEqual([1, 1, 0, 0, 1, 0, 0, 0]);
  });
});

describe('GetCurrentUserData', () => {
  test('an agent is described through a whole task', async () => {
    const world = await serveTasks({ setup: MIXED });
    world.emulator.signIn('ann');
    const ContactId = await world.start();
    await world.run(1_000);
    const contact = { ContactId, Channel: 'TASK', InitiationMethod: 'API', Queue: { Id: 'q-support' } };
    expect(await world.user('ann')).toMatchObject({
      AvailableSlotsByChannel: { VOICE: 1, TASK: 2 },
      ActiveSlotsByChannel: { VOICE: 0, TASK: 0 },
      MaxSlotsByChannel: { VOICE: 1, TASK: 3 },
      Contacts: [{ ...contact, AgentContactState: 'CONNECTING', StateStartTimestamp: new Date(START_MS) }],
    });
    await world.run(1_000);
    const connectedAt = new Date(START_MS + 2_000);
    expect(await world.user('ann')).toMatchObject({
      Status: { StatusName: 'Available' },
      AvailableSlotsByChannel: { VOICE: 1, TASK: 2 },
      ActiveSlotsByChannel: { VOICE: 0, TASK: 1 },
      Contacts: [
        {
          ...contact,
          AgentContactState: 'CONNECTED',
          StateStartTimestamp: connectedAt,
          ConnectedToAgentTimestamp: connectedAt,
        },
      ],
    });
    world.emulator.completeTask(ContactId);
    expect(await world.user('ann')).toMatchObject({
      AvailableSlotsByChannel: { VOICE: 1, TASK: 2 },
      ActiveSlotsByChannel: { VOICE: 0, TASK: 1 },
      Contacts: [{ ...contact, AgentContactState: 'ENDED' }],
    });
    await world.run(2_000);
    expect(await world.user('ann')).toMatchObject({
      AvailableSlotsByChannel: { VOICE: 1, TASK: 3 },
      ActiveSlotsByChannel: { VOICE: 0, TASK: 0 },
      Contacts: [],
    });
  });

  test('one channel closes the other where the routing profile says so', async () => {
    const world = await serveTasks({ setup: setupWith({ concurrency: { TASK: 3 } }) });
    await world.withTask('ann');
    expect((await world.user('ann'))?.AvailableSlotsByChannel).toEqual({ VOICE: 0, TASK: 2 });
  });

  test('a channel that is closed to the routing profile is left out', async () => {
    const world = await serveTasks({ setup: setupWith({ concurrency: { TASK: 0 } }) });
    world.emulator.signIn('ann');
    expect(await world.user('ann')).toMatchObject({
      AvailableSlotsByChannel: { VOICE: 1 },
      MaxSlotsByChannel: { VOICE: 1 },
      ActiveSlotsByChannel: { VOICE: 0 },
    });
    expect((await world.user('ann'))?.MaxSlotsByChannel).not.toHaveProperty('TASK');
  });

  test('the filter by contact state looks at all contacts of an agent', async () => {
    const world = await serveTasks({ setup: MIXED });
    await world.withTask('ann');
    await world.start();
    await world.run(1_000);
    const withState = async (...ContactStates: ('CONNECTED' | 'CONNECTING' | 'MISSED')[]) => {
      const Filters = { Agents: ['ann'], ContactFilter: { ContactStates } };
      const { UserDataList } = await world.client.send(
        new GetCurrentUserDataCommand({ InstanceId: INSTANCE_ID, Filters }),
      );
      return UserDataList?.length;
    };
    expect([await withState('CONNECTED'), await withState('CONNECTING'), await withState('MISSED')]).toEqual([1, 1, 0]);
  });
});

test('ListRoutingProfileQueues names each channel that the setup names for a queue, if it is open', async () => {
  const queues = [
    { queueId: 'q-support', priority: 1, delaySeconds: 0, channels: ['VOICE', 'TASK'] as const },
    { queueId: 'q-sales', priority: 2, delaySeconds: 5, channels: ['TASK'] as const },
  ];
  const listed = async (TASK: number) => {
    const profile = { id: 'rp-support', name: 'Both', queues, concurrency: { TASK } };
    const world = await serveTasks({ setup: { ...SETUP, routingProfiles: [profile], agents: [] } });
    const { RoutingProfileQueueConfigSummaryList: list } = await world.client.send(
      new ListRoutingProfileQueuesCommand({ InstanceId: INSTANCE_ID, RoutingProfileId: 'rp-support' }),
    );
    return list?.map(({ QueueId, Channel: channel }) => `${QueueId} ${channel}`);
  };
  expect(await listed(1)).toEqual(['q-support VOICE', 'q-support TASK', 'q-sales TASK']);
  expect(await listed(0)).toEqual(['q-support VOICE']);
});
