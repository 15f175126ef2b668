import { closeServed, refusal } from './serve';
import { MIXED, serveTasks } from './task-world';
import { ARN, SETUP, START_MS } from './world';

afterEach(closeServed);

const INVALID = refusal('InvalidRequestException', 400);

describe('a queued call that is given to an agent', () => {
  /** Ann has an accepted task and nobody else is there, so that a caller waits. */
  async function reserved(acceptMs: () => number = () => 2_000) {
    const world = await serveTasks({ timing: { acceptMs } });
    const task = await world.withTask('ann');
    const caller = world.call('q-support');
    await world.run(7_000);
    return { ...world, task, caller };
  }

  test('is offered to that agent, who is full, and accepted after the time that takes', async () => {
    const world = await reserved();
    await world.associate(world.caller, 'ann');
    expect(world.stageOf(world.caller)).toBe('offered');
    expect((await world.user('ann'))?.Contacts).toMatchObject([
      { ContactId: world.task, Channel: 'TASK', AgentContactState: 'CONNECTED' },
      { ContactId: world.caller, Channel: 'VOICE', AgentContactState: 'CONNECTING' },
    ]);
    await world.run(2_000);
    expect(world.connections()).toEqual([
      [world.task, 'ann'],
      [world.caller, 'ann'],
    ]);
    expect(world.eventTypes(world.caller)).toEqual(['INITIATED', 'QUEUED', 'CONNECTED_TO_AGENT']);
    expect(world.emulator.contact(world.caller)).toMatchObject({ agentConnectionAttempts: 1 });
  });

  test("is nobody else's meanwhile", async () => {
    const world = await reserved(() => 15_000);
    await world.associate(world.caller, 'ann');
    world.emulator.signIn('bob');
    await world.run(14_000);
    expect(world.emulator.agentState('bob').state).toBe('available');
    expect(world.emulator.queueState('q-support').waiting).toBe(0);
    await world.run(1_000);
    expect(world.connections()).toContainEqual([world.caller, 'ann']);
  });

  test('goes back to its place when the agent misses it', async () => {
    const answers = [2_000, 20_000];
    const world = await reserved(() => answers.shift() ?? 2_000);
    await world.run(1_000);
    const behind = world.call('q-support');
    await world.associate(world.caller, 'ann');
    await world.run(20_000);
    expect(world.stageOf(world.caller)).toBe('queued');
    expect(world.emulator.agentState('ann')).toMatchObject({ state: 'missed', contactId: world.caller });
    await world.run(5_000);
    expect(world.emulator.agentState('ann')).toMatchObject({ state: 'on_contact', contactId: world.task });
    world.emulator.signIn('bob');
    await world.run(2_000);
    expect(world.connections()).toContainEqual([world.caller, 'bob']);
    expect(world.stageOf(behind)).toBe('queued');
  });

  test('goes from there to whoever is free', async () => {
    const answers = [2_000, 20_000];
    const world = await reserved(() => answers.shift() ?? 2_000);
    await world.associate(world.caller, 'ann');
    world.emulator.signIn('bob');
    await world.run(22_000);
    expect(world.connections()).toContainEqual([world.caller, 'bob']);
  });

  test('can be given to the same agent again, at once', async () => {
    const answers = [2_000, 20_000];
    const world = await reserved(() => answers.shift() ?? 2_000);
    await world.associate(world.caller, 'ann');
    await world.run(20_000);
    await world.associate(world.caller, 'ann');
    expect(world.emulator.agentState('ann').contacts).toEqual([
      { contactId: world.task, channel: 'TASK', state: 'on_contact' },
      { contactId: world.caller, channel: 'VOICE', state: 'offered' },
    ]);
    await world.run(10_000);
    expect(world.connections()).toContainEqual([world.caller, 'ann']);
    expect(world.emulator.agentState('ann').state).toBe('on_contact');
  });

  test('leaves the task to the agent when the caller hangs up first', async () => {
    const world = await reserved(() => 10_000);
    await world.run(10_000);
    await world.associate(world.caller, 'ann');
    await world.run(1_000);
    world.emulator.hangUp(world.caller);
    expect(world.emulator.agentState('ann').contacts).toEqual([
      { contactId: world.task, channel: 'TASK', state: 'on_contact' },
    ]);
  });

  test('leaves the agent free only when call and task are both over', async () => {
    const world = await reserved();
    await world.associate(world.caller, 'ann');
    await world.run(10_000);
    await world.stop(world.task);
    await world.run(10_000);
    expect(world.emulator.agentState('ann')).toMatchObject({ state: 'on_contact', contactId: world.caller });
    await world.run(200_000);
    expect(world.emulator.agentState('ann')).toMatchObject({ state: 'available', contacts: [] });
  });

  test('may be in a queue that the agent does not serve', async () => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const call = world.call('q-empty');
    await world.run(1_000);
    await world.associate(call, `${ARN}/agent/ann`, ARN);
    await world.run(2_000);
    expect(world.connections()).toEqual([[call, 'ann']]);
  });

  test('need not meet criteria and delays', async () => {
    const world = await serveTasks({
      play: async (leg, { kind }) => {
        if (kind !== 'inbound') return;
        const MatchCriteria = { AgentsCriteria: { AgentIds: ['bob'] } };
        leg.setRouting({ criteria: { Steps: [{ Expression: { AttributeCondition: { MatchCriteria } } }] } });
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    world.emulator.signIn('zoe');
    const call = world.call('q-support');
    await world.run(1_000);
    await world.associate(call, 'zoe');
    await world.run(2_000);
    expect(world.connections()).toEqual([[call, 'zoe']]);
  });
});

describe('an agent in a call', () => {
  test('can be offered another one, and takes it if the first is over in time', async () => {
    const world = await serveTasks({ talk: () => ({ talkMs: 10_000, afterContactWorkMs: 60_000, endedBy: 'agent' }) });
    world.emulator.signIn('ann');
    world.call('q-support');
    const second = world.call('q-support');
    await world.run(11_000);
    await world.associate(second, 'ann');
    await world.run(2_000);
    expect(world.connections()).toContainEqual([second, 'ann']);
  });

  test('does not talk in two: the other one is missed', async () => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const first = world.call('q-support');
    const second = world.call('q-support');
    await world.run(10_000);
    await world.associate(second, 'ann');
    await world.run(19_999);
    expect(world.stageOf(second)).toBe('offered');
    await world.run(1);
    expect(world.stageOf(second)).toBe('queued');
    expect(world.connections()).toEqual([[first, 'ann']]);
  });

  test('nor does one who is about to: a whisper plays', async () => {
    const world = await serveTasks({
      play: async (leg, { kind }) => {
        if (kind === 'agent_whisper') await leg.wait(15_000);
        if (kind !== 'inbound') return;
        leg.setHook('AgentWhisper', 'flow-to-agent');
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    world.emulator.signIn('ann');
    const first = world.call('q-support');
    const second = world.call('q-support');
    await world.run(3_000);
    await world.associate(second, 'ann');
    await world.run(60_000);
    expect(world.connections()).toEqual([[first, 'ann']]);
  });
});

test('a queued task is given to an agent beyond the number of tasks that the agent may have', async () => {
  const world = await serveTasks();
  const first = await world.withTask('ann');
  const second = await world.start();
  await world.run(1_000);
  await world.associate(second, 'ann');
  await world.run(2_000);
  expect(world.connections()).toEqual([
    [first, 'ann'],
    [second, 'ann'],
  ]);
  expect(await world.user('ann')).toMatchObject({
    AvailableSlotsByChannel: { VOICE: 0, TASK: 0 },
    ActiveSlotsByChannel: { VOICE: 0, TASK: 2 },
    MaxSlotsByChannel: { VOICE: 1, TASK: 1 },
  });
});

test('a native callback is given to an agent, who waits while its customer is dialed', async () => {
  const world = await serveTasks({
    play: async (leg, { kind }) => {
      if (kind !== 'inbound') return;
      leg.createCallback({ queueId: 'q-sales', initialDelaySeconds: 1, attemptsMax: 1, retryDelaySeconds: 1 });
      leg.disconnect();
    },
  });
  world.emulator.signIn('ann');
  const callback = world.call('q-sales');
  await world.run(2_000);
  const next = world.nextOf(callback);
  await world.associate(next, 'ann');
  await world.run(3_000);
  expect((await world.user('ann'))?.Contacts).toMatchObject([{ ContactId: next, AgentContactState: 'PENDING' }]);
  await world.run(15_000);
  expect(world.connections()).toEqual([[next, 'ann']]);
});

describe('refusals', () => {
  test('a contact in its flow, one that is offered, one with an agent and one that is over do not wait', async () => {
    const world = await serveTasks({ setup: MIXED });
    const inFlow = await world.start({ Attributes: { queue: 'q-support', seconds: '60' } });
    const over = world.call('q-sales');
    world.emulator.hangUp(over);
    world.emulator.signIn('ann');
    const held = world.call('q-support');
    await world.run(2_000);
    const offered = await world.start();
    await world.run(500);
    expect([inFlow, held, offered].map(world.stageOf)).toEqual(['in_flow', 'with_agent', 'offered']);
    world.emulator.signIn('bob');
    for (const contactId of [inFlow, over, held, offered]) {
      await expect(world.associate(contactId, 'bob')).rejects.toMatchObject(INVALID);
    }
    expect(world.emulator.agentState('bob').state).toBe('available');
  });

  test('an agent who is not signed in is not offered anything', async () => {
    const world = await serveTasks();
    const call = world.call('q-support');
    await world.run(1_000);
    await expect(world.associate(call, 'ann')).rejects.toMatchObject(INVALID);
    expect(world.stageOf(call)).toBe('queued');
  });

  test.each([
    ['an unknown contact', ['nobody', 'ann']],
    ['an unknown user', ['queued', 'nobody']],
    ['another instance', ['queued', 'ann', 'nope']],
  ] as const)('%s is not found', async (_name, [contactId, agentId, instanceId]) => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const call = world.call('q-empty');
    await world.run(1_000);
    const request = world.associate(contactId === 'queued' ? call : contactId, agentId, instanceId);
    await expect(request).rejects.toMatchObject(refusal('ResourceNotFoundException', 404));
    expect(world.stageOf(call)).toBe('queued');
  });

  test('a request without a user is invalid', async () => {
    const world = await serveTasks();
    const call = world.call('q-empty');
    await expect(world.associate(call, '')).rejects.toMatchObject(INVALID);
  });

  test('requests are limited to a burst of 5 and then 2 a second', async () => {
    const world = await serveTasks({ limits: undefined, setup: { ...SETUP, concurrentCallsMax: 10 } });
    world.emulator.signIn('ann');
    const calls = Array.from({ length: 7 }, () => world.call('q-empty'));
    await world.run(0);
    const [sixth = 'none', seventh = 'none'] = calls.splice(5);
    for (const contactId of calls) await world.associate(contactId, 'ann');
    await expect(world.associate(sixth, 'ann')).rejects.toMatchObject(refusal('ThrottlingException', 429));
    await world.run(500);
    await world.associate(sixth, 'ann');
    await expect(world.associate(seventh, 'ann')).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(world.clock.nowMs()).toBe(START_MS + 500);
  });
});
