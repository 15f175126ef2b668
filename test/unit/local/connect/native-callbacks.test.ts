import { StopContactCommand } from '@aws-sdk/client-connect';
import type { CallbackOrder, FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { closeServed, serve } from './serve';
import { ARN, BRIEF_TALK, createWorld, INSTANCE_ID, SETUP, START_MS } from './world';

afterEach(closeServed);

const ORDER: CallbackOrder = {
  queueId: 'q-support',
  initialDelaySeconds: 60,
  attemptsMax: 2,
  retryDelaySeconds: 600,
};
const KEYED = '+12065550177';
const DAY_MS = 24 * 3_600_000;

/** Inbound callers whose attribute `queue` is `callback` order one and hang up; others wait in that queue. */
function ordering(order: CallbackOrder = ORDER, answers: string[] = []) {
  return async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
    if (entry.kind !== 'inbound') return;
    const { queue = '' } = leg.attributes();
    if (queue === 'callback') {
      answers.push(leg.setCallbackNumber(KEYED), leg.createCallback(order));
      leg.disconnect();
    } else {
      leg.setTargetQueue(queue);
      leg.transferToQueue();
    }
  };
}

test('a callback waits out its delay, queues, and the customer is dialed once an agent has accepted', async () => {
  const { emulator, call, run, nextOf, kindsOf, eventTypes, secondsOf, statesOf } = createWorld({ play: ordering() });
  emulator.signIn('ann');
  const inbound = call('callback');
  await run(0);
  const callback = nextOf(inbound);
  expect(emulator.contact(inbound)?.stage).toBe('ended');
  expect(emulator.contact(callback)).toMatchObject({ initiationMethod: 'CALLBACK', stage: 'scheduled' });
  await run(59_999);
  expect(emulator.agentState('ann').state).toBe('available');
  await run(2_001);
  expect(emulator.contact(callback)).toMatchObject({ stage: 'dialing', customerNumber: KEYED });
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: callback });
  await run(200_000);
  expect(kindsOf(callback)).toEqual([
    'contact_started',
    'contact_queued',
    'contact_connected',
    'agent_connected',
    'contact_ended',
  ]);
  expect(secondsOf('contact_queued', callback)).toEqual([60]);
  expect(secondsOf('agent_connected', callback)).toEqual([74]);
  expect(eventTypes(callback)).toEqual([
    'INITIATED',
    'QUEUED',
    'CONNECTED_TO_SYSTEM',
    'CONNECTED_TO_AGENT',
    'DISCONNECTED',
    'COMPLETED',
  ]);
  expect(statesOf('ann')).toEqual(['available', 'offered', 'on_contact', 'after_contact_work', 'available']);
});

test('its record and its events name the call that asked for it, and their record names the callback', async () => {
  const { emulator, call, run, nextOf, event, records } = createWorld({ play: ordering() });
  emulator.signIn('ann');
  const inbound = call('callback');
  await run(300_000);
  const callback = nextOf(inbound);
  expect(event(callback, 'INITIATED')).toMatchObject({
    initiationMethod: 'CALLBACK',
    initialContactId: inbound,
    previousContactId: inbound,
  });
  expect(event(callback, 'INITIATED')?.tags).toEqual({ 'aws:connect:instanceId': INSTANCE_ID });
  expect(records.map(({ ContactId, NextContactId }) => [ContactId, NextContactId])).toEqual([
    [inbound, callback],
    [callback, null],
  ]);
  expect(records[1]).toMatchObject({
    InitiationMethod: 'CALLBACK',
    InitialContactId: inbound,
    PreviousContactId: inbound,
    InitiationTimestamp: '2026-03-02T17:00:00Z',
    ConnectedToSystemTimestamp: '2026-03-02T17:01:14Z',
    // The time in queue ends when the agent accepts.
    Queue: { EnqueueTimestamp: '2026-03-02T17:01:00Z', DequeueTimestamp: '2026-03-02T17:01:02Z', Duration: 2 },
    Agent: { ConnectedToAgentTimestamp: '2026-03-02T17:01:14Z' },
    CustomerEndpoint: { Address: KEYED },
    SystemEndpoint: { Address: '+18005550199' },
    Attributes: { queue: 'callback' },
  });
});

test('its place is that of the call that asked for it', async () => {
  const { emulator, call, run, nextOf, connections } = createWorld({ play: ordering(), talk: () => BRIEF_TALK });
  const inbound = call('callback');
  await run(1_000);
  const holder = call('q-support');
  await run(120_000);
  emulator.signIn('ann');
  await run(60_000);
  expect(connections()).toEqual([
    [nextOf(inbound), 'ann'],
    [holder, 'ann'],
  ]);
});

test('it takes room in its queue from the moment it is created', async () => {
  const answers: string[] = [];
  const queues = [{ id: 'q-support', name: 'Support', maxContacts: 1 }];
  const setup = { ...SETUP, queues, routingProfiles: [], agents: [] };
  const { emulator, call, run, nextOf } = createWorld({ setup, play: ordering(ORDER, answers) });
  const inbound = call('callback');
  call('callback');
  await run(0);
  expect(answers).toEqual(['set', 'created', 'set', 'refused']);
  const holder = call('q-support');
  await run(0);
  expect(emulator.contact(holder)?.stage).toBe('ended');
  await run(60_000);
  expect(emulator.contact(nextOf(inbound))?.stage).toBe('queued');
});

test.each([
  ['before its time', 30_000, false, 'scheduled'],
  ['in the queue', 90_000, false, 'queued'],
  ['offered', 61_000, true, 'offered'],
  ['while it rings', 65_000, true, 'dialing'],
])('it can be stopped %s, and nobody but StopContact ends it', async (_name, afterMs, isStaffed, stage) => {
  const world = await serve({ play: ordering() });
  if (isStaffed) world.emulator.signIn('ann');
  const inbound = world.call('callback');
  await world.run(afterMs);
  const callback = world.nextOf(inbound);
  if (stage !== 'dialing') world.emulator.hangUp(callback);
  expect(world.emulator.contact(callback)?.stage).toBe(stage);
  await world.client.send(new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId: callback }));
  await world.run(DAY_MS);
  expect(world.emulator.contact(callback)).toMatchObject({ stage: 'ended', disconnectReason: 'OTHER' });
  expect(world.eventTypes(callback).slice(-2)).toEqual(['DISCONNECTED', 'COMPLETED']);
  expect(world.connections()).toEqual([]);
  expect(world.emulator.agentState('ann').state).toBe(isStaffed ? 'available' : 'offline');
  expect(world.emulator.queueState('q-support').waiting).toBe(0);
  expect(world.clock.pending()).toBe(0);
});

test('after seven days it is gone', async () => {
  const { emulator, call, run, nextOf } = createWorld({ play: ordering() });
  const inbound = call('callback');
  await run(0);
  const callback = nextOf(inbound);
  await run(7 * DAY_MS - 1);
  expect(emulator.contact(callback)?.stage).toBe('queued');
  await run(1);
  expect(emulator.contact(callback)).toMatchObject({
    stage: 'ended',
    disconnectReason: 'OTHER',
    disconnectedAtMs: START_MS + 7 * DAY_MS,
  });
});

test('a customer who is being dialed then is not let go', async () => {
  const { emulator, call, run, nextOf, secondsOf } = createWorld({ play: ordering() });
  const inbound = call('callback');
  await run(0);
  const callback = nextOf(inbound);
  await run(7 * DAY_MS - 5_000);
  emulator.signIn('ann');
  await run(100_000);
  expect(emulator.contact(callback)?.stage).toBe('with_agent');
  await run(100_000);
  expect(secondsOf('contact_ended', callback)).toEqual([7 * 24 * 3_600 - 5 + 2 + 12 + 100]);
});

describe('a creation flow', () => {
  test('runs for the callback at once, and queues it where it likes', async () => {
    const seen: unknown[] = [];
    const { emulator, call, run, nextOf, connections } = createWorld({
      play: async (leg, entry) => {
        if (leg.contactData().InitiationMethod !== 'CALLBACK') {
          leg.createCallback({ ...ORDER, flowId: `${ARN}/contact-flow/flow-queue` });
          return;
        }
        seen.push(entry, leg.contactData().Queue?.Name, leg.contactData().CustomerEndpoint?.Address);
        leg.setTargetQueue('q-sales');
        seen.push(leg.transferToQueue(), leg.isLive());
      },
    });
    const inbound = call('callback');
    await run(0);
    expect(seen).toEqual([{ kind: 'inbound', flowId: 'flow-queue' }, 'Support', '+12065550142', 'queued', false]);
    emulator.signIn('zoe');
    await run(20_000);
    expect(connections()).toEqual([[nextOf(inbound), 'zoe']]);
  });

  test('that ends without queueing ends the callback', async () => {
    const { emulator, call, run, nextOf } = createWorld({
      play: async (leg) => {
        if (leg.contactData().InitiationMethod !== 'CALLBACK') leg.createCallback({ ...ORDER, flowId: 'flow-queue' });
      },
    });
    const inbound = call('callback');
    await run(1_000);
    expect(emulator.contact(nextOf(inbound))?.disconnectReason).toBe('CONTACT_FLOW_DISCONNECT');
  });

  const { queueId } = ORDER;
  const flowId = 'flow-queue';

  test.each<[string, CallbackOrder, number]>([
    ['without delays and attempts is dialed once', { queueId, flowId }, 1],
    ['of two attempts without a delay between them is dialed once', { queueId, flowId, attemptsMax: 2 }, 1],
    ['without attempts is dialed once', { queueId, flowId, retryDelaySeconds: 60 }, 1],
    ['with all but the first delay is tried again', { queueId, flowId, attemptsMax: 2, retryDelaySeconds: 60 }, 2],
  ])('%s', async (_name, order, dialCount) => {
    let dials = 0;
    const { emulator, call, run } = createWorld({
      network: { dial: () => ((dials += 1), { kind: 'no_answer' }) },
      play: async (leg, entry) => {
        if (entry.kind !== 'inbound') return;
        if (leg.contactData().InitiationMethod === 'CALLBACK') leg.transferToQueue();
        else leg.createCallback(order);
      },
    });
    emulator.signIn('ann');
    call('callback');
    await run(1_000_000);
    expect(dials).toBe(dialCount);
  });
});

const { initialDelaySeconds: _delay, ...undelayed } = ORDER;
const { attemptsMax: _attempts, ...unlimited } = ORDER;
const { retryDelaySeconds: _retry, ...unpaced } = ORDER;

test.each<[string, CallbackOrder]>([
  ['without a first delay', undelayed],
  ['without a number of attempts', unlimited],
  ['without a delay between attempts', unpaced],
  ['with a creation flow and no first delay to speak of', { ...ORDER, flowId: 'flow-queue', initialDelaySeconds: 0 }],
  ['with a creation flow and no attempt', { ...ORDER, flowId: 'flow-queue', attemptsMax: 0 }],
  ['with a creation flow and half a second', { ...ORDER, flowId: 'flow-queue', retryDelaySeconds: 0.5 }],
])('an order %s is refused', async (_name, order) => {
  const answers: string[] = [];
  const { call, run } = createWorld({ play: ordering(order, answers) });
  call('callback');
  await run(0);
  expect(answers).toEqual(['set', 'refused']);
});
