import { UpdateContactRoutingDataCommand } from '@aws-sdk/client-connect';
import { BRIEF_TALK, createServedWorld, INSTANCE_ID } from './world';

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
      update(reserved, {
        RoutingCriteria: {
          Steps: [{ Expression: { AttributeCondition: { ComparisonOperator: 'Match', MatchCriteria } } }],
        },
      }),
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
