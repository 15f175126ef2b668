import { UpdateContactRoutingDataCommand } from '@aws-sdk/client-connect';
import { createServedWorld, createWorld, INSTANCE_ID, SETUP } from './world';

const BRIEF_TALK = { talkMs: 10_000, afterContactWorkMs: 0, endedBy: 'agent' } as const;

test('a freed agent takes the caller who has waited longest', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  const first = call('q-support');
  await run(1_000);
  const second = call('q-support');
  await run(1_000);
  const third = call('q-support');
  await run(1_000);
  emulator.signIn('ann');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([first, second, third]);
});

test('a caller goes to the agent who has been available longest', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  emulator.signIn('bob');
  await run(1_000);
  emulator.signIn('ann');
  await run(1_000);
  const first = call('q-support');
  await run(20_000);
  const second = call('q-support');
  await run(20_000);
  expect(connections()).toEqual([
    [first, 'bob'],
    [second, 'ann'],
  ]);
});

const SHARED_SETUP = {
  ...SETUP,
  routingProfiles: ['rp-support', 'rp-both'].map((id) => ({
    id,
    name: id,
    queues: ['q-support', 'q-sales'].map((queueId) => ({ queueId, priority: 1, delaySeconds: 0 })),
  })),
};

test.each([
  ['zoe', 'ann'],
  ['ann', 'zoe'],
])('of agents in different routing profiles the longest available counts too: %s before %s', async (first, second) => {
  const { emulator, run, call, connections } = createWorld({ setup: SHARED_SETUP });
  emulator.signIn(first);
  await run(1_000);
  emulator.signIn(second);
  const contactId = call('q-support');
  await run(5_000);
  expect(connections()).toEqual([[contactId, first]]);
});

test.each([
  ['q-support', 'q-sales'],
  ['q-sales', 'q-support'],
])('across queues of one priority the older contact is first: %s before %s', async (older, younger) => {
  const { emulator, run, call, connections } = createWorld({ setup: SHARED_SETUP });
  const first = call(older);
  await run(1_000);
  call(younger);
  await run(1_000);
  emulator.signIn('ann');
  await run(5_000);
  expect(connections()).toEqual([[first, 'ann']]);
});

test('across queues the priority of the routing profile counts before age', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  const support = call('q-support');
  await run(31_000);
  const sales = call('q-sales');
  await run(1_000);
  emulator.signIn('zoe');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([sales, support]);
});

test('a queue with a delay gives its contacts to the profile only when they have waited so long', async () => {
  const { emulator, run, call, connections, secondsOf } = createWorld();
  emulator.signIn('zoe');
  const contactId = call('q-support');
  await run(29_999);
  expect(emulator.agentState('zoe').state).toBe('available');
  await run(10_000);
  expect(connections()).toEqual([[contactId, 'zoe']]);
  expect(secondsOf('agent_connected', contactId)).toEqual([32]);
});

test('an offer that is not accepted in 20 s is missed and goes to the next agent', async () => {
  const accepts = [25_000, 3_000];
  const { emulator, run, call, connections, changes, records } = createWorld({
    timing: { acceptMs: () => accepts.shift() ?? 2_000 },
    talk: () => BRIEF_TALK,
  });
  emulator.signIn('ann');
  await run(1);
  emulator.signIn('bob');
  const contactId = call('q-support');
  await run(60_000);
  expect(connections()).toEqual([[contactId, 'bob']]);
  expect(records[0]?.AgentConnectionAttempts).toBe(2);
  const annStates = changes.flatMap((change) =>
    change.kind === 'agent_state' && change.agentId === 'ann' ? [change.state] : [],
  );
  expect(annStates).toEqual(['available', 'offered', 'missed', 'available']);
});

test('a missed contact keeps its place', async () => {
  const accepts = [20_000];
  const { emulator, run, call, connections } = createWorld({
    timing: { acceptMs: () => accepts.shift() ?? 1_000 },
    talk: () => BRIEF_TALK,
  });
  const first = call('q-support');
  await run(1_000);
  const second = call('q-support');
  emulator.signIn('ann');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([first, second]);
});

test('a caller who hangs up during the offer leaves the agent available for the next', async () => {
  const { emulator, run, call, connections } = createWorld({ timing: { acceptMs: () => 5_000 } });
  const first = call('q-support');
  const second = call('q-support');
  await run(1_000);
  emulator.signIn('ann');
  await run(2_000);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: first });
  emulator.hangUp(first);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: second });
  await run(10_000);
  expect(connections()).toEqual([[second, 'ann']]);
});

test('signing out during a contact takes effect after its after-contact work', async () => {
  const { emulator, run, call } = createWorld();
  emulator.signIn('ann');
  call('q-support');
  const waiting = call('q-support');
  await run(10_000);
  emulator.signOut('ann');
  expect(emulator.agentState('ann')).toMatchObject({ state: 'on_contact', isSigningOut: true });
  await run(200_000);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offline', isSigningOut: false });
  expect(emulator.contact(waiting)?.stage).toBe('queued');
});

test('signing in again takes a sign-out back', async () => {
  const { emulator, run, call } = createWorld();
  emulator.signIn('ann');
  call('q-support');
  await run(10_000);
  emulator.signOut('ann');
  emulator.signIn('ann');
  await run(200_000);
  expect(emulator.agentState('ann').state).toBe('available');
});

describe('routing data', () => {
  const update = (ContactId: string, change: object) =>
    new UpdateContactRoutingDataCommand({ InstanceId: INSTANCE_ID, ContactId, ...change });

  test('set before queueing it counts at once: an adjustment ages, a priority overtakes', async () => {
    const order: string[] = [];
    const world = await createServedWorld({
      talk: (contact) => {
        order.push(contact.contactId);
        return BRIEF_TALK;
      },
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') return;
        await leg.wait(10_000);
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    const plain = world.call('q-support');
    const aged = world.call('q-support');
    const urgent = world.call('q-support');
    await world.run(5_000);
    await world.client.send(update(aged, { QueueTimeAdjustmentSeconds: 600 }));
    await world.client.send(update(urgent, { QueuePriority: 1 }));
    await world.run(10_000);
    world.emulator.signIn('ann');
    await world.run(100_000);
    expect(order).toEqual([urgent, aged, plain]);
    await world.close();
  });

  test.each([
    ['59 s', 59_000, false],
    ['60 s', 60_000, true],
  ])('set on a queued contact it has acted after %s: %s, %s', async (_name, waitMs, hasActed) => {
    const world = await createServedWorld();
    const first = world.call('q-support');
    await world.run(1_000);
    const second = world.call('q-support');
    await world.run(1_000);
    await world.client.send(update(second, { QueueTimeAdjustmentSeconds: 5 }));
    await world.run(waitMs);
    world.emulator.signIn('ann');
    await world.run(3_000);
    expect(world.connections()[0]?.[0]).toBe(hasActed ? second : first);
    await world.close();
  });

  test('criteria keep a contact for the agents of the step until it expires, which an event tells', async () => {
    const world = await createServedWorld({
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') return;
        await leg.wait(1_000);
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    world.emulator.signIn('ann');
    const contactId = world.call('q-support');
    await world.run(500);
    const MatchCriteria = { AgentsCriteria: { AgentIds: ['bob'] } };
    const Steps = [
      {
        Expiry: { DurationInSeconds: 25 },
        Expression: { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria } },
      },
    ];
    await world.client.send(update(contactId, { RoutingCriteria: { Steps } }));
    await world.run(25_000);
    expect(world.emulator.contact(contactId)?.stage).toBe('queued');
    await world.run(10_000);
    expect(world.connections()).toEqual([[contactId, 'ann']]);
    expect(world.event(contactId, 'CONTACT_DATA_UPDATED')).toMatchObject({
      updatedProperties: ['RoutingCriteria.Step.Status'],
      routingCriteria: {
        steps: [
          {
            expiry: { durationInSeconds: 25, expiryTimestamp: '2026-03-02T17:00:26.120Z' },
            expression: {
              attributeCondition: {
                comparisonOperator: 'Match',
                matchCriteria: { agentsCriteria: { agentIds: ['bob'] } },
              },
            },
            status: 'EXPIRED',
          },
        ],
        activationTimestamp: '2026-03-02T17:00:01.120Z',
        index: 0,
      },
    });
    await world.close();
  });

  test('criteria set later replace the earlier ones, whose steps no longer expire', async () => {
    const world = await createServedWorld({
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') return;
        await leg.wait(1_000);
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    const MatchCriteria = { AgentsCriteria: { AgentIds: ['bob'] } };
    const Expression = { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria } };
    const contactId = world.call('q-support');
    await world.run(500);
    const expiring = { Steps: [{ Expiry: { DurationInSeconds: 90 }, Expression }] };
    await world.client.send(update(contactId, { RoutingCriteria: expiring }));
    await world.run(9_500);
    await world.client.send(update(contactId, { RoutingCriteria: { Steps: [{ Expression }] } }));
    world.emulator.signIn('ann');
    await world.run(200_000);
    expect(world.emulator.contact(contactId)?.stage).toBe('queued');
    await world.client.send(update(contactId, { RoutingCriteria: { Steps: [] } }));
    await world.run(65_000);
    expect(world.connections()).toEqual([[contactId, 'ann']]);
    await world.close();
  });

  test('the agent named by a step takes the contact, and passes over it no one else', async () => {
    const world = await createServedWorld({
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') return;
        await leg.wait(1_000);
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      },
    });
    const reserved = world.call('q-support');
    const open = world.call('q-support');
    await world.run(500);
    const MatchCriteria = { AgentsCriteria: { AgentIds: ['bob'] } };
    await world.client.send(
      update(reserved, { RoutingCriteria: { Steps: [{ Expression: { AttributeCondition: { MatchCriteria } } }] } }),
    );
    await world.run(1_000);
    world.emulator.signIn('ann');
    world.emulator.signIn('bob');
    await world.run(5_000);
    expect(world.connections()).toEqual([
      [open, 'ann'],
      [reserved, 'bob'],
    ]);
    await world.close();
  });
});

function runDay(seed: number, calls: number) {
  const queueIds = Array.from({ length: 27 }, (_item, index) => `q-${index}`);
  const profileIds = Array.from({ length: 40 }, (_item, index) => `rp-${index}`);
  const world = createWorld({
    seed,
    setup: {
      ...SETUP,
      concurrentCallsMax: 5_000,
      queues: queueIds.map((id) => ({ id, name: id })),
      routingProfiles: profileIds.map((id, profile) => ({
        id,
        name: id,
        queues: queueIds
          .filter((_queueId, queue) => (queue + profile) % 4 === 0)
          .map((queueId, index) => ({ queueId, priority: 1 + (index % 2), delaySeconds: index % 5 === 0 ? 15 : 0 })),
      })),
      agents: Array.from({ length: 100 }, (_item, index) => ({
        id: `agent-${index}`,
        username: `agent-${index}`,
        routingProfileId: `rp-${index % 40}`,
      })),
    },
    timing: { eventDelayMs: undefined, recordDelayMs: undefined },
    talk: (contact) => ({
      talkMs: 60_000 + (contact.contactId.length + (contact.initiatedAtMs % 240)) * 1_000,
      afterContactWorkMs: 20_000,
      endedBy: 'agent',
    }),
  });
  const { clock, emulator } = world;
  for (let agent = 0; agent < 100; agent += 1) clock.after(agent * 1_000, () => emulator.signIn(`agent-${agent}`));
  for (let index = 0; index < calls; index += 1) {
    clock.after(index * 1_900, () => {
      const contactId = world.call(`q-${(index * 7) % 27}`);
      // One in five gives up after four minutes if nobody has answered.
      if (index % 5 === 0) {
        clock.after(240_000, () => {
          if (emulator.contact(contactId)?.agentId === undefined) emulator.hangUp(contactId);
        });
      }
    });
  }
  return world;
}

test('five thousand calls run to the end, each told exactly once', async () => {
  const world = runDay(3, 5_000);
  await world.run(5_000 * 1_900 + 8 * 3_600_000);
  const count = (eventType: string) => world.events.filter(({ detail }) => detail.eventType === eventType).length;
  expect(count('INITIATED')).toBe(5_000);
  expect(count('QUEUED')).toBe(5_000);
  expect(count('DISCONNECTED')).toBe(5_000);
  expect(count('COMPLETED')).toBe(5_000);
  expect(world.records).toHaveLength(5_000);
  const abandoned = world.records.filter((record) => record.Agent === null).length;
  expect(count('CONNECTED_TO_AGENT')).toBe(5_000 - abandoned);
  expect(abandoned).toBeGreaterThan(0);
  expect(world.emulator.liveContacts()).toEqual([]);
  expect(world.clock.pending()).toBe(0);
});

test('one seed gives one sequence of changes and events, another seed another', async () => {
  const trace = async (seed: number) => {
    const world = runDay(seed, 300);
    await world.run(4 * 3_600_000);
    return JSON.stringify([world.changes, world.events, world.records]);
  };
  const first = await trace(11);
  expect(await trace(11)).toBe(first);
  expect(await trace(12)).not.toBe(first);
});
