import { GetCurrentUserDataCommand } from '@aws-sdk/client-connect';
import type { DialFate, FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { closeServed, serve } from './serve';
import { BRIEF_TALK, createWorld, INSTANCE_ID, SETUP, START_MS } from './world';
import type { WorldOptions } from './world';

afterEach(closeServed);

/** The first call orders a callback of three attempts, ten minutes apart, and hangs up; later calls wait in q-support. */
function ordering(hook?: string, played: string[] = []) {
  let calls = 0;
  return async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
    played.push(entry.kind);
    if (entry.kind === 'agent_whisper') await leg.wait(10_000);
    if (entry.kind !== 'inbound') return;
    leg.setTargetQueue('q-support');
    calls += 1;
    if (calls > 1) {
      leg.transferToQueue();
      return;
    }
    if (hook !== undefined) {
      leg.setHook('AgentWhisper', hook);
      leg.setHook('CustomerWhisper', hook);
    }
    leg.createCallback({ initialDelaySeconds: 1, attemptsMax: 3, retryDelaySeconds: 600 });
    leg.disconnect();
  };
}

function withFates(fates: readonly DialFate[], options: WorldOptions = {}) {
  const dials: object[] = [];
  const network = {
    dial: (leg: { readonly to: string; readonly dialNumber: number }) => {
      dials.push({ to: leg.to, dialNumber: leg.dialNumber });
      return fates[dials.length - 1] ?? ({ kind: 'no_answer' } as const);
    },
  };
  const world = createWorld({ network, play: ordering(), ...options });
  world.emulator.signIn('ann');
  return { ...world, dials, inbound: world.call('q-support') };
}

const answers: DialFate = { kind: 'answers', afterMs: 10_000, who: 'person' };
const to = '+12065550142';

test('a phone that rings out is tried again later, as a contact of its own, with the agent free meanwhile', async () => {
  const world = withFates([{ kind: 'no_answer' }, answers]);
  await world.run(63_000);
  const first = world.nextOf(world.inbound);
  const second = world.nextOf(first);
  expect(world.emulator.contact(first)).toMatchObject({
    stage: 'ended',
    disconnectReason: expect.stringMatching(/^TELECOM_(TIMEOUT|UNANSWERED|ORIGINATOR_CANCEL)$/),
  });
  expect(world.emulator.contact(second)).toMatchObject({
    stage: 'scheduled',
    initialContactId: world.inbound,
    previousContactId: first,
  });
  expect(world.emulator.agentState('ann').state).toBe('available');
  await world.run(599_999);
  expect(world.emulator.contact(second)?.stage).toBe('scheduled');
  await world.run(20_000);
  expect(world.connections()).toEqual([[second, 'ann']]);
  expect(world.dials).toEqual([
    { to, dialNumber: 1 },
    { to, dialNumber: 2 },
  ]);
  expect(world.event(first, 'DISCONNECTED')).not.toHaveProperty('connectedToSystemTimestamp');
});

test('there are as many attempts as were ordered, and the place stays that of the call', async () => {
  const world = withFates([]);
  await world.run(3 * 700_000);
  expect(world.dials).toHaveLength(3);
  const chain = [world.nextOf(world.inbound)];
  for (let next = world.nextOf(chain[0] ?? ''); next !== 'none'; next = world.nextOf(next)) chain.push(next);
  expect(chain).toHaveLength(3);
  expect(chain.map((contactId) => world.emulator.contact(contactId)?.placedAtMs)).toEqual([
    START_MS,
    START_MS,
    START_MS,
  ]);
  expect(world.emulator.liveContacts()).toEqual([]);
  expect(world.clock.pending()).toBe(0);
});

test.each([
  [{ kind: 'busy', afterMs: 2_000 }, 'TELECOM_BUSY'],
  [{ kind: 'invalid', afterMs: 2_000 }, 'TELECOM_NUMBER_INVALID'],
] satisfies [DialFate, string][])('a dial whose fate is %j is not tried again', async (fate, reason) => {
  const world = withFates([fate]);
  await world.run(700_000);
  const callback = world.nextOf(world.inbound);
  expect(world.emulator.contact(callback)?.disconnectReason).toBe(reason);
  expect(world.nextOf(callback)).toBe('none');
  expect(world.emulator.agentState('ann').state).toBe('available');
});

test('voicemail counts as an answer', async () => {
  const world = withFates([{ kind: 'answers', afterMs: 20_000, who: 'voicemail' }]);
  await world.run(60_000);
  const callback = world.nextOf(world.inbound);
  expect(world.emulator.contact(callback)).toMatchObject({ stage: 'with_agent', answeredBy: 'voicemail' });
});

test('a customer who declines frees the agent', async () => {
  const world = withFates([{ kind: 'rings' }]);
  await world.run(10_000);
  const callback = world.nextOf(world.inbound);
  world.emulator.hangUp(callback);
  expect(world.emulator.contact(callback)?.disconnectReason).toBe('TELECOM_BUSY');
  expect(world.emulator.agentState('ann').state).toBe('available');
  expect(world.nextOf(callback)).toBe('none');
});

test('a customer whose phone waits for it picks up by `answer`', async () => {
  const world = withFates([{ kind: 'rings' }]);
  await world.run(10_000);
  const callback = world.nextOf(world.inbound);
  world.emulator.answer(callback);
  expect(world.emulator.contact(callback)).toMatchObject({ stage: 'with_agent', agentId: 'ann' });
  await world.run(50_000);
  expect(world.emulator.contact(callback)?.stage).toBe('with_agent');
});

test('an offer that no agent accepts is no attempt', async () => {
  const accepts = [25_000, 25_000, 25_000, 25_000];
  const world = withFates([answers], { timing: { acceptMs: () => accepts.shift() ?? 2_000 } });
  await world.run(200_000);
  const callback = world.nextOf(world.inbound);
  expect(world.dials).toHaveLength(1);
  expect(world.connections()).toEqual([[callback, 'ann']]);
  expect(world.emulator.contact(callback)?.agentConnectionAttempts).toBe(5);
});

test('the agent hears the whisper before the customer is dialed, who hears none', async () => {
  const played: string[] = [];
  const world = withFates([answers], { play: ordering('flow-to-agent', played) });
  await world.run(12_999);
  const callback = world.nextOf(world.inbound);
  expect(world.emulator.contact(callback)?.stage).toBe('offered');
  expect(world.dials).toEqual([]);
  await world.run(1);
  expect(world.emulator.contact(callback)?.stage).toBe('dialing');
  await world.run(10_000);
  expect(world.secondsOf('agent_connected', callback)).toEqual([23]);
  expect(played).toEqual(['inbound', 'agent_whisper']);
});

test('it counts as a call only from the offer on', async () => {
  const world = withFates([answers], {
    setup: { ...SETUP, concurrentCallsMax: 1 },
    play: ordering(),
    talk: () => BRIEF_TALK,
  });
  await world.run(500);
  const other = world.call('q-support');
  expect(other).not.toBe('busy');
  world.emulator.hangUp(other);
  await world.run(600);
  expect(world.emulator.contact(world.nextOf(world.inbound))?.stage).toBe('offered');
  expect(world.call('q-support')).toBe('busy');
  await world.run(60_000);
  expect(world.emulator.liveContacts()).toEqual([]);
  expect(world.call('q-support')).not.toBe('busy');
});

test('agents are told of it as INCOMING, and as PENDING while it rings', async () => {
  const world = await serve({ play: ordering(), fate: { kind: 'rings' } });
  const users = async (ContactStates: ('INCOMING' | 'CONNECTING')[] = []) => {
    const Filters = { Agents: ['ann'], ContactFilter: { ContactStates } };
    const request = new GetCurrentUserDataCommand({ InstanceId: INSTANCE_ID, Filters });
    return (await world.client.send(request)).UserDataList ?? [];
  };
  const state = async () => (await users())[0]?.Contacts?.[0]?.AgentContactState;
  world.emulator.signIn('ann');
  world.call('q-support');
  await world.run(2_000);
  expect(await state()).toBe('INCOMING');
  expect(await users(['INCOMING'])).toHaveLength(1);
  expect(await users(['CONNECTING'])).toEqual([]);
  await world.run(2_000);
  expect(await state()).toBe('PENDING');
  const [callback] = world.emulator.liveContacts();
  world.emulator.answer(callback?.contactId ?? '');
  expect(await state()).toBe('CONNECTED');
});
