import { DescribeContactCommand, StartOutboundVoiceContactCommand, StopContactCommand } from '@aws-sdk/client-connect';
import type { DialFate } from '../../../../local/connect/types';
import { createServedWorld, INSTANCE_ID, START_MS } from './world';
import type { WorldOptions } from './world';

const DIAL = {
  InstanceId: INSTANCE_ID,
  ContactFlowId: 'flow-out',
  DestinationPhoneNumber: '+12065550142',
  QueueId: 'q-support',
};

async function dial(options: WorldOptions, request: object = {}) {
  const world = await createServedWorld(options);
  const { ContactId = '' } = await world.client.send(new StartOutboundVoiceContactCommand({ ...DIAL, ...request }));
  return { ...world, contactId: ContactId };
}

test('an answered dial connects to the system, is queued by its flow and talks to an agent', async () => {
  const world = await dial({}, { RelatedContactId: 'related', Attributes: { vq_attempt: '1' } });
  const { contactId } = world;
  world.emulator.signIn('ann');
  await world.run(200_000);
  expect(world.eventTypes(contactId)).toEqual([
    'INITIATED',
    'CONNECTED_TO_SYSTEM',
    'QUEUED',
    'CONNECTED_TO_AGENT',
    'DISCONNECTED',
    'COMPLETED',
  ]);
  expect(world.event(contactId, 'INITIATED')).not.toHaveProperty('connectedToSystemTimestamp');
  const connected = world.event(contactId, 'CONNECTED_TO_SYSTEM');
  expect(Object.keys(connected ?? {}).toSorted()).toEqual([
    'channel',
    'connectedToSystemTimestamp',
    'contactId',
    'eventType',
    'initiationMethod',
    'initiationTimestamp',
    'instanceArn',
    'relatedContactId',
    'tags',
  ]);
  expect(connected).toMatchObject({ relatedContactId: 'related', initiationMethod: 'API' });
  expect(world.secondsOf('contact_connected', contactId)).toEqual([12]);
  expect(world.secondsOf('contact_queued', contactId)).toEqual([13]);
  expect(world.records[0]).toMatchObject({
    InitiationMethod: 'API',
    RelatedContactId: 'related',
    Attributes: { vq_attempt: '1' },
    SystemEndpoint: { Address: '+18005550199' },
    ConnectedToSystemTimestamp: '2026-03-02T17:00:12Z',
  });
  await world.close();
});

test.each([
  [{ kind: 'busy', afterMs: 2_000 }, 'TELECOM_BUSY'],
  [{ kind: 'invalid', afterMs: 500 }, 'TELECOM_NUMBER_INVALID'],
  [{ kind: 'blocked', afterMs: 0 }, 'TELECOM_POTENTIAL_BLOCKING'],
  [{ kind: 'problem', afterMs: 1_000 }, 'TELECOM_PROBLEM'],
] satisfies [DialFate, string][])('a dial whose fate is %j ends with %s', async (fate, reason) => {
  const world = await dial({ fate });
  await world.run(3_000);
  expect(world.eventTypes(world.contactId)).toEqual(['INITIATED', 'DISCONNECTED', 'COMPLETED']);
  const disconnected = world.event(world.contactId, 'DISCONNECTED');
  expect(disconnected).not.toHaveProperty('connectedToSystemTimestamp');
  expect(disconnected).not.toHaveProperty('queueInfo');
  expect(world.records[0]).toMatchObject({
    ConnectedToSystemTimestamp: null,
    Queue: null,
    Agent: null,
    DisconnectReason: reason,
  });
  expect(world.secondsOf('contact_ended', world.contactId)).toEqual([fate.afterMs / 1_000]);
  await world.close();
});

const RINGS_OUT = [
  [{ kind: 'no_answer' }, 60],
  [{ kind: 'no_answer', afterMs: 22_000 }, 22],
  [{ kind: 'no_answer', afterMs: 61_000 }, 60],
  [{ kind: 'answers', afterMs: 61_000, who: 'person' }, 60],
] satisfies [DialFate, number][];

test.each<readonly [DialFate, number]>(RINGS_OUT)('a dial whose fate is %j rings for %d s', async (fate, seconds) => {
  const world = await dial({ fate });
  await world.run(seconds * 1_000 - 1);
  expect(world.emulator.contact(world.contactId)?.stage).toBe('dialing');
  await world.run(1);
  expect(world.emulator.contact(world.contactId)).toMatchObject({
    stage: 'ended',
    disconnectReason: expect.stringMatching(/^TELECOM_(TIMEOUT|UNANSWERED|ORIGINATOR_CANCEL)$/),
  });
  await world.close();
});

test('an unanswered dial gets any of the three reasons', async () => {
  const world = await createServedWorld({ fate: { kind: 'no_answer' } });
  for (let index = 0; index < 40; index += 1) {
    await world.client.send(new StartOutboundVoiceContactCommand(DIAL));
  }
  await world.run(60_000);
  const reasons = new Set(world.records.map((record) => record.DisconnectReason));
  expect(reasons).toEqual(new Set(['TELECOM_ORIGINATOR_CANCEL', 'TELECOM_TIMEOUT', 'TELECOM_UNANSWERED']));
  await world.close();
});

test('a dial stopped while ringing never connects', async () => {
  const world = await dial({});
  await world.run(11_000);
  await world.client.send(new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId: world.contactId }));
  await world.run(100_000);
  expect(world.eventTypes(world.contactId)).toEqual(['INITIATED', 'DISCONNECTED', 'COMPLETED']);
  expect(world.emulator.contact(world.contactId)).toMatchObject({
    disconnectReason: 'OTHER',
    disconnectedAtMs: START_MS + 11_000,
  });
  await world.close();
});

test.each([
  ['in its flow', 12_500, 'in_flow'],
  ['queued', 14_000, 'queued'],
  ['offered', 14_000, 'offered'],
  ['with an agent', 16_000, 'with_agent'],
])('a dial can be stopped while %s', async (_name, afterMs, stage) => {
  const world = await dial({});
  if (stage !== 'queued') world.emulator.signIn('ann');
  await world.run(afterMs);
  expect(world.emulator.contact(world.contactId)?.stage).toBe(stage);
  await world.client.send(new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId: world.contactId }));
  const described = await world.client.send(
    new DescribeContactCommand({ InstanceId: INSTANCE_ID, ContactId: world.contactId }),
  );
  expect(described.Contact?.DisconnectReason).toBe('OTHER');
  expect(world.emulator.liveContacts()).toEqual([]);
  await world.run(100_000);
  expect(world.eventTypes(world.contactId).slice(-2)).toEqual(['DISCONNECTED', 'COMPLETED']);
  await world.close();
});

test('a customer who declines a ringing dial is busy', async () => {
  const world = await dial({});
  world.emulator.hangUp(world.contactId);
  expect(world.emulator.contact(world.contactId)?.disconnectReason).toBe('TELECOM_BUSY');
  await world.close();
});

describe('a dial that waits to be picked up', () => {
  test.each([
    [undefined, 'person'],
    ['voicemail', 'voicemail'],
  ] as const)('is answered by %s as %s', async (who, answeredBy) => {
    const world = await dial({ fate: { kind: 'rings' } });
    await world.run(59_000);
    world.emulator.answer(world.contactId, who);
    expect(world.emulator.contact(world.contactId)).toMatchObject({ stage: 'in_flow', answeredBy });
    await world.run(2_000);
    expect(world.secondsOf('contact_connected', world.contactId)).toEqual([59]);
    expect(world.emulator.contact(world.contactId)?.stage).toBe('queued');
    world.emulator.answer(world.contactId);
    expect(world.emulator.contact(world.contactId)?.stage).toBe('queued');
    await world.close();
  });

  test('rings for 60 s, and then picking up is too late', async () => {
    const world = await dial({ fate: { kind: 'rings' } });
    await world.run(60_000);
    expect(world.emulator.contact(world.contactId)?.disconnectReason).toMatch(/^TELECOM_/);
    world.emulator.answer(world.contactId);
    expect(world.emulator.contact(world.contactId)?.stage).toBe('ended');
    await world.close();
  });

  test('can be declined', async () => {
    const world = await dial({ fate: { kind: 'rings' } });
    world.emulator.hangUp(world.contactId);
    world.emulator.answer(world.contactId);
    expect(world.emulator.contact(world.contactId)?.disconnectReason).toBe('TELECOM_BUSY');
    await world.close();
  });
});

test.each([[{ kind: 'answers', afterMs: 12_000, who: 'person' }], [{ kind: 'no_answer' }]] satisfies [DialFate][])(
  'picking up has no effect on a dial whose fate is %j, nor on a call that came in',
  async (fate) => {
    const world = await dial({ fate });
    const inbound = world.call('q-support');
    world.emulator.answer(world.contactId);
    world.emulator.answer(inbound);
    world.emulator.answer('nobody');
    expect(world.emulator.contact(world.contactId)?.stage).toBe('dialing');
    expect(world.secondsOf('contact_connected', inbound)).toEqual([]);
    await world.close();
  },
);

test('the network learns the destination, the attributes and how often it was dialed', async () => {
  const legs: object[] = [];
  const network = {
    dial: (leg: object) => {
      legs.push(leg);
      return { kind: 'no_answer' } as const;
    },
  };
  const world = await dial({ network }, { Attributes: { vq_attempt: '1' } });
  const second = await world.client.send(new StartOutboundVoiceContactCommand(DIAL));
  const to = '+12065550142';
  expect(legs).toEqual([
    { contactId: world.contactId, to, attributes: { vq_attempt: '1' }, dialNumber: 1 },
    { contactId: second.ContactId, to, attributes: {}, dialNumber: 2 },
  ]);
  await world.close();
});

test('the related contact lends its attributes, and the dial has its own say', async () => {
  const world = await createServedWorld();
  const inbound = world.call('q-sales');
  const { ContactId = '' } = await world.client.send(
    new StartOutboundVoiceContactCommand({ ...DIAL, RelatedContactId: inbound, Attributes: { vq_attempt: '2' } }),
  );
  expect(world.emulator.contact(ContactId)?.attributes).toEqual({ queue: 'q-sales', vq_attempt: '2' });
  await world.close();
});
