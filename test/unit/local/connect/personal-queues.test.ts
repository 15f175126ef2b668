import type { FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { ARN, BRIEF_TALK, createWorld } from './world';

/** Callers whose attribute names an agent wait for that one, others in q-support. */
async function playPersonal(leg: FlowLeg, entry: FlowEntry): Promise<void> {
  if (entry.kind !== 'inbound') return;
  const { queue = '' } = leg.attributes();
  if (leg.setTargetAgent(queue) === 'unknown') leg.setTargetQueue(queue);
  leg.transferToQueue();
}

test("an agent's own queue is served by that agent alone", async () => {
  const { emulator, call, run, connections, event } = createWorld({ play: playPersonal });
  emulator.signIn('bob');
  const contactId = call('ann');
  await run(60_000);
  expect(connections()).toEqual([]);
  emulator.signIn('ann');
  await run(10_000);
  expect(connections()).toEqual([[contactId, 'ann']]);
  expect(event(contactId, 'QUEUED')?.queueInfo).toMatchObject({
    queueArn: `${ARN}/queue/agent/ann`,
    queueType: 'AGENT',
  });
});

test('it comes before the queues of the routing profile, however long those have waited', async () => {
  const { emulator, call, run, connections } = createWorld({ play: playPersonal, talk: () => BRIEF_TALK });
  const longest = call('q-support');
  await run(60_000);
  const own = call('ann');
  await run(1_000);
  emulator.signIn('ann');
  await run(60_000);
  expect(connections()).toEqual([
    [own, 'ann'],
    [longest, 'ann'],
  ]);
});

test('an available agent is offered a contact of the own queue at once', async () => {
  const { emulator, call, run, secondsOf } = createWorld({ play: playPersonal });
  emulator.signIn('ann');
  await run(5_000);
  const contactId = call('ann');
  await run(5_000);
  expect(secondsOf('agent_connected', contactId)).toEqual([7]);
});

test('ten contacts may wait for one agent', async () => {
  const { emulator, call, run } = createWorld({ play: playPersonal });
  const callers = Array.from({ length: 11 }, () => call('ann'));
  call('bob');
  await run(0);
  expect(emulator.queueState('agent/ann').waiting).toBe(10);
  expect(emulator.queueState('agent/bob').waiting).toBe(1);
  expect(emulator.contact(callers[10] ?? '')).toMatchObject({ disconnectReason: 'CONTACT_FLOW_DISCONNECT' });
});

test('a queued caller can be sent to one agent', async () => {
  const { emulator, call, run, nextOf, connections, records } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'inbound') {
        leg.setTargetQueue('q-sales');
        leg.transferToQueue();
      } else if ((await leg.wait(10_000)) === 'elapsed') leg.dequeueTo({ agentId: `${ARN}/agent/ann` });
    },
  });
  const contactId = call('q-sales');
  await run(10_000);
  emulator.signIn('ann');
  await run(300_000);
  expect(connections()).toEqual([[nextOf(contactId), 'ann']]);
  expect(records.at(-1)?.Queue).toMatchObject({ ARN: `${ARN}/queue/agent/ann`, Name: null });
});

test('criteria do not count in it, nor do their steps expire', async () => {
  const { emulator, call, run, connections, eventTypes } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind !== 'inbound') return;
      const AttributeCondition = { MatchCriteria: { AgentsCriteria: { AgentIds: ['bob'] } } };
      leg.setRouting({
        criteria: { Steps: [{ Expiry: { DurationInSeconds: 25 }, Expression: { AttributeCondition } }] },
      });
      leg.setTargetAgent('ann');
      leg.transferToQueue();
    },
  });
  const contactId = call('ann');
  await run(60_000);
  emulator.signIn('ann');
  await run(10_000);
  expect(connections()).toEqual([[contactId, 'ann']]);
  expect(eventTypes(contactId)).toEqual(['INITIATED', 'QUEUED', 'CONNECTED_TO_AGENT']);
});
