import { identifyCaller } from '../../../lib/app/identify-caller';
import { predictWait } from '../../../lib/app/predict-wait';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { lessonsOf } from '../../../lib/core/wait/pool-statistics';
import { callerNumber, noonMs, waiting } from '../../support/builders/callbacks';
import { queueIds, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';
import { statisticsOf, pickUp } from '../core/wait-builders';

/** A pool of two queues with a pace of one in ten seconds, and callers of both holding. */
async function busyWorld(): Promise<World> {
  const world = createWorld();
  world.staff(agents(1), [
    { queue: 'support', count: 2, oldestAgeMs: 60_000 },
    { queue: 'billing', count: 3, oldestAgeMs: 90_000 },
  ]);
  const pickUps = [60, 50, 40, 30, 20, 10].map((ago, index) =>
    pickUp(ago, 300, { queue: index % 2 === 0 ? 'support' : 'billing' }),
  );
  await world.store.pools.putStatistics('frontline', statisticsOf(pickUps), 0);
  return world;
}

const ringIn = (world: World) =>
  identifyCaller(world, { contactId: 'inbound-1', from: callerNumber, queue: queueOf(world.policy, 'support') });

/** The caller who rang in at noon reaches an agent three minutes later. */
function reached(kind: 'connected_to_agent' | 'completed'): ContactEvent {
  const facts = {
    contactId: 'inbound-1',
    enqueuedAtMs: noonMs + 1_000,
    agentId: 'agent-1',
    connectedToAgentAtMs: noonMs + 180_000,
  };
  const over = { disconnectedAtMs: noonMs + 200_000, afterContactWorkEndedAtMs: noonMs + 210_000 };
  return {
    kind,
    initiation: 'inbound',
    queueId: queueIds.support,
    facts: kind === 'completed' ? { ...facts, ...over } : facts,
  };
}

const pickUpsOf = async (world: World) => (await world.store.pools.statistics('frontline'))?.value.pickUps ?? [];

test('the wait is that of the whole pool, with its range; the position that of the queue', async () => {
  const world = await busyWorld();
  const { position, waitMs, range, told } = await predictWait(world, queueOf(world.policy, 'support'), {
    placeMs: noonMs,
    id: 'inbound-1',
  });
  expect(position).toBe(3);
  expect(told).toMatchObject({ gapMs: 10_000, lastMs: 300_000 });
  expect(waitMs).toBeGreaterThan(60_000);
  expect(range?.fromMs).toBeLessThan(waitMs ?? 0);
  expect(range?.toMs).toBeGreaterThan(waitMs ?? 0);
});

test('what was forecast to a caller is kept with the call, and then with the pick-up', async () => {
  const world = await busyWorld();
  const { wait } = await ringIn(world);
  expect(wait.told).toBeDefined();
  expect(await world.store.contacts.get('inbound-1')).toMatchObject({ expectedWaitMs: wait.waitMs, told: wait.told });
  await recordContactEvent(world, reached('connected_to_agent'));
  expect((await pickUpsOf(world)).at(-1)).toMatchObject({ contactId: 'inbound-1', queue: 'support', told: wait.told });
});

test('so the pool learns how its forecasts turn out, whatever order events come in and however often', async () => {
  const orders = [
    ['connected_to_agent', 'completed'],
    ['completed', 'connected_to_agent', 'completed'],
  ] as const;
  const learned = await Promise.all(
    orders.map(async (order) => {
      const world = await busyWorld();
      await ringIn(world);
      for (const kind of order) await recordContactEvent(world, reached(kind));
      const statistics = (await world.store.pools.statistics('frontline'))?.value;
      return statistics === undefined ? undefined : lessonsOf(statistics);
    }),
  );
  expect(learned[0]?.blend.lastWait).not.toBe(0);
  expect(learned[1]).toEqual(learned[0]);
});

test('a caller with a callback open is told of its place, from which nothing is learned about joining now', async () => {
  const world = await busyWorld();
  await world.keep(waiting());
  const { wait } = await ringIn(world);
  expect(wait.waitMs).toBeDefined();
  const remembered = await world.store.contacts.get('inbound-1');
  expect(remembered).toMatchObject({ expectedWaitMs: wait.waitMs });
  expect(remembered).not.toHaveProperty('told');
});
