import {
  StopContactCommand,
  UpdateContactAttributesCommand,
  UpdateContactCommand,
  UpdateContactRoutingDataCommand,
} from '@aws-sdk/client-connect';
import { closeServed, refusal, serve } from './serve';
import { ARN, INSTANCE_ID, START_MS } from './world';

afterEach(closeServed);

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
    ['nothing', {}, 'InvalidParameterException'],
    ['two changes', { QueuePriority: 1, QueueTimeAdjustmentSeconds: 5 }, 'InvalidParameterException'],
    ['a priority below 1', { QueuePriority: 0 }, 'InvalidRequestException'],
  ])('%s is refused', async (_name, change, error) => {
    const world = await serve();
    const contactId = world.call('q-support');
    await expect(world.client.send(update(contactId, change))).rejects.toMatchObject(refusal(error, 400));
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

describe('UpdateContact', () => {
  const update = (ContactId: string, change: object) =>
    new UpdateContactCommand({ InstanceId: INSTANCE_ID, ContactId, ...change });

  test('what is given is described, what is not stays, and no event tells of it', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    await world.client.send(update(contactId, { Name: 'Rang once', Description: 'At noon.' }));
    await world.client.send(update(contactId, { Name: 'Rang twice' }));
    await world.run(1_000);
    expect((await world.describe(contactId)).Contact).toMatchObject({ Name: 'Rang twice', Description: 'At noon.' });
    expect(world.eventTypes(contactId)).not.toContain('CONTACT_DATA_UPDATED');
  });

  test('an ended contact can be changed, which sends its record again', async () => {
    const world = await serve();
    const contactId = world.call('q-support');
    world.emulator.hangUp(contactId);
    await world.run(10_000);
    await world.client.send(update(contactId, { Description: 'Too late.' }));
    await world.run(0);
    expect((await world.describe(contactId)).Contact).toMatchObject({ Description: 'Too late.' });
    expect(world.records.map((record) => record.LastUpdateTimestamp)).toEqual([
      '2026-03-02T17:00:00Z',
      '2026-03-02T17:00:10Z',
    ]);
  });

  test.each([
    ['nothing', {}],
    ['no name', { Name: '' }],
    ['too long a description', { Description: 'x'.repeat(4_097) }],
    ['what only external contacts have', { Name: 'a', UserInfo: { UserId: 'ann' } }],
  ])('%s is refused and changes nothing', async (_name, change) => {
    const world = await serve();
    const contactId = world.call('q-support');
    await expect(world.client.send(update(contactId, change))).rejects.toMatchObject(
      refusal('InvalidRequestException', 400),
    );
    expect((await world.describe(contactId)).Contact?.Name).toBeUndefined();
  });

  test('an unknown contact is not found', async () => {
    const world = await serve();
    await expect(world.client.send(update('nobody', { Name: 'a' }))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 404),
    );
  });
});
