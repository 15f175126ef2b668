import { ARN, createWorld, SETUP, START_MS, TALK } from './world';

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

test('a caller who gives up in queue is disconnected without an agent and completed at once', async () => {
  const { emulator, run, call, event, eventTypes, records } = createWorld();
  const contactId = call('q-support');
  await run(45_000);
  emulator.hangUp(contactId);
  await run(0);
  expect(eventTypes(contactId)).toEqual(['INITIATED', 'QUEUED', 'DISCONNECTED', 'COMPLETED']);
  expect(event(contactId, 'DISCONNECTED')).not.toHaveProperty('agentInfo');
  expect(event(contactId, 'DISCONNECTED')).toHaveProperty('queueInfo');
  expect(records[0]).toMatchObject({ Agent: null, DisconnectReason: 'CUSTOMER_DISCONNECT', Queue: { Duration: 45 } });
  expect(emulator.queueState('q-support').waiting).toBe(0);
  emulator.hangUp(contactId);
  await run(1_000);
  expect(eventTypes(contactId)).toHaveLength(4);
});

test('a flow that ends without queueing hangs up', async () => {
  const { emulator, run, call, event, records } = createWorld({
    play: async (leg) => {
      await leg.wait(5_000);
    },
  });
  const contactId = call('q-support');
  await run(5_000);
  expect(emulator.contact(contactId)?.disconnectReason).toBe('CONTACT_FLOW_DISCONNECT');
  expect(event(contactId, 'COMPLETED')).not.toHaveProperty('queueInfo');
  expect(records[0]).toMatchObject({ Queue: null, Agent: null });
});

test('a withheld number has no endpoint anywhere', async () => {
  const seen: unknown[] = [];
  const { run, call, records } = createWorld({
    play: async (leg) => void seen.push(leg.contactData().CustomerEndpoint),
  });
  call('q-support', null);
  await run(0);
  expect(seen).toEqual([null]);
  expect(records[0]?.CustomerEndpoint).toBeNull();
});

test('at the concurrency quota an inbound call is no contact at all', async () => {
  const { call, emulator, run } = createWorld({ setup: { ...SETUP, concurrentCallsMax: 2 } });
  const first = call('q-support');
  call('q-support');
  expect(call('q-support')).toBe('busy');
  emulator.hangUp(first);
  expect(call('q-support')).not.toBe('busy');
  await run(0);
  expect(emulator.liveContacts()).toHaveLength(2);
});

test('the leg of a caller is gone once an agent has taken the call', async () => {
  const seen: string[] = [];
  const { emulator, run, call } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'inbound') {
        leg.setTargetQueue('q-support');
        seen.push(leg.transferToQueue(), String(leg.isLive()));
        return;
      }
      seen.push(await leg.wait(1_000), await leg.wait(1_500));
      leg.disconnect();
    },
  });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(10_000);
  expect(seen).toEqual(['queued', 'false', 'elapsed', 'gone']);
  expect(emulator.contact(contactId)?.stage).toBe('with_agent');
});

test('a customer queue flow may let the caller go, while waiting and while offered', async () => {
  const { emulator, run, call, records } = createWorld({
    play: async (leg, entry) => {
      leg.setTargetQueue('q-support');
      if (entry.kind === 'inbound') leg.transferToQueue();
      else if ((await leg.wait(1_000)) === 'elapsed') leg.disconnect();
    },
  });
  call('q-support');
  await run(500);
  emulator.signIn('ann');
  await run(10_000);
  expect(records[0]).toMatchObject({
    DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
    AgentConnectionAttempts: 1,
    Agent: null,
  });
  expect(emulator.agentState('ann').state).toBe('available');
});

test('a transfer is refused without a queue and over the capacity of the queue', async () => {
  const seen: string[] = [];
  const queues = [{ id: 'q-support', name: 'Support', maxContacts: 1 }];
  const { run, call } = createWorld({
    setup: { ...SETUP, queues, routingProfiles: [], agents: [] },
    play: async (leg, entry) => {
      if (entry.kind === 'customer_queue') return;
      seen.push(leg.transferToQueue());
      leg.setTargetQueue('q-support');
      seen.push(leg.transferToQueue());
    },
  });
  call('q-support');
  call('q-support');
  await run(0);
  expect(seen).toEqual(['no_queue', 'queued', 'no_queue', 'at_capacity']);
});

test('the contact data of a flow has every member of the Lambda event', async () => {
  const seen: unknown[] = [];
  const { run, call } = createWorld({
    play: async (leg, entry) => {
      seen.push(leg.contactData());
      if (entry.kind !== 'inbound') return;
      leg.setTargetQueue('q-support');
      leg.setAttributes({ queue: '', vq_lang: 'en' });
      leg.transferToQueue();
    },
  });
  const contactId = call('q-support');
  await run(0);
  const before = {
    Attributes: { queue: 'q-support' },
    AwsRegion: 'us-west-2',
    Channel: 'VOICE',
    ContactId: contactId,
    CustomerEndpoint: { Address: '+12065550142', Type: 'TELEPHONE_NUMBER' },
    CustomerId: null,
    Description: null,
    InitialContactId: contactId,
    InitiationMethod: 'INBOUND',
    InstanceARN: ARN,
    LanguageCode: 'en-US',
    MediaStreams: { Customer: { Audio: null } },
    Name: null,
    PreviousContactId: contactId,
    Queue: null,
    References: {},
    RelatedContactId: null,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: { Address: '+18005550199', Type: 'TELEPHONE_NUMBER' },
    Tags: {
      'aws:connect:instanceId': '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
      'aws:connect:systemEndpoint': '+18005550199',
    },
  };
  expect(seen).toStrictEqual([
    before,
    {
      ...before,
      Attributes: { vq_lang: 'en' },
      Queue: {
        ARN: `${ARN}/queue/q-support`,
        Name: 'Support',
        OutboundCallerId: { Address: '+18005550199', Type: 'TELEPHONE_NUMBER' },
      },
    },
  ]);
});

test('a hang-up during the talk starts the after-contact work then', async () => {
  const { emulator, run, call, secondsOf } = createWorld();
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(10_000);
  emulator.hangUp(contactId);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'after_contact_work', contactId });
  await run(TALK.afterContactWorkMs);
  expect(emulator.agentState('ann').state).toBe('available');
  expect(secondsOf('contact_ended', contactId)).toEqual([10]);
});

test('without after-contact work the contact is completed and the agent free at once', async () => {
  const { emulator, run, call, event } = createWorld({
    talk: () => ({ talkMs: 5_000, afterContactWorkMs: 0, endedBy: 'agent' }),
  });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(7_000);
  expect(emulator.agentState('ann').state).toBe('available');
  expect(event(contactId, 'COMPLETED')?.agentInfo).toStrictEqual({
    agentArn: `${ARN}/agent/ann`,
    connectedToAgentTimestamp: '2026-03-02T17:00:02.120Z',
  });
  expect(emulator.contact(contactId)?.disconnectReason).toBe('AGENT_DISCONNECT');
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

test('an ended contact can be described for a day', async () => {
  const { emulator, run, call } = createWorld();
  const contactId = call('q-support');
  await run(1_000);
  emulator.hangUp(contactId);
  await run(24 * 3_600_000);
  expect(emulator.contact(contactId)?.disconnectedAtMs).toBe(START_MS + 1_000);
  await run(1);
  expect(emulator.contact(contactId)).toBeUndefined();
});

test('a snapshot carries contacts, tokens and dial counts over as JSON, live calls as ended', async () => {
  const before = createWorld();
  const over = before.call('q-support');
  before.emulator.hangUp(over);
  const live = before.call('q-support');
  await before.run(5_000);
  const snapshot = JSON.parse(JSON.stringify(before.emulator.snapshot()));
  expect(before.emulator.liveContacts()).toHaveLength(1);

  const after = createWorld();
  after.emulator.restore(snapshot);
  expect(after.emulator.contact(over)).toMatchObject({ disconnectReason: 'CUSTOMER_DISCONNECT' });
  expect(after.emulator.contact(live)).toMatchObject({
    stage: 'ended',
    disconnectReason: 'OTHER',
    disconnectedAtMs: START_MS + 5_000,
  });
  expect(after.emulator.liveContacts()).toEqual([]);
});
