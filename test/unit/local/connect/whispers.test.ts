import { GetCurrentUserDataCommand } from '@aws-sdk/client-connect';
import type { FlowEntry, FlowHook, FlowLeg } from '../../../../local/connect/types';
import { closeServed, serve } from './serve';
import { createWorld, INSTANCE_ID } from './world';

afterEach(closeServed);

const BOTH = { AgentWhisper: 'flow-to-agent', CustomerWhisper: 'flow-to-caller' } as const;

interface Script {
  readonly hooks?: Readonly<Partial<Record<FlowHook, string>>>;
  readonly agentMs?: number;
  readonly customerMs?: number;
  readonly seen?: unknown[];
}

/** Callers of q-support; whispers last as long as told, and what is played is written down with its second. */
function whispering({ hooks = BOTH, agentMs = 10_000, customerMs = 5_000, seen = [] }: Script = {}) {
  return async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
    switch (entry.kind) {
      case 'agent_whisper':
      case 'customer_whisper':
        seen.push(`${entry.kind} ${entry.flowId}`);
        seen.push(await leg.wait(entry.kind === 'agent_whisper' ? agentMs : customerMs));
        return;
      case 'customer_queue':
        seen.push(`hold ${await leg.wait(3_000)}`);
        return;
      default:
        if (hooks.AgentWhisper !== undefined) leg.setHook('AgentWhisper', hooks.AgentWhisper);
        if (hooks.CustomerWhisper !== undefined) leg.setHook('CustomerWhisper', hooks.CustomerWhisper);
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
    }
  };
}

test('the agent hears a whisper, then the caller, and only then the two are joined', async () => {
  const seen: unknown[] = [];
  const { emulator, call, run, secondsOf, eventTypes, statesOf, records } = createWorld({
    play: whispering({ seen }),
  });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(16_999);
  expect(seen).toEqual(['agent_whisper flow-to-agent', 'hold gone', 'elapsed', 'customer_whisper flow-to-caller']);
  expect(emulator.contact(contactId)).toMatchObject({ stage: 'offered' });
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId });
  expect(eventTypes(contactId)).toEqual(['INITIATED', 'QUEUED']);
  await run(1);
  expect(secondsOf('agent_connected', contactId)).toEqual([17]);
  await run(200_000);
  expect(secondsOf('contact_ended', contactId)).toEqual([117]);
  expect(statesOf('ann')).toEqual(['available', 'offered', 'on_contact', 'after_contact_work', 'available']);
  expect(records[0]).toMatchObject({
    AgentConnectionAttempts: 1,
    Queue: { Duration: 17 },
    Agent: { AgentInteractionDuration: 100 },
  });
});

test.each([
  [{ AgentWhisper: 'flow-to-agent' }, ['agent_whisper flow-to-agent'], 12],
  [{ CustomerWhisper: 'flow-to-caller' }, ['customer_whisper flow-to-caller'], 7],
  [{}, [], 2],
])('with the hooks %j the whispers are %j', async (hooks, whispers, second) => {
  const seen: unknown[] = [];
  const { emulator, call, run, secondsOf } = createWorld({ play: whispering({ hooks, seen }) });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(20_000);
  expect(seen.filter((one) => String(one).includes('whisper'))).toEqual(whispers);
  expect(secondsOf('agent_connected', contactId)).toEqual([second]);
});

test.each([
  ['agent', 5_000],
  ['customer', 13_000],
])('a caller who hangs up in the %s whisper frees the agent for the next', async (_name, afterMs) => {
  const seen: unknown[] = [];
  const { emulator, call, run, connections, records, event } = createWorld({ play: whispering({ seen }) });
  emulator.signIn('ann');
  const first = call('q-support');
  const second = call('q-support');
  await run(afterMs);
  emulator.hangUp(first);
  expect(emulator.contact(first)).toMatchObject({ stage: 'ended', disconnectReason: 'CUSTOMER_DISCONNECT' });
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: second });
  await run(30_000);
  expect(connections()).toEqual([[second, 'ann']]);
  expect(seen).toContain('gone');
  expect(records[0]).toMatchObject({ ContactId: first, Agent: null });
  expect(event(first, 'DISCONNECTED')).not.toHaveProperty('agentInfo');
});

test.each([
  ['agent', { agentMs: 120_000 }, 122],
  ['customer', { customerMs: 120_000 }, 132],
])('a whisper to the %s that lasts two minutes drops the call', async (_name, script, second) => {
  const { emulator, call, run, connections, secondsOf } = createWorld({ play: whispering(script) });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(300_000);
  expect(connections()).toEqual([]);
  expect(secondsOf('contact_ended', contactId)).toEqual([second]);
  expect(emulator.contact(contactId)?.disconnectReason).toBe('OTHER');
  expect(emulator.agentState('ann').state).toBe('available');
});

test('a whisper just short of two minutes does not', async () => {
  const script = { agentMs: 119_999, customerMs: 119_999 };
  const { emulator, call, run, secondsOf } = createWorld({ play: whispering(script) });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(300_000);
  expect(secondsOf('agent_connected', contactId)).toEqual([241.998]);
});

test('a caller in a whisper cannot leave the queue, and counts as being connected', async () => {
  const answers: string[] = [];
  const play = whispering();
  const world = await serve({
    play: async (leg, entry) => {
      if (entry.kind === 'agent_whisper') {
        answers.push(leg.dequeueTo({ queueId: 'q-sales' }), leg.transferToQueue(), leg.setRouting({ priority: 1 }));
      }
      return play(leg, entry);
    },
  });
  world.emulator.signIn('ann');
  const contactId = world.call('q-support');
  await world.run(5_000);
  expect(answers).toEqual(['no_queue', 'no_queue', 'set']);
  const { UserDataList } = await world.client.send(
    new GetCurrentUserDataCommand({ InstanceId: INSTANCE_ID, Filters: { Agents: ['ann'] } }),
  );
  expect(UserDataList?.[0]).toMatchObject({
    AvailableSlotsByChannel: { VOICE: 0 },
    Contacts: [{ ContactId: contactId, AgentContactState: 'CONNECTING' }],
  });
  await world.run(60_000);
  expect(world.emulator.contact(contactId)?.stage).toBe('with_agent');
});

test('criteria set in a whisper come to nothing', async () => {
  const play = whispering();
  const { emulator, call, run, eventTypes } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'agent_whisper') {
        leg.setRouting({ criteria: { Steps: [{ Expiry: { DurationInSeconds: 5 }, Expression: {} }] } });
      }
      return play(leg, entry);
    },
  });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(300_000);
  expect(eventTypes(contactId)).not.toContain('CONTACT_DATA_UPDATED');
});

test('an agent who signs out in a whisper still takes the call', async () => {
  const { emulator, call, run, connections } = createWorld({ play: whispering() });
  emulator.signIn('ann');
  const contactId = call('q-support');
  await run(5_000);
  emulator.signOut('ann');
  await run(20_000);
  expect(connections()).toEqual([[contactId, 'ann']]);
  await run(200_000);
  expect(emulator.agentState('ann').state).toBe('offline');
});
