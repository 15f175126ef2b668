import {
  DescribeContactCommand,
  GetCurrentMetricDataCommand,
  ListQueuesCommand,
  StartOutboundVoiceContactCommand,
  StopContactCommand,
  UpdateContactAttributesCommand,
  UpdateContactRoutingDataCommand,
} from '@aws-sdk/client-connect';
import { ARN, createServedWorld, INSTANCE_ID, SETUP, START_MS } from './world';
import type { WorldOptions } from './world';

const DIAL = {
  InstanceId: INSTANCE_ID,
  ContactFlowId: 'flow-out',
  DestinationPhoneNumber: '+12065550142',
  QueueId: 'q-support',
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function serve(options: WorldOptions = {}) {
  const world = await createServedWorld(options);
  open.push(world.close);
  return {
    ...world,
    dial: (request: object = {}) => world.client.send(new StartOutboundVoiceContactCommand({ ...DIAL, ...request })),
    describe: (ContactId: string) =>
      world.client.send(new DescribeContactCommand({ InstanceId: INSTANCE_ID, ContactId })),
  };
}
const refusal = (name: string, httpStatusCode: number) => ({
  name,
  $metadata: expect.objectContaining({ httpStatusCode }),
});

describe('StartOutboundVoiceContact', () => {
  test.each([
    ['a number that is not E.164', { DestinationPhoneNumber: '2065550142' }, 'InvalidParameterException', 400],
    ['a source that is not E.164', { SourcePhoneNumber: '+0123' }, 'InvalidParameterException', 400],
    ['neither queue nor source', { QueueId: undefined }, 'InvalidRequestException', 400],
    ['an unknown queue', { QueueId: 'nope' }, 'ResourceNotFoundException', 404],
    ['an unknown flow', { ContactFlowId: 'nope' }, 'ResourceNotFoundException', 404],
    ['another instance', { InstanceId: 'nope' }, 'ResourceNotFoundException', 404],
    ['a bad attribute key', { Attributes: { 'a b': '1' } }, 'InvalidRequestException', 400],
    ['too many attributes', { Attributes: { a: 'ü'.repeat(16_384) } }, 'InvalidRequestException', 400],
    ['campaign traffic', { TrafficType: 'CAMPAIGN' }, 'InvalidRequestException', 400],
    ['a ring timeout', { RingTimeoutInSeconds: 25 }, 'InvalidRequestException', 400],
    [
      'answering machine detection',
      { AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true } },
      'InvalidRequestException',
      400,
    ],
    ['an outbound strategy', { OutboundStrategy: { Type: 'AGENT_FIRST' } }, 'InvalidRequestException', 400],
  ])('%s is refused and nothing is dialed', async (_name, change, name, status) => {
    const world = await serve();
    await expect(world.dial(change)).rejects.toMatchObject(refusal(name, status));
    expect(world.emulator.liveContacts()).toEqual([]);
  });

  test('a missing member is named in the refusal', async () => {
    const world = await serve();
    await expect(world.dial({ DestinationPhoneNumber: undefined })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('DestinationPhoneNumber'),
    });
  });

  test('a prefix that is not allowed is refused', async () => {
    const world = await serve({ setup: { ...SETUP, allowedPrefixes: ['+44', '+1206'] } });
    await expect(world.dial({ DestinationPhoneNumber: '+61255501234' })).rejects.toMatchObject({
      ...refusal('DestinationNotAllowedException', 403),
      message: 'Outbound calls to the destination number are not allowed.',
    });
    await expect(world.dial()).resolves.toHaveProperty('ContactId');
  });

  test('ids may be ARNs', async () => {
    const world = await serve();
    const { ContactId = '' } = await world.dial({ QueueId: `${ARN}/queue/q-support`, InstanceId: ARN });
    const arn = `${ARN}/contact/${ContactId}`;
    const { Contact } = await world.client.send(new DescribeContactCommand({ InstanceId: ARN, ContactId: arn }));
    expect(Contact).toMatchObject({ Id: ContactId, Arn: arn, SystemEndpoint: { Address: '+18005550199' } });
  });

  test('the source number is shown rather than the caller id of the queue', async () => {
    const world = await serve();
    const { ContactId = '' } = await world.dial({ SourcePhoneNumber: '+18005550111' });
    expect(world.emulator.contact(ContactId)?.systemNumber).toBe('+18005550111');
  });

  test('at the concurrency quota a dial is refused', async () => {
    const world = await serve({ setup: { ...SETUP, concurrentCallsMax: 1 } });
    await world.dial({ ClientToken: 'one' });
    await expect(world.dial()).rejects.toMatchObject(refusal('LimitExceededException', 429));
    await expect(world.dial({ ClientToken: 'one' })).resolves.toHaveProperty('ContactId');
  });

  test('a client token gives the first contact for seven days, then a new one', async () => {
    const world = await serve();
    const first = await world.dial({ ClientToken: 'entry-1', Attributes: { a: '1', b: '2' } });
    await world.run(7 * 24 * 3_600_000 - 1);
    const repeat = await world.dial({ ClientToken: 'entry-1', Attributes: { b: '2', a: '1' } });
    expect(repeat.ContactId).toBe(first.ContactId);
    await world.run(1);
    const afterwards = await world.dial({ ClientToken: 'entry-1' });
    expect(afterwards.ContactId).not.toBe(first.ContactId);
  });

  test('a client token with other parameters is refused', async () => {
    const world = await serve();
    await world.dial({ ClientToken: 'entry-1' });
    await expect(world.dial({ ClientToken: 'entry-1', QueueId: 'q-sales' })).rejects.toMatchObject(
      refusal('IdempotencyException', 409),
    );
  });

  test('a refused dial does not use up its client token', async () => {
    const world = await serve({ setup: { ...SETUP, allowedPrefixes: ['+44'] } });
    await expect(world.dial({ ClientToken: 'entry-1' })).rejects.toMatchObject({
      name: 'DestinationNotAllowedException',
    });
    await expect(
      world.dial({ ClientToken: 'entry-1', DestinationPhoneNumber: '+442079460000' }),
    ).resolves.toHaveProperty('ContactId');
  });

  test('a token survives a snapshot', async () => {
    const before = await serve();
    const { ContactId } = await before.dial({ ClientToken: 'entry-1' });
    const after = await serve();
    after.emulator.restore(before.emulator.snapshot());
    expect((await after.dial({ ClientToken: 'entry-1' })).ContactId).toBe(ContactId);
    expect((await after.describe(ContactId ?? '')).Contact).toMatchObject({ DisconnectReason: 'OTHER' });
  });
});

describe('limits and faults', () => {
  test('dials are limited to a burst of 5 and then 2 a second, on the simulated clock', async () => {
    const world = await serve({ limits: undefined });
    for (let index = 0; index < 5; index += 1) await world.dial();
    await expect(world.dial()).rejects.toMatchObject({
      ...refusal('ThrottlingException', 429),
      message: 'Rate Exceeded',
    });
    await world.run(499);
    await expect(world.dial()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.run(1);
    await world.dial();
    await expect(world.dial()).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  test('each operation has its own bucket, and one can be set', async () => {
    const world = await serve({ limits: { DescribeContact: { rate: 1, burst: 1 } } });
    const { ContactId = '' } = await world.dial();
    await world.describe(ContactId);
    await expect(world.describe(ContactId)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.dial();
  });

  test('injected throttling and internal errors carry nothing out', async () => {
    const faults = ['throttle', 'internal'] as const;
    let index = 0;
    const world = await serve({ faults: { api: () => faults[index++] } });
    await expect(world.dial()).rejects.toMatchObject(refusal('ThrottlingException', 429));
    await expect(world.dial()).rejects.toMatchObject(refusal('InternalServiceException', 500));
    expect(world.emulator.liveContacts()).toEqual([]);
    await world.dial();
    expect(world.emulator.liveContacts()).toHaveLength(1);
  });

  test('a lost reply carries the dial out, and its token finds it again', async () => {
    let calls = 0;
    const world = await serve({ faults: { api: () => ((calls += 1) === 1 ? 'lost_reply' : undefined) } });
    await expect(world.dial({ ClientToken: 'entry-1' })).rejects.toThrow('socket hang up');
    const [live] = world.emulator.liveContacts();
    const { ContactId } = await world.dial({ ClientToken: 'entry-1' });
    expect(ContactId).toBe(live?.contactId);
    expect(world.emulator.liveContacts()).toHaveLength(1);
  });

  test('an operation that is not emulated is refused by name', async () => {
    const world = await serve();
    await expect(world.client.send(new ListQueuesCommand({ InstanceId: INSTANCE_ID }))).rejects.toMatchObject({
      ...refusal('UnknownOperationException', 404),
      message: expect.stringContaining('GET /queues-summary/'),
    });
  });

  test.each([
    ['is not JSON', '{'],
    ['is empty', ''],
  ])('a body that %s is refused', async (_name, body) => {
    const world = await serve();
    const response = await fetch(`${world.endpoint}/contact/stop`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidRequestException');
    expect(await response.json()).toEqual({ Message: expect.any(String) });
  });
});

test('simulated time stands still while a process waits for an answer', async () => {
  const world = await serve();
  const seenMs: number[] = [];
  world.clock.spawn(async () => {
    for (let index = 0; index < 3; index += 1) {
      await world.dial();
      seenMs.push(world.clock.nowMs() - START_MS);
      await world.clock.sleep(500);
    }
  });
  await world.run(5_000);
  expect(seenMs).toEqual([0, 500, 1_000]);
  const startedMs = world.changes.flatMap((change) =>
    change.kind === 'contact_started' ? [change.atMs - START_MS] : [],
  );
  expect(startedMs).toEqual(seenMs);
});

describe('StopContact', () => {
  test('a contact that is over is 410, one that never was is 404', async () => {
    const world = await serve();
    const stop = (ContactId: string) =>
      world.client.send(new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId }));
    const contactId = world.call('q-support');
    await world.run(1_000);
    await stop(contactId);
    await expect(stop(contactId)).rejects.toMatchObject(refusal('ContactNotFoundException', 410));
    await expect(stop('nobody')).rejects.toMatchObject(refusal('ResourceNotFoundException', 404));
  });
});

describe('DescribeContact', () => {
  test('a contact with an agent has every member, times as dates', async () => {
    const world = await serve();
    world.emulator.signIn('ann');
    const { ContactId = '' } = await world.dial({ RelatedContactId: 'r1', Attributes: { vq_attempt: '1' } });
    await world.run(200_000);
    const { Contact } = await world.describe(ContactId);
    expect(JSON.parse(JSON.stringify(Contact))).toStrictEqual({
      Arn: `${ARN}/contact/${ContactId}`,
      Id: ContactId,
      InitiationMethod: 'API',
      Channel: 'VOICE',
      RelatedContactId: 'r1',
      QueueInfo: { Id: 'q-support', EnqueueTimestamp: '2026-03-02T17:00:13.120Z' },
      AgentInfo: {
        Id: 'ann',
        ConnectedToAgentTimestamp: '2026-03-02T17:00:15.120Z',
        AfterContactWorkStartTimestamp: '2026-03-02T17:01:55.120Z',
        AfterContactWorkEndTimestamp: '2026-03-02T17:02:25.120Z',
        AfterContactWorkDuration: 30,
      },
      InitiationTimestamp: '2026-03-02T17:00:00.120Z',
      ConnectedToSystemTimestamp: '2026-03-02T17:00:12.120Z',
      DisconnectTimestamp: '2026-03-02T17:01:55.120Z',
      LastUpdateTimestamp: '2026-03-02T17:02:25.120Z',
      CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+12065550142' },
      SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+18005550199' },
      QueuePriority: 5,
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      Tags: { 'aws:connect:instanceId': INSTANCE_ID, 'aws:connect:systemEndpoint': '+18005550199' },
      Attributes: { vq_attempt: '1' },
    });
  });

  test('an unanswered dial has an end and no connection', async () => {
    const world = await serve({ fate: { kind: 'busy', afterMs: 2_000 } });
    const { ContactId = '' } = await world.dial();
    await world.run(2_000);
    const { Contact } = await world.describe(ContactId);
    expect(Contact?.DisconnectTimestamp).toEqual(new Date(START_MS + 2_000));
    expect(Contact?.ConnectedToSystemTimestamp).toBeUndefined();
    expect(Contact?.QueueInfo).toBeUndefined();
  });

  test('an unknown contact is not found', async () => {
    const world = await serve();
    await expect(world.describe('nobody')).rejects.toMatchObject(refusal('ResourceNotFoundException', 404));
  });
});

describe('UpdateContactRoutingData', () => {
  const update = (ContactId: string, change: object) =>
    new UpdateContactRoutingDataCommand({ InstanceId: INSTANCE_ID, ContactId, ...change });

  test('what was set is described, criteria with the status of their steps', async () => {
    const world = await serve();
    const { ContactId = '' } = await world.dial();
    await world.client.send(update(ContactId, { QueueTimeAdjustmentSeconds: 300 }));
    await world.client.send(update(ContactId, { QueuePriority: 2 }));
    const MatchCriteria = { AgentsCriteria: { AgentIds: ['bob'] } };
    const Expression = { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria } };
    const Steps = [{ Expiry: { DurationInSeconds: 30 }, Expression }, { Expression }];
    await world.client.send(update(ContactId, { RoutingCriteria: { Steps } }));
    await world.run(20_000);
    const { Contact } = await world.describe(ContactId);
    expect(Contact).toMatchObject({ QueuePriority: 2, QueueTimeAdjustmentSeconds: 300 });
    expect(Contact?.RoutingCriteria).toMatchObject({
      Index: 0,
      ActivationTimestamp: new Date(START_MS + 13_000),
      Steps: [
        {
          Status: 'ACTIVE',
          Expiry: { DurationInSeconds: 30, ExpiryTimestamp: new Date(START_MS + 43_000) },
          Expression,
        },
        { Status: 'INACTIVE', Expression },
      ],
    });
  });

  test.each([
    ['nothing', {}],
    ['two changes', { QueuePriority: 1, QueueTimeAdjustmentSeconds: 5 }],
    ['a priority below 1', { QueuePriority: 0 }],
  ])('%s is refused', async (_name, change) => {
    const world = await serve();
    const contactId = world.call('q-support');
    await expect(world.client.send(update(contactId, change))).rejects.toMatchObject(
      refusal('InvalidRequestException', 400),
    );
  });

  test('a contact that is over conflicts, an unknown one is not found', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    world.emulator.hangUp(contactId);
    await expect(world.client.send(update(contactId, { QueuePriority: 1 }))).rejects.toMatchObject(
      refusal('ResourceConflictException', 409),
    );
    await expect(world.client.send(update('nobody', { QueuePriority: 1 }))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 404),
    );
  });
});

describe('UpdateContactAttributes', () => {
  const update = (InitialContactId: string, Attributes: Record<string, string>) =>
    new UpdateContactAttributesCommand({ InstanceId: INSTANCE_ID, InitialContactId, Attributes });

  test('values merge, an empty one removes, and an event tells that attributes changed, not which', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    await world.run(0);
    await world.client.send(update(contactId, { vq_lang: 'en', queue: '' }));
    await world.run(0);
    expect(world.emulator.contact(contactId)?.attributes).toEqual({ vq_lang: 'en' });
    const detail = world.event(contactId, 'CONTACT_DATA_UPDATED');
    expect(detail?.updatedProperties).toEqual(['UserDefinedAttributes']);
    expect(JSON.stringify(detail)).not.toContain('vq_lang');
  });

  test('an ended contact can be changed, which sends its record again', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    world.emulator.hangUp(contactId);
    await world.run(10_000);
    await world.client.send(update(contactId, { handled: 'yes' }));
    await world.run(0);
    expect(world.records.map((record) => [record.Attributes['handled'], record.LastUpdateTimestamp])).toEqual([
      [undefined, '2026-03-02T17:00:00Z'],
      ['yes', '2026-03-02T17:00:10Z'],
    ]);
  });

  test('the size limit counts all attributes of the contact', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    await world.client.send(update(contactId, { a: 'x'.repeat(30_000) }));
    await expect(world.client.send(update(contactId, { b: 'x'.repeat(3_000) }))).rejects.toMatchObject(
      refusal('InvalidRequestException', 400),
    );
    await expect(world.client.send(update('nobody', { a: '1' }))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 404),
    );
  });
});

test('a server can be closed while a client keeps its connection', async () => {
  const world = await createServedWorld();
  await world.client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: INSTANCE_ID,
      Filters: { Queues: ['q-support'] },
      CurrentMetrics: [{ Name: 'AGENTS_ONLINE', Unit: 'COUNT' }],
    }),
  );
  await world.close();
  await expect(fetch(world.endpoint)).rejects.toThrow('fetch failed');
});
