import type { EmulatorTiming } from '../../../../local/connect/types';
import { closeServed } from './serve';
import { MIXED, serveTasks } from './task-world';

afterEach(closeServed);

type Answer = ReturnType<NonNullable<EmulatorTiming['taskAnswer']>>;

/** Agents who answer the first offers as listed, and accept all others after a second. */
function answering(...answers: Answer[]): { readonly timing: EmulatorTiming } {
  return { timing: { taskAnswer: () => answers.shift() ?? { kind: 'accept', afterMs: 1_000 } } };
}

test('a task is accepted after the time that calls take, which may depend on the channel', async () => {
  const world = await serveTasks({
    setup: MIXED,
    timing: { acceptMs: (channel) => (channel === 'TASK' ? 9_000 : 4_000) },
  });
  world.emulator.signIn('ann');
  const task = await world.start();
  const call = world.call('q-support');
  await world.run(20_000);
  expect(world.secondsOf('agent_connected', task)).toEqual([9]);
  expect(world.secondsOf('agent_connected', call)).toEqual([4]);
});

test('who is asked for an answer is told the task and the agent', async () => {
  const asked: unknown[] = [];
  const world = await serveTasks({
    timing: {
      taskAnswer: (task, agentId) => {
        asked.push([task.contactId, task.name, agentId]);
        return { kind: 'accept', afterMs: 3_000 };
      },
    },
  });
  world.emulator.signIn('ann');
  const contactId = await world.start();
  world.call('q-support');
  await world.run(5_000);
  expect(asked).toEqual([[contactId, 'Call back', 'ann']]);
  expect(world.secondsOf('agent_connected', contactId)).toEqual([3]);
});

test.each([
  ['rejected', { kind: 'reject', afterMs: 3_000 }, 3, 'REJECTED'],
  ['missed', { kind: 'miss', afterMs: 0 }, 20, 'MISSED'],
  ['accepted too late', { kind: 'accept', afterMs: 20_000 }, 20, 'MISSED'],
  ['rejected too late', { kind: 'reject', afterMs: 30_000 }, 20, 'MISSED'],
] as const)(
  'a task that is %s goes on to the next agent, and the first is left alone for a while',
  async (_name, answer, seconds, state) => {
    const world = await serveTasks({ ...answering(answer), setup: MIXED });
    world.emulator.signIn('ann');
    await world.run(1);
    world.emulator.signIn('bob');
    const contactId = await world.start();
    await world.run(seconds * 1_000);
    const ann = await world.user('ann');
    expect(ann?.Contacts).toMatchObject([{ ContactId: contactId, Channel: 'TASK', AgentContactState: state }]);
    expect(ann?.AvailableSlotsByChannel).toEqual({ VOICE: 0, TASK: 0 });
    expect(world.emulator.agentState('bob')).toMatchObject({ state: 'offered', contactId });
    await world.run(4_999);
    expect(world.emulator.agentState('ann').state).toBe('missed');
    await world.run(1);
    expect(world.statesOf('ann')).toEqual(['available', 'offered', 'missed', 'available']);
    expect(world.connections()).toEqual([[contactId, 'bob']]);
    expect(world.emulator.contact(contactId)?.agentConnectionAttempts).toBe(2);
  },
);

test('an agent who has not taken one contact is routed none of any channel until it is cleared', async () => {
  const world = await serveTasks({ ...answering({ kind: 'reject', afterMs: 1_000 }), setup: MIXED });
  world.emulator.signIn('ann');
  const rejected = await world.start();
  await world.run(1_500);
  const call = world.call('q-support');
  const task = await world.start();
  await world.run(3_000);
  expect(world.emulator.agentState('ann').contacts).toEqual([
    { contactId: rejected, channel: 'TASK', state: 'rejected' },
  ]);
  await world.run(5_000);
  expect(world.connections().map(([contactId]) => contactId)).toEqual(expect.arrayContaining([rejected, call, task]));
});

test('a rejected task keeps its place', async () => {
  const world = await serveTasks(answering({ kind: 'reject', afterMs: 1_000 }));
  const first = await world.start();
  await world.run(1_000);
  await world.start();
  world.emulator.signIn('ann');
  await world.run(10_000);
  expect(world.connections()).toEqual([[first, 'ann']]);
});

test('a task that is stopped while it is offered leaves the agent free for the next', async () => {
  const world = await serveTasks(answering({ kind: 'miss', afterMs: 0 }));
  world.emulator.signIn('ann');
  const first = await world.start();
  const second = await world.start();
  await world.run(5_000);
  await world.stop(first);
  expect(world.emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: second });
  await world.run(30_000);
  expect(world.statesOf('ann')).not.toContain('missed');
  expect(world.connections()).toEqual([[second, 'ann']]);
});
