import { createConnectCapacity } from '../../../lib/adapters/connect/capacity';
import type { InstanceSetup } from '../../../local/connect/types';
import { SETUP, START_MS, TALK, type WorldOptions } from '../../unit/local/connect/world';
import { policyFor, serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
const OURS = ['q-support', 'q-sales', 'q-empty'];

async function serve(options: WorldOptions & { readonly queueIds?: readonly string[] } = {}) {
  const { queueIds = OURS, ...worldOptions } = options;
  const centre = await serveCentre(worldOptions);
  open.push(centre.close);
  return { ...centre, capacity: createConnectCapacity(centre.client, policyFor(queueIds), centre.clock) };
}
type Served = Awaited<ReturnType<typeof serve>>;
const agentsOf = async (centre: Served) => {
  // A reading is shared for five seconds.
  await centre.run(5_000);
  return (await centre.capacity.read())?.agents;
};

describe('holders', () => {
  test('those who hold are counted by queue, with the age of the oldest', async () => {
    const centre = await serve();
    centre.call('q-support');
    await centre.run(4_000);
    centre.call('q-support');
    centre.call('q-sales');
    await centre.run(8_000);
    expect(await centre.capacity.holders()).toEqual([
      { queue: 'the q-support', count: 2, oldestAgeMs: 12_000 },
      { queue: 'the q-sales', count: 1, oldestAgeMs: 8_000 },
    ]);
  });

  test('a queue that Connect leaves out is left out, one with agents and nobody holding is shown empty', async () => {
    const centre = await serve();
    expect(await centre.capacity.holders()).toEqual([]);
    centre.emulator.signIn('ann');
    await centre.run(5_000);
    expect(await centre.capacity.holders()).toEqual([{ queue: 'the q-support', count: 0, oldestAgeMs: 0 }]);
  });

  test('only the queues of the policy are asked for', async () => {
    const centre = await serve({ queueIds: ['q-sales'] });
    centre.call('q-support');
    centre.call('q-sales');
    await centre.run(1_000);
    expect(await centre.capacity.holders()).toEqual([{ queue: 'the q-sales', count: 1, oldestAgeMs: 1_000 }]);
  });

  test('more than a hundred queues are read in parts', async () => {
    const queueIds = Array.from({ length: 130 }, (_, index) => `q-${index}`);
    const centre = await serve({ setup: setupWith(queueIds, 1), queueIds });
    centre.call('q-0');
    centre.call('q-129');
    await centre.run(1_000);
    const holders = await centre.capacity.holders();
    expect(holders?.filter(({ count }) => count > 0).map(({ queue }) => queue)).toEqual(['the q-0', 'the q-129']);
    expect(centre.callsOf('GetCurrentMetricData')).toBe(2);
  });
});

describe('agents', () => {
  test('an agent is followed through a contact', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    const base = { agentId: 'ann', queues: ['the q-support'], takesTasks: true };
    expect(await agentsOf(centre)).toEqual([{ ...base, state: 'available', sinceMs: START_MS }]);
    const rangAtMs = centre.clock.nowMs();
    centre.call('q-support');
    await centre.run(1_000);
    const fresh = createConnectCapacity(centre.client, policyFor(OURS), centre.clock);
    expect((await fresh.read())?.agents).toEqual([{ ...base, state: 'offered', sinceMs: rangAtMs }]);
    await centre.run(2_000);
    const talkingSinceMs = rangAtMs + 2_000;
    expect(await agentsOf(centre)).toEqual([{ ...base, state: 'on_contact', sinceMs: talkingSinceMs }]);
    await centre.run(TALK.talkMs);
    const workSinceMs = talkingSinceMs + TALK.talkMs;
    expect(await agentsOf(centre)).toEqual([{ ...base, state: 'after_contact_work', sinceMs: workSinceMs }]);
    await centre.run(TALK.afterContactWorkMs);
    expect(await agentsOf(centre)).toMatchObject([{ ...base, state: 'available' }]);
  });

  test('who missed an offer takes no contact meanwhile', async () => {
    const centre = await serve({ timing: { acceptMs: () => 20_000 } });
    centre.emulator.signIn('ann');
    centre.call('q-support');
    await centre.run(15_500);
    expect(await agentsOf(centre)).toMatchObject([{ agentId: 'ann', state: 'offered' }]);
    expect(centre.emulator.agentState('ann').state).toBe('missed');
  });

  test('who signs out after this contact is there no more, who signed out is not shown', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    centre.call('q-support');
    await centre.run(3_000);
    centre.emulator.signOut('ann');
    expect(await agentsOf(centre)).toMatchObject([{ agentId: 'ann', state: 'unavailable' }]);
    await centre.run(TALK.talkMs + TALK.afterContactWorkMs);
    expect(await agentsOf(centre)).toEqual([]);
  });

  test('agents serve the queues of their routing profile that are in the policy', async () => {
    const centre = await serve({ queueIds: ['q-support', 'q-empty'] });
    for (const agentId of ['ann', 'zoe']) centre.emulator.signIn(agentId);
    expect(await agentsOf(centre)).toMatchObject([
      { agentId: 'ann', queues: ['the q-support'] },
      { agentId: 'zoe', queues: ['the q-support'] },
    ]);
    const all = createConnectCapacity(centre.client, policyFor(OURS), centre.clock);
    const agents = (await all.read())?.agents ?? [];
    expect(agents.find(({ agentId }) => agentId === 'zoe')?.queues.toSorted()).toEqual([
      'the q-sales',
      'the q-support',
    ]);
  });

  test('until Connect says what a profile serves, its agents serve all; once it says so, it is remembered', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    centre.setFault('ListRoutingProfileQueues', 'throttle');
    expect(await agentsOf(centre)).toMatchObject([{ queues: OURS.map((id) => `the ${id}`) }]);
    centre.setFault('ListRoutingProfileQueues', undefined);
    expect(await agentsOf(centre)).toMatchObject([{ queues: ['the q-support'] }]);
    centre.setFault('ListRoutingProfileQueues', 'internal');
    expect(await agentsOf(centre)).toMatchObject([{ queues: ['the q-support'] }]);
    await centre.run(3_600_000);
    // Too old to be trusted alone, but better than nothing.
    expect(await agentsOf(centre)).toMatchObject([{ queues: ['the q-support'] }]);
  });

  test('a profile is asked for once an hour, however many agents it has', async () => {
    const centre = await serve();
    for (const agentId of ['ann', 'bob', 'zoe']) centre.emulator.signIn(agentId);
    for (let times = 0; times < 5; times += 1) await agentsOf(centre);
    expect(centre.callsOf('ListRoutingProfileQueues')).toBe(2);
    await centre.run(3_600_000);
    await agentsOf(centre);
    expect(centre.callsOf('ListRoutingProfileQueues')).toBe(4);
  });

  test('more than a hundred agents and queues are all read, each agent once', async () => {
    const queueIds = Array.from({ length: 120 }, (_, index) => `q-${index}`);
    const centre = await serve({ setup: setupWith(queueIds, 230), queueIds });
    for (let index = 0; index < 230; index += 1) centre.emulator.signIn(`agent-${index}`);
    const agents = (await agentsOf(centre)) ?? [];
    expect(new Set(agents.map(({ agentId }) => agentId)).size).toBe(230);
    expect(agents).toHaveLength(230);
    expect(agents[0]?.queues).toHaveLength(120);
    // Three pages for each of the two hundreds of queues.
    expect(centre.callsOf('GetCurrentUserData')).toBe(6);
    expect(centre.callsOf('ListRoutingProfileQueues')).toBe(2);
  });
});

describe('one reading', () => {
  test('serves everybody who asks within five seconds, also while it is under way', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    const readAtMs = centre.clock.nowMs();
    await Promise.all([centre.capacity.read(), centre.capacity.read(), centre.capacity.holders()]);
    await centre.run(4_999);
    expect((await centre.capacity.read())?.readAtMs).toBe(readAtMs);
    expect(centre.callsOf('GetCurrentUserData')).toBe(1);
    expect(centre.callsOf('GetCurrentMetricData')).toBe(1);
    await centre.run(1);
    expect((await centre.capacity.read())?.readAtMs).toBe(readAtMs + 5_000);
    expect(centre.callsOf('GetCurrentUserData')).toBe(2);
    expect(centre.callsOf('GetCurrentMetricData')).toBe(2);
  });

  test('holders alone cost no question about agents', async () => {
    const centre = await serve();
    await centre.capacity.holders();
    expect(centre.callsOf('GetCurrentUserData')).toBe(0);
  });

  test.each(['GetCurrentUserData', 'GetCurrentMetricData'])(
    'without an answer to %s there is none, and it is not asked again sooner',
    async (operation) => {
      const centre = await serve();
      centre.emulator.signIn('ann');
      centre.setFault(operation, 'throttle');
      expect(await centre.capacity.read()).toBeUndefined();
      centre.setFault(operation, undefined);
      await centre.run(4_999);
      expect(await centre.capacity.read()).toBeUndefined();
      expect(centre.callsOf(operation)).toBe(1);
      await centre.run(1);
      expect((await centre.capacity.read())?.agents).toHaveLength(1);
    },
  );

  test('when Connect is not there nothing is known', async () => {
    const centre = await serveCentre();
    const capacity = createConnectCapacity(centre.client, policyFor(OURS), centre.clock);
    await centre.close();
    expect(await capacity.read()).toBeUndefined();
    expect(await capacity.holders()).toBeUndefined();
  });
});

/** One routing profile that serves all queues, and its agents. */
function setupWith(queueIds: readonly string[], agents: number): InstanceSetup {
  return {
    ...SETUP,
    queues: queueIds.map((id) => ({ id, name: id })),
    routingProfiles: [
      { id: 'rp', name: 'All', queues: queueIds.map((queueId) => ({ queueId, priority: 1, delaySeconds: 0 })) },
    ],
    agents: Array.from({ length: agents }, (_, index) => {
      return { id: `agent-${index}`, username: `agent-${index}`, routingProfileId: 'rp' };
    }),
  };
}
