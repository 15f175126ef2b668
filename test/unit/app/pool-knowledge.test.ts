import { planInputFor, rulesOf } from '../../../lib/app/dispatch/pools';
import { emptyPoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import type { CapacityReading } from '../../../lib/ports/capacity';
import { noonMs } from '../../support/builders/callbacks';
import { pickUp } from '../../support/builders/plans';
import { flowId, policyOf, queueConfig, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

function reading(holders: CapacityReading['holders'] = []): CapacityReading {
  return { readAtMs: noonMs, holdersAsOfMs: noonMs - 5_000, holders, agents: agents(2) };
}

const inputOf = (world: World, pools: readonly string[], holders: CapacityReading['holders'] = []) =>
  planInputFor(world, pools, { reading: reading(holders), flights: [], line: [] });

const twoPools = { queues: [queueConfig('support', { pool: 'one' }), queueConfig('billing', { pool: 'two' })] };

describe('what a pass knows of a pool', () => {
  test('are its own queues, their rules and their holders, and of no other pool', async () => {
    const world = createWorld({ config: twoPools });
    for (const queue of ['support', 'billing']) {
      await world.store.pools.holds(queue, { contactId: `in-${queue}`, sinceMs: noonMs - 1_000 });
    }
    const { rules, holders } = await inputOf(world, ['two']);
    expect([...rules.keys()]).toEqual(['billing']);
    expect(holders).toMatchObject([{ queue: 'billing', count: 1, sinceMs: [noonMs - 1_000] }]);
    const both = await inputOf(world, ['one', 'two']);
    expect(both.holders.map((one) => one.queue)).toEqual(['support', 'billing']);
  });

  test('is what was learned of all pools that share its agents, in the order in which it happened', async () => {
    const world = createWorld({ config: twoPools });
    const learned = (contactId: string, atMs: number) => ({
      ...emptyPoolStatistics,
      pickUps: [pickUp(contactId, { atMs, talkMs: 100_000 })],
      ringToReady: [{ contactId, ms: 30_000 }],
    });
    await world.store.pools.putStatistics('one', learned('later', noonMs - 1_000), 0);
    await world.store.pools.putStatistics('two', learned('sooner', noonMs - 2_000), 0);
    const { pickUps, times } = await inputOf(world, ['one', 'two']);
    expect(pickUps.map((one) => one.contactId)).toEqual(['sooner', 'later']);
    // Two samples of 30 s beside a prior of 18 s that is worth four.
    expect(times.ringToReadyMs).toBe(22_000);
    expect((await inputOf(world, ['two'])).pickUps).toHaveLength(1);
  });

  test('is what events showed of agents in any of them', async () => {
    const world = createWorld({ config: twoPools });
    await world.store.pools.see('one', { agentId: 'agent-1', state: 'on_contact', sinceMs: noonMs - 1_000 });
    await world.store.pools.see('two', { agentId: 'agent-2', state: 'after_contact_work', sinceMs: noonMs - 1_000 });
    const { agents: known } = await inputOf(world, ['one', 'two']);
    expect(known).toMatchObject([
      { agentId: 'agent-1', isTalking: true },
      { agentId: 'agent-2', isFree: false },
    ]);
    expect((await inputOf(world, ['one'])).agents).toMatchObject([{ isTalking: true }, { isFree: true }]);
  });

  test('leaves out who would have held for longer than the oldest, whose end was never told', async () => {
    const world = createWorld();
    const figures = [{ queue: 'support', count: 1, oldestAgeMs: 60_000 }];
    for (const [contactId, sinceMs] of [
      ['lost', noonMs - 900_000],
      ['there', noonMs - 65_000],
    ] as const) {
      await world.store.pools.holds('support', { contactId, sinceMs });
    }
    const { holders } = await inputOf(world, ['frontline'], figures);
    expect(holders).toMatchObject([
      { count: 1, sinceMs: [noonMs - 65_000] },
      { queue: 'billing', count: 0 },
    ]);
  });

  test('are the figures alone of a queue of whose callers no event has told', async () => {
    const figures = [{ queue: 'support', count: 4, oldestAgeMs: 60_000 }];
    const { holders } = await inputOf(createWorld(), ['frontline'], figures);
    expect(holders).toMatchObject([
      { queue: 'support', count: 4 },
      { queue: 'billing', count: 0 },
    ]);
  });
});

describe('the rules of a queue', () => {
  const rulesWith = (queue: Partial<HoldfreeConfig['queues'][number]>, more: Partial<HoldfreeConfig> = {}) => {
    const policy = policyOf({ queues: [queueConfig('support', queue), queueConfig('billing')], ...more });
    return rulesOf(policy, queueOf(policy, 'support'));
  };

  test('are what the configuration says of order and capacity', () => {
    const classes = [{ name: 'vip', headStartSeconds: 300 }];
    expect(rulesWith({ weight: 3, maxInFlight: 2, classes })).toMatchObject({
      weight: 3,
      maxInFlight: 2,
      headStartMs: { vip: 300_000 },
      keptForHolders: { requested: 0, lost: 0.5 },
    });
    expect(rulesWith({})).toMatchObject({ weight: 1, headStartMs: {} });
    expect(rulesWith({})).not.toHaveProperty('maxInFlight');
  });

  test('have the way of the queue before that of the instance, and no tasks without a flow for them', () => {
    expect(rulesWith({}).ways).toEqual({ mode: 'auto', isReservedOn: false, hasTasks: false });
    const deployed = { taskFlowId: flowId, dispatch: { mode: 'agent-first', reserved: true } } as const;
    expect(rulesWith({}, deployed).ways).toEqual({ mode: 'agent-first', isReservedOn: true, hasTasks: true });
    expect(rulesWith({ mode: 'customer-first' }, deployed).ways.mode).toBe('customer-first');
  });
});
