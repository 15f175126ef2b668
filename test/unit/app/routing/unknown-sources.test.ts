import { stepsFor } from '../../../../lib/app/routing/steps-for';
import { routeContact } from '../../../../lib/app/routing/route-contact';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import type { Store } from '../../../../lib/ports/store';
import { callerNumber } from '../../../support/builders/callbacks';
import { callersOf, lettersOf, policyBy, routedWorld } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

const idle: Strategy = { kind: 'longest_idle', agents: 1 };

/** Members of the store that fail, and the steps that are left where the first of two goes by what they would have told. */
const sources: readonly (readonly [Strategy, failing: string, left: readonly string[]])[] = [
  [{ kind: 'best_fcr', agents: 1 }, 'fcr.ranking', ['a']],
  [{ kind: 'best_fcr', agents: 1, shareMax: 1 }, 'fcr.shares', ['a']],
  [{ kind: 'last_agent', withinMs: 1e9 }, 'history.handledSince', ['a']],
  [{ kind: 'fewest_calls', agents: 2 }, 'pools.tallies', ['a']],
  [{ kind: 'least_talk_time', agents: 2 }, 'pools.tallies', ['a']],
  [{ kind: 'weighted', by: 'calls', weights: { b: 1 }, agents: 1 }, 'pools.tallies', ['a']],
  // Who is free is not known then, and a guess could keep a caller for somebody who has gone home.
  [{ kind: 'named', agentIds: ['b'] }, 'roster.get', []],
  [{ kind: 'named', agentIds: ['b'] }, 'pools.sightings', []],
  [{ kind: 'named', agentIds: ['b'] }, 'pools.statistics', []],
  [{ kind: 'named', agentIds: ['b'] }, 'callbacks.inFlight', []],
];

/** The same store, one of whose members does not answer. */
function without(store: Store, failing: string): Store {
  const fault = new AdapterError('dynamodb', { retryable: true, cause: new Error('TimeoutError') });
  const part = <T extends object>(name: string, of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver): unknown =>
        `${name}.${String(member)}` === failing ? () => Promise.reject(fault) : Reflect.get(target, member, receiver),
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

const stepsIn = async (world: World) =>
  lettersOf(await stepsFor(world, { ...callersOf(world, 'lost'), number: callerNumber }));

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
    const world = { ...whole, store: without(whole.store, 'history.handledSince') };
    await stepsIn(world);
    expect(JSON.stringify(world.notes)).not.toContain(callerNumber.slice(-6));
  });

  test('is not asked where no step needs it', async () => {
    const whole = await worldBy(idle);
    const unneeded = ['fcr.ranking', 'fcr.shares', 'history.handledSince', 'pools.tallies'];
    const store = unneeded.reduce(without, whole.store);
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
