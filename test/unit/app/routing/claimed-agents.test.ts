import { dispatchPass } from '../../../../lib/app/dispatch/dispatch-pass';
import { contactAttributes } from '../../../../lib/core/contact-attributes';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { dialing, noonMs, waiting } from '../../../support/builders/callbacks';
import { flowId, queueConfig } from '../../../support/builders/policies';
import { callersOf, namedFor, policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

// Nothing that is read changes between two callers of the same second: without claims all of them would be sent to one agent.

const fewest: Strategy = { kind: 'fewest_calls', agents: 1 };
const worldBy = (strategy: Strategy = fewest, options: Parameters<typeof routedWorld>[1] = {}) =>
  routedWorld({ inbound: policyBy(strategy), lost: policyBy(strategy) }, options);

const asked = (world: World) => callersOf(world, 'inbound');
const oneByOne = async (world: World, ...contactIds: readonly string[]) => {
  const named: string[] = [];
  for (const contactId of contactIds) named.push((await namedFor(world, asked(world), contactId)).join(','));
  return named;
};

describe('callers who come one after the other', () => {
  test('are sent to one agent each, and to anybody when all are named; who asks again gets the same', async () => {
    const world = await worldBy();
    expect(await oneByOne(world, '1', '2', '1', '3', '4', '5', '2')).toEqual(['a', 'b', 'a', 'c', 'd', '', 'b']);
  });

  test('count on whoever would get the call: of several that are named the longest idle', async () => {
    const world = await worldBy({ kind: 'fewest_calls', agents: 2 });
    expect(await oneByOne(world, '1', '2', '3')).toEqual(['ab', 'bc', 'cd']);
    const proficiencies = [{ attribute: 'language', value: 'french', level: 4 }];
    const french: Strategy = { kind: 'proficiency', attribute: 'language', value: 'french', levelMin: 3 };
    const bilingual = await worldBy(french, { roster: signedIn('ab', { proficiencies }) });
    expect(await oneByOne(bilingual, '1', '2', '3')).toEqual(['language', 'language', '']);
  });

  test('are sent to that agent again when the step is over, or an event has shown what came of it', async () => {
    const world = await worldBy({ kind: 'named', agentIds: ['a'] });
    expect(await oneByOne(world, '1', '2')).toEqual(['a', '']);
    world.clock.advance(1_000);
    await world.store.pools.see('frontline', { agentId: 'a', state: 'available', sinceMs: noonMs + 500 });
    expect(await oneByOne(world, '2', '3')).toEqual(['a', '']);
    world.clock.advance(30_001);
    expect(await oneByOne(world, '3')).toEqual(['a']);
  });

  test('know of agents who were named in another pool that they serve', async () => {
    const config = { queues: [queueConfig('support'), queueConfig('billing', { pool: 'backoffice' })] };
    const world = await worldBy(fewest, { config });
    const claim = { agentId: 'a', contactId: 'x', atMs: noonMs, untilMs: noonMs + 30_000 };
    await world.store.pools.claim('backoffice', claim, 0);
    expect(await oneByOne(world, '1')).toEqual(['b']);
  });
});

describe('callers who come at once', () => {
  test('are sent to one agent each; whoever is not told apart in time goes to anybody', async () => {
    const world = await worldBy();
    const named = await Promise.all('123456'.split('').map((id) => namedFor(world, asked(world), id)));
    const letters = named.flat();
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThanOrEqual(3);
  });

  test('one who was quicker is no reason not to route the other', async () => {
    const world = await worldBy();
    const { pools } = world.store;
    // Read before the other one has claimed the agent.
    let reads = 0;
    const claims = async (pool: string) => ((reads += 1) === 1 ? [] : pools.claims(pool));
    await oneByOne(world, '1', '2');
    const late = { ...world, store: { ...world.store, pools: { ...pools, claims } } };
    expect(await oneByOne(late, '3')).toEqual(['c']);
    expect(reads).toBe(2);
  });

  test('are told apart also where all are at work and the best have had their share', async () => {
    const working = signedIn('abcd', { state: 'after_contact_work', sinceMs: noonMs - 1_000 });
    const world = await worldBy({ kind: 'best_fcr', agents: 1, shareMax: 0.4 }, { roster: working });
    await world.store.fcr.putRanking('support', ranking({ d: 0.9, b: 0.8, a: 0.75, c: 0.5 }));
    expect(await oneByOne(world, '1')).toEqual(['b']);
    const { pools } = world.store;
    let reads = 0;
    const claims = async (pool: string) => ((reads += 1) === 1 ? [] : pools.claims(pool));
    const late = { ...world, store: { ...world.store, pools: { ...pools, claims } } };
    expect(await oneByOne(late, '2')).toEqual(['a']);
  });

  test('and the store takes every claim for taken: anybody may have the caller, after three tries', async () => {
    const world = await worldBy();
    let tries = 0;
    const claim = async () => ((tries += 1), 'taken' as const);
    const store = { ...world.store, pools: { ...world.store.pools, claim } };
    expect(await oneByOne({ ...world, store }, '1')).toEqual(['']);
    expect(tries).toBe(3);
  });
});

describe('an agent who was just named for a caller', () => {
  const best: Strategy = { kind: 'best_fcr', agents: 1 };

  test('is not asked for a callback of the same pass', async () => {
    const config = { taskFlowId: flowId, dispatch: { mode: 'agent-first' } } as const;
    const world = await worldBy(best, { config });
    await world.store.fcr.putRanking('support', ranking({ c: 0.9, b: 0.8, a: 0.7, d: 0.5 }));
    expect(await oneByOne(world, '1')).toEqual(['c']);
    await world.keep(waiting({ origin: 'lost' }));
    await dispatchPass(world);
    expect(world.tasks.offers.map(({ attributes }) => attributes[contactAttributes.agents])).toEqual(['b']);
  });
});

describe('callers whose telephones ring while nobody is kept for them', () => {
  const working = (ids: string) => signedIn(ids, { state: 'after_contact_work', sinceMs: noonMs - 8_000 });
  const rings = (id: string, number: string) =>
    dialing({ id, number, origin: 'lost', contactId: `dial-${id}`, startedAtMs: noonMs - 2_000 });

  test('are kept for those whom the policy names of those who come free, each for another', async () => {
    const config = { taskFlowId: flowId, dispatch: { mode: 'reserved', reserved: true } } as const;
    const world = await worldBy({ kind: 'best_fcr', agents: 1 }, { config, roster: working('abcd') });
    await world.store.fcr.putRanking('support', ranking({ d: 0.9, c: 0.8, b: 0.7, a: 0.5 }));
    await world.keep(rings('A', '+441632960011'), rings('B', '+441632960012'));
    await dispatchPass(world);
    const askedFor = world.tasks.offers.map(
      ({ callbackId, attributes }) => `${callbackId} ${attributes[contactAttributes.agents]}`,
    );
    expect(askedFor.toSorted()).toEqual(['A d', 'B c']);
  });
});
