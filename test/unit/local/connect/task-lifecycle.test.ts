import type { ContactData } from '../../../../local/connect/types';
import { closeServed, refusal } from './serve';
import { DAY_MS, playQueueing, serveTasks } from './task-world';
import { ARN, INSTANCE_ID, START_MS } from './world';

afterEach(closeServed);

const SERVED = ['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED'];

describe('a task that an agent completes', () => {
  async function completed() {
    const world = await serveTasks();
    const contactId = await world.withTask('ann');
    await world.run(57_000);
    world.emulator.completeTask(contactId);
    await world.run(10_000);
    return { ...world, contactId };
  }

  test('is told of from beginning to end, in order', async () => {
    const { contactId, eventTypes, kindsOf, secondsOf } = await completed();
    expect(eventTypes(contactId)).toEqual(SERVED);
    expect(kindsOf(contactId)).toEqual(['contact_started', 'contact_queued', 'agent_connected', 'contact_ended']);
    expect(secondsOf('agent_connected', contactId)).toEqual([2]);
  });

  test('has the channel TASK in its events, no endpoints, and the times of the work after', async () => {
    const { contactId, event } = await completed();
    expect(event(contactId, 'INITIATED')).toStrictEqual({
      eventType: 'INITIATED',
      contactId,
      channel: 'TASK',
      instanceArn: ARN,
      initiationMethod: 'API',
      initiationTimestamp: '2026-03-02T17:00:00.120Z',
      tags: { 'aws:connect:instanceId': INSTANCE_ID },
    });
    expect(event(contactId, 'COMPLETED')).toMatchObject({
      channel: 'TASK',
      connectedToSystemTimestamp: '2026-03-02T17:00:00.120Z',
      queueInfo: { queueArn: `${ARN}/queue/q-support`, queueType: 'STANDARD' },
      agentInfo: {
        agentArn: `${ARN}/agent/ann`,
        connectedToAgentTimestamp: '2026-03-02T17:00:02.120Z',
        afterContactWorkStartTimestamp: '2026-03-02T17:01:00.120Z',
        afterContactWorkDuration: 2,
      },
    });
  });

  test('has a record of its channel', async () => {
    const { contactId, records } = await completed();
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      ContactId: contactId,
      Channel: 'TASK',
      InitiationMethod: 'API',
      DisconnectReason: 'AGENT_COMPLETED',
      ConnectedToSystemTimestamp: '2026-03-02T17:00:00Z',
      ContactDetails: { Name: 'Call back' },
      CustomerEndpoint: null,
      SystemEndpoint: null,
      MediaStreams: [],
      AgentConnectionAttempts: 1,
      Agent: { Username: 'ann', AfterContactWorkDuration: 2 },
      Queue: { Name: 'Support', Duration: 2 },
    });
  });

  test('is described with its channel and name', async () => {
    const { contactId, describe: ask } = await completed();
    const { Contact } = await ask(contactId);
    expect(Contact).toMatchObject({
      Id: contactId,
      Channel: 'TASK',
      Name: 'Call back',
      DisconnectReason: 'AGENT_COMPLETED',
      AgentInfo: { Id: 'ann', AfterContactWorkDuration: 2 },
    });
    expect(Contact?.CustomerEndpoint).toBeUndefined();
    expect(Contact?.SystemEndpoint).toBeUndefined();
    expect(Contact?.ScheduledTimestamp).toBeUndefined();
  });

  test('leaves the agent working on after, and then free', async () => {
    const { statesOf } = await completed();
    expect(statesOf('ann')).toEqual(['available', 'offered', 'on_contact', 'after_contact_work', 'available']);
  });
});

test('a task without after-contact work is completed at once, without times of it', async () => {
  const world = await serveTasks({ timing: { taskAfterContactWorkMs: () => 0 } });
  const contactId = await world.withTask('ann');
  world.emulator.completeTask(contactId);
  expect(world.emulator.agentState('ann').state).toBe('available');
  await world.run(0);
  expect(world.event(contactId, 'COMPLETED')?.agentInfo).not.toHaveProperty('afterContactWorkDuration');
});

test('nobody completes a task that no agent has, nor a call, nor a task twice', async () => {
  const world = await serveTasks({ timing: { taskAfterContactWorkMs: () => 60_000 } });
  const waiting = await world.start();
  const call = world.call('q-sales');
  await world.run(1_000);
  for (const contactId of [waiting, call, 'nobody']) world.emulator.completeTask(contactId);
  expect([world.stageOf(waiting), world.stageOf(call)]).toEqual(['queued', 'queued']);
  world.emulator.signIn('ann');
  await world.run(3_000);
  world.emulator.completeTask(waiting);
  await world.run(10_000);
  world.emulator.completeTask(waiting);
  expect(world.emulator.contact(waiting)?.disconnectedAtMs).toBe(START_MS + 4_000);
});

describe('StopContact', () => {
  test.each([
    ['in its flow', { seconds: '60', queue: 'q-support' }, 1_000, 'in_flow'],
    ['in its queue', { queue: 'q-sales' }, 1_000, 'queued'],
    ['while it is offered', { queue: 'q-support' }, 1_000, 'offered'],
    ['with an agent', { queue: 'q-support' }, 5_000, 'with_agent'],
  ])('ends a task %s, by API', async (_name, Attributes, afterMs, stage) => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const contactId = await world.start({ Attributes });
    await world.run(afterMs);
    expect(world.stageOf(contactId)).toBe(stage);
    await world.stop(contactId);
    expect(world.reasonOf(contactId)).toBe('API');
    await world.run(10_000);
    expect(world.eventTypes(contactId).slice(-2)).toEqual(['DISCONNECTED', 'COMPLETED']);
    expect(world.emulator.agentState('ann').state).toBe('available');
    await expect(world.stop(contactId)).rejects.toMatchObject(refusal('ContactNotFoundException', 410));
  });

  test('does not reach a task that is over but for the work after', async () => {
    const world = await serveTasks();
    const contactId = await world.withTask('ann');
    world.emulator.completeTask(contactId);
    expect(world.stageOf(contactId)).toBe('after_contact_work');
    await expect(world.stop(contactId)).rejects.toMatchObject(refusal('ContactNotFoundException', 410));
  });
});

describe('the flow of a task', () => {
  test('is an inbound one, and sees a task without endpoints', async () => {
    const seen: [string, ContactData][] = [];
    const world = await serveTasks({
      play: async (leg, entry) => {
        seen.push([entry.kind, leg.contactData()]);
        await playQueueing(leg, entry);
      },
    });
    const contactId = await world.start({ Description: 'Rang at noon' });
    await world.run(1_000);
    expect(seen).toEqual([
      [
        'inbound',
        expect.objectContaining({
          ContactId: contactId,
          Channel: 'TASK',
          InitiationMethod: 'API',
          Name: 'Call back',
          Description: 'Rang at noon',
          CustomerEndpoint: null,
          SystemEndpoint: null,
          SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Task' } },
          Tags: { 'aws:connect:instanceId': INSTANCE_ID },
        }),
      ],
    ]);
  });

  test('ends the task when it ends without queueing it', async () => {
    const world = await serveTasks({ play: async (leg) => void (await leg.wait(5_000)) });
    const contactId = await world.start();
    await world.run(6_000);
    expect(world.reasonOf(contactId)).toBe('CONTACT_FLOW_DISCONNECT');
    expect(world.eventTypes(contactId)).toEqual(['INITIATED', 'CONNECTED_TO_SYSTEM', 'DISCONNECTED', 'COMPLETED']);
  });

  test('can set a queue flow, without which nothing plays to a task that waits', async () => {
    const played: string[] = [];
    const world = await serveTasks({
      play: async (leg, entry) => {
        played.push(`${entry.kind} ${entry.flowId}`);
        if (entry.kind === 'customer_queue' && (await leg.wait(30_000)) === 'elapsed') leg.disconnect();
        if (leg.attributes()['hook'] !== undefined) leg.setHook('CustomerQueue', 'flow-queue');
        await playQueueing(leg, entry);
      },
    });
    const plain = await world.start({ Attributes: { queue: 'q-sales' } });
    await world.run(60_000);
    const hooked = await world.start({ Attributes: { queue: 'q-sales', hook: 'yes' } });
    await world.run(60_000);
    expect(played).toEqual(['inbound flow-in', 'inbound flow-in', 'customer_queue flow-queue']);
    expect(world.stageOf(plain)).toBe('queued');
    expect(world.reasonOf(hooked)).toBe('CONTACT_FLOW_DISCONNECT');
  });

  test('can set an agent whisper, which keeps the task from the agent until it is over; a customer whisper has no customer', async () => {
    const played: string[] = [];
    const world = await serveTasks({
      play: async (leg, entry) => {
        played.push(entry.kind);
        if (entry.kind === 'agent_whisper') await leg.wait(7_000);
        leg.setHook('AgentWhisper', 'flow-to-agent');
        leg.setHook('CustomerWhisper', 'flow-to-caller');
        await playQueueing(leg, entry);
      },
    });
    world.emulator.signIn('ann');
    const contactId = await world.start();
    await world.run(20_000);
    expect(played).toEqual(['inbound', 'agent_whisper']);
    expect(world.secondsOf('agent_connected', contactId)).toEqual([9]);
  });

  test('cannot order a callback, nor set a number for one', async () => {
    const answers: string[] = [];
    const world = await serveTasks({
      play: async (leg) => {
        const order = { queueId: 'q-sales', initialDelaySeconds: 5, attemptsMax: 1, retryDelaySeconds: 5 };
        answers.push(leg.setCallbackNumber('+12065550199'), leg.createCallback(order));
      },
    });
    await world.start();
    await world.run(1_000);
    expect(answers).toEqual(['invalid', 'refused']);
  });

  test('can send a task on to another queue, as a task that StopContact ends too', async () => {
    const world = await serveTasks({
      play: async (leg, entry) => {
        const isFirst = leg.contactData().InitiationMethod === 'API';
        if (entry.kind === 'customer_queue' && isFirst) leg.dequeueTo({ queueId: 'q-sales' });
        if (entry.kind !== 'inbound') return;
        leg.setHook('CustomerQueue', 'flow-queue');
        await playQueueing(leg, entry);
      },
    });
    const contactId = await world.start();
    await world.run(1_000);
    const next = world.nextOf(contactId);
    expect(world.emulator.contact(next)).toMatchObject({ channel: 'TASK', queueId: 'q-sales', name: 'Call back' });
    await world.stop(next);
    expect(world.reasonOf(next)).toBe('API');
  });
});

test('a task that nobody completes expires after seven days, wherever it is', async () => {
  const world = await serveTasks();
  const queued = await world.start({ Attributes: { queue: 'q-sales' } });
  const held = await world.withTask('ann');
  await world.run(7 * DAY_MS - 3_000 - 1);
  expect(world.emulator.liveContacts()).toHaveLength(2);
  await world.run(10_000);
  expect([world.reasonOf(queued), world.reasonOf(held)]).toEqual(['EXPIRED', 'EXPIRED']);
  expect(world.emulator.agentState('ann').state).toBe('available');
  expect(world.clock.pending()).toBe(0);
});

test('there is no customer who could hang up on a task', async () => {
  const world = await serveTasks();
  const contactId = await world.start();
  await world.run(1_000);
  world.emulator.hangUp(contactId);
  expect(world.stageOf(contactId)).toBe('queued');
});
