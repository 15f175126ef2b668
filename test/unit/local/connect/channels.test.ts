import { createInstance } from '../../../../local/connect/setup';
import { closeServed } from './serve';
import { MIXED, serveTasks, setupWith } from './task-world';
import type { TaskWorld } from './task-world';
import { BRIEF_TALK, SETUP } from './world';

afterEach(closeServed);

const idsOf = (world: TaskWorld, agentId: string) =>
  world.emulator.agentState(agentId).contacts.map(({ contactId }) => contactId);

describe('with nothing said of channels', () => {
  test('an agent takes one task at a time, and the next when that one is closed', async () => {
    const world = await serveTasks();
    const first = await world.withTask('ann');
    const second = await world.start();
    await world.run(10_000);
    expect(idsOf(world, 'ann')).toEqual([first]);
    world.emulator.completeTask(first);
    await world.run(1_999);
    expect(idsOf(world, 'ann')).toEqual([first]);
    await world.run(1);
    expect(idsOf(world, 'ann')).toEqual([second]);
  });

  test('an agent on a call is offered no task, working on after it neither', async () => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const call = world.call('q-support');
    await world.run(1_000);
    const task = await world.start();
    await world.run(130_000);
    expect(idsOf(world, 'ann')).toEqual([call]);
    await world.run(2_000);
    expect(idsOf(world, 'ann')).toEqual([task]);
  });

  test('an agent on a task is offered no call', async () => {
    const world = await serveTasks();
    const task = await world.withTask('ann');
    const call = world.call('q-support');
    await world.run(60_000);
    expect(idsOf(world, 'ann')).toEqual([task]);
    expect(world.emulator.queueState('q-support')).toEqual({ waiting: 1, agentsAvailable: 0 });
    world.emulator.completeTask(task);
    await world.run(2_000);
    expect(idsOf(world, 'ann')).toEqual([call]);
  });
});

describe('with several tasks at a time', () => {
  test('an agent has as many as the routing profile says, and no more', async () => {
    const world = await serveTasks({ setup: setupWith({ concurrency: { TASK: 3 } }) });
    world.emulator.signIn('ann');
    const tasks = [await world.start(), await world.start(), await world.start(), await world.start()];
    world.call('q-support');
    await world.run(10_000);
    expect(idsOf(world, 'ann')).toEqual(tasks.slice(0, 3));
    world.emulator.completeTask(tasks[1] ?? '');
    await world.run(10_000);
    expect(idsOf(world, 'ann')).toEqual([tasks[0], tasks[2], tasks[3]]);
  });

  test('signing in, an agent is offered all at once that wait, in order', async () => {
    const world = await serveTasks({ setup: MIXED });
    const first = await world.start();
    await world.run(1_000);
    const call = world.call('q-support');
    await world.run(1_000);
    const second = await world.start();
    world.emulator.signIn('ann');
    expect(idsOf(world, 'ann')).toEqual([first, call]);
    await world.run(0);
    expect(idsOf(world, 'ann')).toEqual([first, call, second]);
  });

  test('tasks are spread: whoever was offered nothing for longest is next', async () => {
    const world = await serveTasks({ setup: MIXED });
    world.emulator.signIn('ann');
    await world.run(1);
    world.emulator.signIn('bob');
    for (let index = 0; index < 4; index += 1) {
      await world.start();
      await world.run(5_000);
    }
    expect(world.connections().map(([, agentId]) => agentId)).toEqual(['ann', 'bob', 'ann', 'bob']);
  });
});

describe('across channels', () => {
  test.each([
    ['on a call', { VOICE: 'ROUTE_ANY_CHANNEL' }, ['VOICE', 'TASK'], ['TASK']],
    ['on a task', { TASK: 'ROUTE_ANY_CHANNEL' }, ['VOICE'], ['TASK', 'VOICE']],
  ] as const)('what is said of an agent %s holds there only', async (_name, crossChannel, onCall, onTask) => {
    const world = await serveTasks({ setup: setupWith({ crossChannel }) });
    const channelsOf = (agentId: string) => world.emulator.agentState(agentId).contacts.map(({ channel }) => channel);
    world.emulator.signIn('ann');
    world.call('q-support');
    await world.run(5_000);
    const task = await world.start();
    await world.run(5_000);
    expect(channelsOf('ann')).toEqual(onCall);
    await world.stop(task);
    await world.withTask('bob');
    world.call('q-support');
    await world.run(5_000);
    expect(channelsOf('bob')).toEqual(onTask);
  });

  test('the state of an agent with several contacts is the first that holds: missed, on contact, after, offered', async () => {
    const world = await serveTasks({
      setup: MIXED,
      talk: () => ({ ...BRIEF_TALK, afterContactWorkMs: 20_000 }),
      timing: { taskAnswer: ({ name }) => ({ kind: name === 'Later' ? 'miss' : 'accept', afterMs: 2_000 }) },
    });
    world.emulator.signIn('ann');
    const call = world.call('q-support');
    await world.run(1_000);
    const later = await world.start({ Name: 'Later' });
    await world.run(40_000);
    const told = world.changes.flatMap((change) =>
      change.kind === 'agent_state' ? [[change.state, change.contactId]] : [],
    );
    expect(told.slice(0, 6)).toEqual([
      ['available', undefined],
      ['offered', call],
      ['on_contact', call],
      ['after_contact_work', call],
      ['missed', later],
      ['after_contact_work', call],
    ]);
  });
});

describe('a queue of both channels', () => {
  test('is served in one order', async () => {
    const world = await serveTasks({ talk: () => BRIEF_TALK, timing: { taskAfterContactWorkMs: () => 0 } });
    const task = await world.start();
    await world.run(1_000);
    const call = world.call('q-support');
    await world.run(1_000);
    const last = await world.start();
    world.emulator.signIn('ann');
    await world.run(3_000);
    world.emulator.completeTask(task);
    await world.run(60_000);
    expect(world.connections()).toEqual([
      [task, 'ann'],
      [call, 'ann'],
      [last, 'ann'],
    ]);
  });

  test('gives an agent the first contact that the agent can take, past older ones', async () => {
    const world = await serveTasks({ setup: setupWith({ concurrency: { TASK: 0 } }) });
    const task = await world.start();
    await world.run(60_000);
    const call = world.call('q-support');
    world.emulator.signIn('ann');
    await world.run(10_000);
    expect(world.connections()).toEqual([[call, 'ann']]);
    expect(world.stageOf(task)).toBe('queued');
  });

  test('gives agents whose profile names channels for it only those', async () => {
    const support = { queueId: 'q-support', priority: 1, delaySeconds: 0 };
    const [, both] = SETUP.routingProfiles;
    const setup = {
      ...SETUP,
      routingProfiles: [
        { id: 'rp-support', name: 'Tasks', queues: [{ ...support, channels: ['TASK' as const] }] },
        { ...both, id: 'rp-both', name: 'Calls', queues: [{ ...support, channels: ['VOICE' as const] }] },
      ],
    };
    const world = await serveTasks({ setup });
    const early = await world.start();
    world.emulator.signIn('zoe');
    const call = world.call('q-support');
    await world.run(5_000);
    expect(world.connections()).toEqual([[call, 'zoe']]);
    world.emulator.signIn('ann');
    const second = world.call('q-support');
    await world.run(5_000);
    expect(world.connections()).toEqual([
      [call, 'zoe'],
      [early, 'ann'],
    ]);
    expect(world.stageOf(second)).toBe('queued');
  });
});

test("a task waits in an agent's own queue like a call", async () => {
  const world = await serveTasks({
    play: async (leg) => {
      leg.setTargetAgent('ann');
      leg.transferToQueue();
    },
  });
  world.emulator.signIn('bob');
  const task = await world.start();
  await world.run(5_000);
  expect(world.connections()).toEqual([]);
  world.emulator.signIn('ann');
  await world.run(5_000);
  expect(world.connections()).toEqual([[task, 'ann']]);
});

test('criteria and delays of the routing profile hold for tasks too', async () => {
  const MatchCriteria = { AgentsCriteria: { AgentIds: ['zoe'] } };
  const Expression = { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria } };
  const world = await serveTasks({
    play: async (leg) => {
      leg.setRouting({ criteria: { Steps: [{ Expression }] } });
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    },
  });
  world.emulator.signIn('ann');
  world.emulator.signIn('zoe');
  const task = await world.start();
  await world.run(60_000);
  expect(world.connections()).toEqual([[task, 'zoe']]);
  expect(world.secondsOf('agent_connected', task)).toEqual([32]);
});

test.each([
  ['two calls', { VOICE: 2 }],
  ['eleven tasks', { TASK: 11 }],
  ['less than none', { TASK: -1 }],
  ['half a task', { TASK: 0.5 }],
])('a routing profile cannot allow %s at a time', (_name, concurrency) => {
  expect(() => createInstance(setupWith({ concurrency }))).toThrow('at a time are not possible');
});
