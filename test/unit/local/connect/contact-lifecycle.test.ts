import { ARN, createWorld, SETUP, START_MS, TALK } from './world';

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

test('a snapshot holds those that ended in the last day, to the millisecond', async () => {
  const { emulator, run, call } = createWorld();
  const first = call('q-support');
  emulator.hangUp(first);
  await run(1);
  const second = call('q-support');
  emulator.hangUp(second);
  await run(24 * 3_600_000 - 1);
  const idsNow = () => emulator.snapshot().contacts.map(({ contactId }) => contactId);
  expect(idsNow()).toEqual([first, second]);
  await run(1);
  expect(idsNow()).toEqual([second]);
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
