import { routeContact } from '../../../../lib/app/routing/route-contact';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import type { Store } from '../../../../lib/ports/store';
import { callerNumber } from '../../../support/builders/callbacks';
import { callersOf, lettersOf, namedFor, policyBy, routedWorld } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

const idle: Strategy = { kind: 'longest_idle', agents: 1 };

/** Members of the store that fail, and the steps that are left where the first of two goes by what they would have told. */
const sources: readonly (readonly [Strategy, failing: string, left: readonly string[]])[] = [
  [{ kind: 'best_fcr', agents: 1 }, 'fcr.ranking', ['a']],
  [{ kind: 'best_fcr', agents: 1, shareMax: 1 }, 'fcr.shares', ['a']],
  [{ kind: 'last_agent', withinMs: 1e9 }, 'history.lastHandled', ['a']],
  [{ kind: 'fewest_calls', agents: 2 }, 'pools.tallies', ['a']],
  [{ kind: 'least_talk_time', agents: 2 }, 'pools.tallies', ['a']],
  [{ kind: 'weighted', by: 'calls', weights: { b: 1 }, agents: 1 }, 'pools.tallies', ['a']],
  // Who is free is not known then, and a guess could keep a caller for somebody who has gone home.
  [{ kind: 'named', agentIds: ['b'] }, 'roster.get', []],
  [{ kind: 'named', agentIds: ['b'] }, 'pools.sightings', []],
  [{ kind: 'named', agentIds: ['b'] }, 'pools.claims', []],
  [{ kind: 'named', agentIds: ['b'] }, 'pools.statistics', []],
  [{ kind: 'named', agentIds: ['b'] }, 'callbacks.inFlight', []],
];

type Failing = () => Promise<void>;

const fails: Failing = () =>
  Promise.reject(new AdapterError('dynamodb', { retryable: true, cause: new Error('TimeoutError') }));

/** The same store, one of whose members does not answer, or late. */
function without(store: Store, failing: string, fail: Failing = fails): Store {
  const part = <T extends object>(name: string, of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver): unknown => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (`${name}.${String(member)}` !== failing || typeof value !== 'function') return value;
        return async (...inputs: readonly unknown[]) =>
          fail().then((): unknown => Reflect.apply(value, target, inputs));
      },
    });
  const { fcr, history, pools, roster, callbacks } = store;
  return {
    ...store,
    fcr: part('fcr', fcr),
    history: part('history', history),
    pools: part('pools', pools),
    roster: part('roster', roster),
    callbacks: part('callbacks', callbacks),
  };
}

async function worldBy(strategy: Strategy): Promise<World> {
  const world = await routedWorld({ lost: policyBy(strategy, idle) });
  await world.store.fcr.putRanking('support', ranking({ b: 0.9 }));
  const times = { connectedAtMs: world.clock.nowMs() - 60_000, endedAtMs: world.clock.nowMs() };
  const talk = {
    contactId: 'c',
    number: callerNumber,
    queue: 'support',
    agentId: 'b',
    how: 'rang_in',
    ...times,
  } as const;
  await world.store.history.keepHandled(talk);
  return world;
}

const stepsIn = async (world: World) => namedFor(world, { ...callersOf(world, 'lost'), number: callerNumber });

describe('a source that does not answer', () => {
  test.each(sources)('%j without %s: its step is left out, and the fault is told', async (strategy, failing, left) => {
    const whole = await worldBy(strategy);
    const [named] = await stepsIn(whole);
    expect(named).toContain('b');
    const world = { ...whole, store: without(whole.store, failing) };
    expect(await stepsIn(world)).toEqual(left);
    const reason = expect.stringContaining('TimeoutError') as string;
    expect(world.notes).toEqual([{ kind: 'fault', where: 'routing', reason }]);
  });

  test('tells no number of the caller', async () => {
    const whole = await worldBy({ kind: 'last_agent', withinMs: 1e9 });
    const world = { ...whole, store: without(whole.store, 'history.lastHandled') };
    await stepsIn(world);
    expect(JSON.stringify(world.notes)).not.toContain(callerNumber.slice(-6));
  });

  test('is not asked where no step needs it', async () => {
    const whole = await worldBy(idle);
    const unneeded = ['fcr.ranking', 'fcr.shares', 'history.lastHandled', 'pools.tallies'];
    const store = unneeded.reduce((all, one) => without(all, one), whole.store);
    expect(await stepsIn({ ...whole, store })).toEqual(['a', 'b']);
    expect(whole.notes).toEqual([]);
  });

  test('leaves no trace on the contact where it was the only one', async () => {
    const whole = await worldBy({ kind: 'named', agentIds: ['b'] });
    const world = { ...whole, store: without(whole.store, 'pools.sightings') };
    expect(await routeContact(world, 'dial-1', { ...callersOf(world, 'lost'), number: callerNumber })).toBe(false);
    expect(world.connect.routed.size).toBe(0);
  });
});

describe('a source that takes ten seconds', () => {
  const route = (world: World) => {
    const call = { ...callersOf(world, 'lost'), number: callerNumber, callbackId: 'A', attempt: 1 };
    return routeContact(world, 'dial-1', call);
  };
  const slow =
    ({ clock }: World): Failing =>
    () =>
      clock.sleep(10_000);

  test.each(sources)('%j without %s: the steps that are left are set in time', async (strategy, member, left) => {
    const whole = await worldBy(strategy);
    const startMs = whole.clock.nowMs();
    const world = { ...whole, store: without(whole.store, member, slow(whole)) };
    expect(await route(world)).toBe(left.length > 0);
    expect(lettersOf(world.connect.routed.get('dial-1') ?? [])).toEqual(left);
    expect(world.clock.nowMs() - startMs).toBeLessThan(1_300);
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'fault', where: 'routing' }));
  });

  test.each(['pools.claim', 'fcr.promise'])('%s, and the steps are set without it', async (member) => {
    const whole = await worldBy({ kind: 'best_fcr', agents: 1, shareMax: 1 });
    const startMs = whole.clock.nowMs();
    const world = { ...whole, store: without(whole.store, member, slow(whole)) };
    expect(await route(world)).toBe(true);
    expect(lettersOf(world.connect.routed.get('dial-1') ?? [])).toEqual(['b', 'a']);
    expect(world.clock.nowMs() - startMs).toBeLessThan(700);
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'fault', where: 'routing' }));
  });

  test('the directory: nobody is taken to be responsible', async () => {
    const whole = await worldBy({ kind: 'responsible_agent' });
    const find = async () => slow(whole)().then(() => ({ kind: 'known', customer: { agentId: 'b' } }) as const);
    expect(await stepsIn({ ...whole, directory: { find } })).toEqual(['a']);
  });

  test('Connect: the caller is queued two seconds later at most, and the agent stays claimed, for it may be done', async () => {
    const whole = await worldBy({ kind: 'named', agentIds: ['b'] });
    const startMs = whole.clock.nowMs();
    const setRouting = async () => slow(whole)().then(() => true);
    expect(await route({ ...whole, contacts: { ...whole.contacts, setRouting } })).toBe(false);
    expect(whole.clock.nowMs() - startMs).toBeLessThan(2_000);
    expect((await whole.store.pools.claims('frontline')).map(({ agentId }) => agentId)).toEqual(['b']);
  });

  test('the change before it: nothing more is asked of Connect, and the claim ends', async () => {
    const world = await worldBy({ kind: 'named', agentIds: ['b'] });
    const startMs = world.clock.nowMs();
    const call = { ...callersOf(world, 'lost'), number: callerNumber, after: new Promise(() => undefined) };
    const routed = routeContact(world, 'dial-1', call);
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    world.clock.advance(2_001);
    expect([await routed, world.clock.nowMs() - startMs, world.connect.routed.size]).toEqual([false, 2_001, 0]);
    expect((await world.store.pools.claims('frontline')).every(({ atMs, untilMs }) => atMs === untilMs)).toBe(true);
  });
});
