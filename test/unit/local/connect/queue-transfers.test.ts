import { StopContactCommand } from '@aws-sdk/client-connect';
import type { FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { closeServed, refusal, serve } from './serve';
import { ARN, createWorld, INSTANCE_ID, SETUP, START_MS } from './world';
import type { WorldOptions } from './world';

afterEach(closeServed);

type Target = Parameters<FlowLeg['dequeueTo']>[0];

/** Callers wait in q-support, whose flow sends them where told after ten seconds, time after time. */
function sendingTo(targets: readonly Target[], answers: string[] = []) {
  const left = [...targets];
  return async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
    if (entry.kind === 'inbound') {
      leg.setTargetQueue('q-support');
      leg.setHook('CustomerQueue', 'flow-queue');
      leg.setData({ languageCode: 'de-DE' });
      leg.transferToQueue();
    } else if (left.length > 0 && (await leg.wait(10_000)) === 'elapsed') {
      answers.push(leg.dequeueTo(left.shift() ?? {}));
    }
  };
}

async function transferred(options: WorldOptions = {}) {
  const world = await serve({ play: sendingTo([{ queueId: `${ARN}/queue/q-sales` }]), ...options });
  const from = world.call('q-support');
  await world.run(10_000);
  return { ...world, from, to: world.nextOf(from) };
}

test('a caller goes on in another queue as a new contact, while the old one ends', async () => {
  const { emulator, from, to, kindsOf, eventTypes, event, records, run } = await transferred();
  expect(emulator.contact(from)).toMatchObject({ stage: 'ended', disconnectReason: 'OTHER' });
  expect(emulator.contact(to)).toMatchObject({
    initiationMethod: 'QUEUE_TRANSFER',
    stage: 'queued',
    queueId: 'q-sales',
    attributes: { queue: 'q-support' },
    customerNumber: '+12065550142',
    initiatedAtMs: START_MS + 10_000,
    connectedToSystemAtMs: START_MS + 10_000,
  });
  await run(0);
  expect(eventTypes(from)).toEqual(['INITIATED', 'QUEUED', 'DISCONNECTED', 'COMPLETED']);
  expect(eventTypes(to)).toEqual(['INITIATED', 'QUEUED']);
  expect(kindsOf(from)).toEqual(['contact_started', 'contact_queued', 'contact_ended']);
  expect(kindsOf(to)).toEqual(['contact_transferred', 'contact_started', 'contact_queued']);
  expect(event(to, 'QUEUED')).toMatchObject({ initialContactId: from, previousContactId: from });
  expect(event(to, 'INITIATED')?.tags).toEqual({ 'aws:connect:instanceId': INSTANCE_ID });
  expect(event(from, 'DISCONNECTED')).not.toHaveProperty('initialContactId');
  expect(records[0]).toMatchObject({ ContactId: from, NextContactId: to, Queue: { Duration: 10 }, Agent: null });
});

test('observers hear of the person going over before the old contact ends', async () => {
  const { changes, from, to } = await transferred();
  const about = changes.filter((change) => change.kind !== 'agent_state' && change.atMs > START_MS);
  expect(about.map(({ kind }) => kind)).toEqual([
    'contact_transferred',
    'contact_ended',
    'contact_started',
    'contact_queued',
  ]);
  expect(about[0]).toEqual({
    kind: 'contact_transferred',
    atMs: START_MS + 10_000,
    fromContactId: from,
    contactId: to,
  });
});

test('the new contact is the one that can be hung up and that an agent takes', async () => {
  const { emulator, from, to, run, connections, records } = await transferred();
  emulator.hangUp(from);
  emulator.signIn('zoe');
  await run(10_000);
  expect(connections()).toEqual([[to, 'zoe']]);
  emulator.hangUp(to);
  await run(30_000);
  expect(records.at(-1)).toMatchObject({
    ContactId: to,
    InitialContactId: from,
    PreviousContactId: from,
    NextContactId: null,
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    Queue: { Name: 'Sales', Duration: 2 },
  });
});

test('its queue flow is the one that was set, and knows the language and the chain', async () => {
  const seen: unknown[] = [];
  const play = sendingTo([{ queueId: 'q-sales' }]);
  const { from, to, run } = await transferred({
    play: async (leg, entry) => {
      if (entry.kind === 'customer_queue') seen.push([entry.flowId, leg.contactData()]);
      return play(leg, entry);
    },
  });
  await run(0);
  expect(seen[1]).toEqual([
    'flow-queue',
    expect.objectContaining({
      ContactId: to,
      InitialContactId: from,
      PreviousContactId: from,
      InitiationMethod: 'QUEUE_TRANSFER',
      LanguageCode: 'de-DE',
    }),
  ]);
});

test('DescribeContact tells the chain but no number of the centre, and StopContact refuses', async () => {
  const { client, describe, from, to } = await transferred();
  const { Contact } = await describe(to);
  expect(Contact).toMatchObject({ InitialContactId: from, PreviousContactId: from });
  expect(Contact?.SystemEndpoint).toBeUndefined();
  const stop = new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId: to });
  await expect(client.send(stop)).rejects.toMatchObject(refusal('InvalidRequestException', 400));
});

test('a chain has twelve contacts and no more, all of them after the first', async () => {
  const answers: string[] = [];
  const targets = Array.from({ length: 12 }, (_, index) => ({ queueId: index % 2 === 0 ? 'q-sales' : 'q-support' }));
  const { emulator, call, run, nextOf } = createWorld({ play: sendingTo(targets, answers) });
  const first = call('q-support');
  await run(600_000);
  expect(answers).toEqual([...Array.from({ length: 11 }, () => 'queued'), 'no_queue']);
  const chain = [first];
  for (let next = nextOf(first); next !== 'none'; next = nextOf(next)) chain.push(next);
  expect(chain).toHaveLength(12);
  expect(emulator.liveContacts().map(({ contactId }) => contactId)).toEqual(chain.slice(-1));
  expect(emulator.contact(chain[11] ?? '')).toMatchObject({ initialContactId: first, previousContactId: chain[10] });
});

test.each([
  ['no queue at all', {}, 'no_queue'],
  ['a queue and an agent', { queueId: 'q-sales', agentId: 'ann' }, 'no_queue'],
  ['an unknown queue', { queueId: 'q-nowhere' }, 'no_queue'],
  ['an unknown agent', { agentId: 'nobody' }, 'no_queue'],
  ['a full queue', { queueId: 'q-full' }, 'at_capacity'],
])('a transfer to %s leaves the caller in the queue', async (_name, target, answer) => {
  const answers: string[] = [];
  const setup = { ...SETUP, queues: [...SETUP.queues, { id: 'q-full', name: 'Full', maxContacts: 0 }] };
  const { emulator, call, run } = createWorld({ setup, play: sendingTo([target], answers) });
  const contactId = call('q-support');
  await run(10_000);
  expect(answers).toEqual([answer]);
  expect(emulator.contact(contactId)).toMatchObject({ stage: 'queued', queueId: 'q-support' });
  expect(emulator.queueState('q-support').waiting).toBe(1);
});

test('a caller who is being offered to an agent, or is not queued, cannot leave the queue', async () => {
  const answers: string[] = [];
  const { emulator, call, run, connections } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'inbound') {
        answers.push(leg.dequeueTo({ queueId: 'q-sales' }));
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      } else if ((await leg.wait(1_000)) === 'elapsed') {
        answers.push(leg.dequeueTo({ queueId: 'q-sales' }), leg.transferToQueue());
      }
    },
  });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(10_000);
  expect(answers).toEqual(['no_queue', 'no_queue', 'no_queue']);
  expect(connections()).toEqual([[contactId, 'ann']]);
});

test('a transfer takes no second call of the quota', async () => {
  const { call, nextOf, emulator, run } = createWorld({
    setup: { ...SETUP, concurrentCallsMax: 2 },
    play: sendingTo([{ queueId: 'q-sales' }]),
  });
  const first = call('q-support');
  await run(10_000);
  expect(call('q-support')).not.toBe('busy');
  expect(call('q-support')).toBe('busy');
  emulator.hangUp(nextOf(first));
  expect(call('q-support')).not.toBe('busy');
});
