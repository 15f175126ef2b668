import { ARN, createWorld, SETUP } from './world';

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
