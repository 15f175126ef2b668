import {
  GetCurrentMetricDataCommand,
  GetCurrentUserDataCommand,
  UpdateContactRoutingDataCommand,
} from '@aws-sdk/client-connect';
import type { CurrentMetricName, GetCurrentMetricDataRequest } from '@aws-sdk/client-connect';
import { ARN, createServedWorld, INSTANCE_ID, SETUP, START_MS } from './world';
import type { WorldOptions } from './world';

const NAMES = [
  'AGENTS_ONLINE',
  'AGENTS_STAFFED',
  'AGENTS_AVAILABLE',
  'AGENTS_ON_CONTACT',
  'AGENTS_AFTER_CONTACT_WORK',
  'SLOTS_AVAILABLE',
  'SLOTS_ACTIVE',
  'CONTACTS_IN_QUEUE',
  'OLDEST_CONTACT_AGE',
] as const satisfies readonly CurrentMetricName[];

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(options: WorldOptions = {}) {
  const world = await createServedWorld(options);
  open.push(world.close);
  const metrics = (request: Partial<GetCurrentMetricDataRequest> = {}) =>
    world.client.send(
      new GetCurrentMetricDataCommand({
        InstanceId: INSTANCE_ID,
        Filters: { Queues: ['q-support', 'q-sales', 'q-empty'], Channels: ['VOICE'] },
        Groupings: ['QUEUE'],
        CurrentMetrics: NAMES.map((Name) => ({ Name, Unit: Name === 'OLDEST_CONTACT_AGE' ? 'SECONDS' : 'COUNT' })),
        ...request,
      }),
    );
  const read = async (queueId: string) => {
    const { MetricResults = [] } = await metrics();
    const result = MetricResults.find((entry) => entry.Dimensions?.Queue?.Id === queueId);
    return result?.Collections?.map((entry) => entry.Value);
  };
  const users = (request: object = {}) =>
    world.client.send(
      new GetCurrentUserDataCommand({ InstanceId: INSTANCE_ID, Filters: { Queues: ['q-support'] }, ...request }),
    );
  return { ...world, metrics, read, users };
}

describe('GetCurrentMetricData', () => {
  test('agents are counted in each state, an agent at work after a contact as on contact too', async () => {
    const world = await serve();
    world.emulator.signIn('ann');
    await world.run(1);
    world.emulator.signIn('bob');
    //                                      online staffed available on-contact acw slots-free slots-used waiting age
    expect(await world.read('q-support')).toEqual([2, 2, 2, 0, 0, 2, 0, 0, 0]);
    world.call('q-support');
    await world.run(1_000);
    expect(await world.read('q-support')).toEqual([2, 2, 1, 0, 0, 1, 0, 0, 0]);
    await world.run(1_000);
    expect(await world.read('q-support')).toEqual([2, 2, 1, 1, 0, 1, 1, 0, 0]);
    await world.run(100_000);
    expect(await world.read('q-support')).toEqual([2, 2, 1, 1, 1, 1, 1, 0, 0]);
    await world.run(30_000);
    expect(await world.read('q-support')).toEqual([2, 2, 2, 0, 0, 2, 0, 0, 0]);
  });

  test('waiting contacts are counted with the age of the oldest, whatever its adjustment', async () => {
    const world = await serve();
    world.call('q-support');
    await world.run(5_000);
    const younger = world.call('q-support');
    await world.client.send(
      new UpdateContactRoutingDataCommand({
        InstanceId: INSTANCE_ID,
        ContactId: younger,
        QueueTimeAdjustmentSeconds: 900,
      }),
    );
    await world.run(19_500);
    expect(await world.read('q-support')).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 24]);
  });

  test('the response is shaped as documented, and quiet queues are missing', async () => {
    const world = await serve();
    world.emulator.signIn('zoe');
    const response = await world.metrics({
      CurrentMetrics: [{ Name: 'AGENTS_AVAILABLE', Unit: 'COUNT' }],
    });
    expect(response.MetricResults).toEqual(
      ['q-support', 'q-sales'].map((id) => ({
        Dimensions: { Queue: { Id: id, Arn: `${ARN}/queue/${id}` } },
        Collections: [{ Metric: { Name: 'AGENTS_AVAILABLE', Unit: 'COUNT' }, Value: 1 }],
      })),
    );
    expect(response.DataSnapshotTime).toEqual(new Date(START_MS));
    expect(response.ApproximateTotalCount).toBe(2);
  });

  test('not grouped there is one result, agents counted once, the age in milliseconds', async () => {
    const world = await serve();
    world.emulator.signIn('zoe');
    world.call('q-support');
    await world.run(24_113);
    const { MetricResults } = await world.metrics({ Groupings: [] });
    expect(MetricResults).toHaveLength(1);
    expect(MetricResults?.[0]).not.toHaveProperty('Dimensions');
    const values = MetricResults?.[0]?.Collections?.map((entry) => entry.Value);
    expect(values).toEqual([1, 1, 1, 0, 0, 1, 0, 1, 24_113]);
  });

  test('nobody signed in and nobody waiting is no data', async () => {
    const world = await serve();
    expect((await world.metrics()).MetricResults).toEqual([]);
    expect((await world.metrics({ Groupings: [] })).MetricResults).toEqual([]);
  });

  test('figures are as old as the lag, and never go back in time', async () => {
    const lags = [5_000, 5_000, 10_000, 5_000];
    const world = await serve({ timing: { metricsLagMs: () => lags.shift() ?? 5_000 } });
    await world.run(60_000);
    world.emulator.signIn('ann');
    await world.run(4_999);
    expect(await world.read('q-support')).toBeUndefined();
    await world.run(1);
    expect(await world.read('q-support')).toBeDefined();
    await world.run(1_000);
    expect(await world.read('q-support')).toBeDefined();
    const { DataSnapshotTime } = await world.metrics();
    expect(DataSnapshotTime).toEqual(new Date(START_MS + 61_000));
  });

  test('a flow sees the same late figures', async () => {
    const seen: unknown[] = [];
    const world = await serve({
      timing: { metricsLagMs: () => 8_000 },
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') return;
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
        seen.push(leg.queueMetrics('q-support'), leg.queueMetrics('q-unknown'));
      },
    });
    world.call('q-support');
    await world.run(20_000);
    world.call('q-support');
    await world.run(0);
    expect(seen).toEqual([
      undefined,
      undefined,
      expect.objectContaining({ size: 1, oldestContactAgeSeconds: 12 }),
      undefined,
    ]);
  });

  test.each([
    ['no queue', { Filters: {} }, 'InvalidParameterException'],
    ['routing profiles', { Filters: { RoutingProfiles: ['rp-both'] } }, 'InvalidParameterException'],
    ['another grouping', { Groupings: ['ROUTING_PROFILE'] }, 'InvalidParameterException'],
    ['another metric', { CurrentMetrics: [{ Name: 'AGENTS_ERROR', Unit: 'COUNT' }] }, 'InvalidParameterException'],
    ['no metric', { CurrentMetrics: [] }, 'InvalidRequestException'],
    ['an unknown queue', { Filters: { Queues: ['nope'] } }, 'ResourceNotFoundException'],
    ['a made-up token', { NextToken: 'x' }, 'InvalidParameterException'],
  ] satisfies [string, Partial<GetCurrentMetricDataRequest>, string][])(
    '%s is refused',
    async (_name, change, name) => {
      const world = await serve();
      await expect(world.metrics(change)).rejects.toMatchObject({ name });
    },
  );
});

describe('GetCurrentUserData', () => {
  test('an agent is described through a whole contact', async () => {
    const world = await serve();
    world.emulator.signIn('ann');
    const user = async () => (await world.users()).UserDataList?.[0];
    expect(await user()).toStrictEqual({
      User: { Id: 'ann', Arn: `${ARN}/agent/ann` },
      RoutingProfile: { Id: 'rp-support', Arn: `${ARN}/routing-profile/rp-support` },
      Status: {
        StatusStartTimestamp: new Date(START_MS),
        StatusArn: expect.stringContaining(`${ARN}/agent-state/`),
        StatusName: 'Available',
      },
      AvailableSlotsByChannel: { VOICE: 1, TASK: 1 },
      MaxSlotsByChannel: { VOICE: 1, TASK: 1 },
      ActiveSlotsByChannel: { VOICE: 0, TASK: 0 },
      Contacts: [],
    });
    const ContactId = world.call('q-support');
    const contact = {
      ContactId,
      Channel: 'VOICE',
      InitiationMethod: 'INBOUND',
      Queue: { Id: 'q-support', Arn: `${ARN}/queue/q-support` },
    };
    await world.run(1_000);
    expect(await user()).toMatchObject({
      AvailableSlotsByChannel: { VOICE: 0 },
      ActiveSlotsByChannel: { VOICE: 0 },
      Contacts: [{ ...contact, AgentContactState: 'CONNECTING', StateStartTimestamp: new Date(START_MS) }],
    });
    await world.run(1_000);
    const connectedAt = new Date(START_MS + 2_000);
    expect(await user()).toMatchObject({
      Status: { StatusName: 'Available' },
      AvailableSlotsByChannel: { VOICE: 0 },
      ActiveSlotsByChannel: { VOICE: 1 },
      Contacts: [
        {
          ...contact,
          AgentContactState: 'CONNECTED',
          StateStartTimestamp: connectedAt,
          ConnectedToAgentTimestamp: connectedAt,
        },
      ],
    });
    world.emulator.signOut('ann');
    await world.run(100_000);
    expect(await user()).toMatchObject({
      NextStatus: 'Offline',
      Contacts: [{ ...contact, AgentContactState: 'ENDED', StateStartTimestamp: new Date(START_MS + 102_000) }],
    });
    await world.run(30_000);
    expect(await user()).toBeUndefined();
  });

  test('the filters choose agents by queue, routing profile, agent and contact state', async () => {
    const world = await serve();
    for (const agentId of ['ann', 'bob', 'zoe']) world.emulator.signIn(agentId);
    world.call('q-support');
    await world.run(3_000);
    const ids = async (Filters: object) =>
      (await world.users({ Filters })).UserDataList?.map((entry) => entry.User?.Id);
    expect(await ids({ Queues: ['q-sales'] })).toEqual(['zoe']);
    expect(await ids({ Queues: [`${ARN}/queue/q-support`] })).toEqual(['ann', 'bob', 'zoe']);
    expect(await ids({ RoutingProfiles: ['rp-support'] })).toEqual(['ann', 'bob']);
    expect(await ids({ Agents: ['bob'] })).toEqual(['bob']);
    expect(await ids({ Queues: ['q-support'], ContactFilter: { ContactStates: ['CONNECTED'] } })).toEqual(['ann']);
  });

  test('results come in pages', async () => {
    const agents = Array.from({ length: 5 }, (_item, index) => ({
      id: `a${index}`,
      username: `a${index}`,
      routingProfileId: 'rp-support',
    }));
    const world = await serve({ setup: { ...SETUP, agents } });
    for (const { id } of agents) world.emulator.signIn(id);
    const sizes: number[] = [];
    let NextToken: string | undefined;
    do {
      const page = await world.users({ MaxResults: 2, NextToken });
      sizes.push(page.UserDataList?.length ?? 0);
      expect(page.ApproximateTotalCount).toBe(5);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
  });

  test.each([
    ['no filter', {}, 'InvalidParameterException'],
    ['two filters', { Queues: ['q-support'], Agents: ['ann'] }, 'InvalidParameterException'],
    ['hierarchy groups', { UserHierarchyGroups: ['g'] }, 'InvalidParameterException'],
    ['an unknown agent', { Agents: ['nope'] }, 'ResourceNotFoundException'],
  ])('%s is refused', async (_name, Filters, name) => {
    const world = await serve();
    await expect(world.users({ Filters })).rejects.toMatchObject({ name });
  });
});
