import { ARN, createWorld } from './world';

test('an answered inbound call tells its whole life in events, then its record', async () => {
  const { emulator, run, call, events, eventTypes, records } = createWorld();
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(131_999);
  expect(eventTypes(contactId)).toEqual(['INITIATED', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED']);
  expect(records).toEqual([]);
  await run(1);
  expect(eventTypes(contactId).at(-1)).toBe('COMPLETED');
  expect(records).toHaveLength(1);
  expect(Object.keys(events[0] ?? {}).toSorted()).toEqual(
    ['account', 'detail', 'detail-type', 'id', 'region', 'resources', 'source', 'time', 'version'].toSorted(),
  );
  expect(events[0]).toMatchObject({
    version: '0',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '111122223333',
    time: '2026-03-02T17:00:00Z',
    region: 'us-west-2',
    resources: [ARN, `${ARN}/contact/${contactId}`],
  });
});

test('each event of an inbound call has the documented members and no others', async () => {
  const { emulator, run, call, event } = createWorld();
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(132_000);
  const initiated = {
    eventType: 'INITIATED',
    contactId,
    channel: 'VOICE',
    instanceArn: ARN,
    initiationMethod: 'INBOUND',
    initiationTimestamp: '2026-03-02T17:00:00.120Z',
    tags: {
      'aws:connect:instanceId': '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
      'aws:connect:systemEndpoint': '+18005550199',
    },
  };
  const queued = {
    ...initiated,
    eventType: 'QUEUED',
    connectedToSystemTimestamp: '2026-03-02T17:00:00.120Z',
    queueInfo: {
      queueArn: `${ARN}/queue/q-support`,
      queueType: 'STANDARD',
      enqueueTimestamp: '2026-03-02T17:00:00.120Z',
    },
  };
  const agentInfo = { agentArn: `${ARN}/agent/ann`, connectedToAgentTimestamp: '2026-03-02T17:00:02.120Z' };
  const disconnectTimestamp = '2026-03-02T17:01:42.120Z';
  expect(event(contactId, 'INITIATED')).toStrictEqual(initiated);
  expect(event(contactId, 'QUEUED')).toStrictEqual(queued);
  expect(event(contactId, 'CONNECTED_TO_AGENT')).toStrictEqual({
    ...queued,
    eventType: 'CONNECTED_TO_AGENT',
    agentInfo,
  });
  expect(event(contactId, 'DISCONNECTED')).toStrictEqual({
    ...queued,
    eventType: 'DISCONNECTED',
    agentInfo,
    disconnectTimestamp,
  });
  expect(event(contactId, 'COMPLETED')).toStrictEqual({
    ...queued,
    eventType: 'COMPLETED',
    agentInfo: {
      ...agentInfo,
      afterContactWorkStartTimestamp: disconnectTimestamp,
      afterContactWorkEndTimestamp: '2026-03-02T17:02:12.120Z',
      afterContactWorkDuration: 30,
    },
    disconnectTimestamp,
  });
});

test('the record of an answered call has every member of the model, in whole seconds', async () => {
  const { emulator, run, call, records } = createWorld();
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(140_000);
  expect(records).toStrictEqual([
    {
      AWSAccountId: '111122223333',
      AWSContactTraceRecordFormatVersion: '2017-03-10',
      Agent: {
        ARN: `${ARN}/agent/ann`,
        AfterContactWorkDuration: 30,
        AfterContactWorkEndTimestamp: '2026-03-02T17:02:12Z',
        AfterContactWorkStartTimestamp: '2026-03-02T17:01:42Z',
        AgentInitiatedHoldDuration: 0,
        AgentInteractionDuration: 100,
        ConnectedToAgentTimestamp: '2026-03-02T17:00:02Z',
        CustomerHoldDuration: 0,
        HierarchyGroups: null,
        LongestHoldDuration: 0,
        NumberOfHolds: 0,
        RoutingProfile: { ARN: `${ARN}/routing-profile/rp-support`, Name: 'Support agents' },
        Username: 'ann',
      },
      AgentConnectionAttempts: 1,
      AnsweringMachineDetectionStatus: null,
      Attributes: { queue: 'q-support' },
      Campaign: { CampaignId: null },
      Channel: 'VOICE',
      ConnectedToSystemTimestamp: '2026-03-02T17:00:00Z',
      ContactDetails: {},
      ContactId: contactId,
      CustomerEndpoint: { Address: '+12065550142', Type: 'TELEPHONE_NUMBER' },
      CustomerVoiceActivity: null,
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      DisconnectTimestamp: '2026-03-02T17:01:42Z',
      InitialContactId: null,
      InitiationMethod: 'INBOUND',
      InitiationTimestamp: '2026-03-02T17:00:00Z',
      InstanceARN: ARN,
      LastUpdateTimestamp: '2026-03-02T17:02:12Z',
      MediaStreams: [{ Type: 'AUDIO' }],
      NextContactId: null,
      PreviousContactId: null,
      Queue: {
        ARN: `${ARN}/queue/q-support`,
        DequeueTimestamp: '2026-03-02T17:00:02Z',
        Duration: 2,
        EnqueueTimestamp: '2026-03-02T17:00:00Z',
        Name: 'Support',
      },
      Recording: null,
      Recordings: null,
      References: [],
      RelatedContactId: null,
      RoutingCriteria: null,
      ScheduledTimestamp: null,
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
      SystemEndpoint: { Address: '+18005550199', Type: 'TELEPHONE_NUMBER' },
      Tags: {
        'aws:connect:instanceId': '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
        'aws:connect:systemEndpoint': '+18005550199',
      },
      TransferCompletedTimestamp: null,
      TransferredToEndpoint: null,
    },
  ]);
});

test('events may be dropped, doubled and overtake one another', async () => {
  const delays = [900, 100];
  const overtaking = createWorld({ timing: { eventDelayMs: () => delays.shift() ?? 0 } });
  const contactId = overtaking.call('q-support');
  await overtaking.run(1_000);
  expect(overtaking.eventTypes(contactId)).toEqual(['QUEUED', 'INITIATED']);

  const copies = [0, 2];
  const faulty = createWorld({ faults: { eventCopies: () => copies.shift() ?? 1 } });
  const other = faulty.call('q-support');
  await faulty.run(1_000);
  expect(faulty.eventTypes(other)).toEqual(['QUEUED', 'QUEUED']);
  expect(faulty.events[0]?.id).toBe(faulty.events[1]?.id);
});
