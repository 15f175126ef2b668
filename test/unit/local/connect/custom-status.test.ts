import { GetCurrentMetricDataCommand } from '@aws-sdk/client-connect';
import { closeServed } from './serve';
import { MIXED, serveTasks } from './task-world';
import type { TaskWorld } from './task-world';
import { BRIEF_TALK, INSTANCE_ID, START_MS } from './world';

afterEach(closeServed);

async function figures(world: TaskWorld) {
  const names = ['AGENTS_ONLINE', 'AGENTS_STAFFED', 'AGENTS_AVAILABLE', 'AGENTS_ON_CONTACT'] as const;
  const { MetricResults } = await world.client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: INSTANCE_ID,
      Filters: { Queues: ['q-support'], Channels: ['VOICE'] },
      CurrentMetrics: names.map((Name) => ({ Name, Unit: 'COUNT' })),
    }),
  );
  return MetricResults?.[0]?.Collections?.map(({ Value }) => Value);
}

test('in a custom status an agent is online, not staffed, and routed nothing', async () => {
  const world = await serveTasks();
  world.emulator.signIn('ann');
  await world.run(1_000);
  world.emulator.setCustomStatus('ann', 'Lunch');
  const call = world.call('q-support');
  await world.run(5_000);
  expect(world.emulator.agentState('ann').state).toBe('away');
  expect(world.stageOf(call)).toBe('queued');
  expect(await figures(world)).toEqual([1, 0, 0, 0]);
  expect(await world.user('ann')).toMatchObject({
    Status: { StatusName: 'Lunch', StatusStartTimestamp: new Date(START_MS + 1_000) },
    AvailableSlotsByChannel: { VOICE: 0, TASK: 0 },
  });
  world.emulator.signIn('ann');
  await world.run(2_000);
  expect(world.connections()).toEqual([[call, 'ann']]);
});

test('in a custom status an agent can be given a contact by name, and is away again after it', async () => {
  const world = await serveTasks({ talk: () => BRIEF_TALK });
  world.emulator.setCustomStatus('ann', 'Lunch');
  const call = world.call('q-support');
  await world.run(1_000);
  await world.associate(call, 'ann');
  await world.run(3_000);
  expect(world.connections()).toEqual([[call, 'ann']]);
  expect(await figures(world)).toEqual([1, 0, 0, 1]);
  expect((await world.user('ann'))?.Status?.StatusName).toBe('Lunch');
  await world.run(20_000);
  expect(world.statesOf('ann')).toEqual(['away', 'offered', 'on_contact', 'away']);
});

test('set while an agent has contacts it is the next status: nothing more is routed, and it begins when they are over', async () => {
  const world = await serveTasks();
  const task = await world.withTask('ann');
  world.emulator.setCustomStatus('ann', 'Lunch');
  const waiting = await world.start();
  await world.run(1_000);
  expect(await world.user('ann')).toMatchObject({ Status: { StatusName: 'Available' }, NextStatus: 'Lunch' });
  expect(world.emulator.agentState('ann')).toMatchObject({ state: 'on_contact', isSigningOut: false });
  world.emulator.completeTask(task);
  await world.run(3_000);
  expect(world.emulator.agentState('ann').state).toBe('away');
  expect(world.stageOf(waiting)).toBe('queued');
  expect((await world.user('ann'))?.Status).toMatchObject({
    StatusName: 'Lunch',
    StatusStartTimestamp: new Date(START_MS + 6_000),
  });
});

test('a next status is taken back by signing in, and what waits is offered at once', async () => {
  const world = await serveTasks({ setup: MIXED });
  const first = await world.withTask('ann');
  world.emulator.setCustomStatus('ann', 'Lunch');
  const second = await world.start();
  await world.run(5_000);
  expect(world.stageOf(second)).toBe('queued');
  world.emulator.signIn('ann');
  expect(world.stageOf(second)).toBe('offered');
  await world.run(5_000);
  expect(world.connections()).toEqual([
    [first, 'ann'],
    [second, 'ann'],
  ]);
});

test('who signs out from a custom status is gone at once', async () => {
  const world = await serveTasks();
  world.emulator.setCustomStatus('ann', 'Lunch');
  world.emulator.signOut('ann');
  expect(world.emulator.agentState('ann').state).toBe('offline');
  expect(await world.user('ann')).toBeUndefined();
});
