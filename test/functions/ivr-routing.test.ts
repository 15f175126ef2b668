import type { Callback } from '../../lib/core/callback/callback';
import { answered, callerNumber, dialing, noonMs, waiting } from '../support/builders/callbacks';
import { lettersOf, policyBy, routedWorld, signedIn } from '../support/builders/routed';
import { ranking } from '../support/builders/routing';
import { queueConfig } from '../support/builders/policies';
import type { World, WorldOptions } from '../support/builders/world';
import { ask, ourDial, watchPorts } from './ivr-asking';

/** Who gets a caller is set on the contact by the question after which the flow queues it. */

const best = { kind: 'best_fcr', agents: 1 } as const;
const lostDial = dialing({ origin: 'lost', contactId: 'dial-1' });

async function worldWith(callbacks: readonly Callback[], options: WorldOptions = {}): Promise<World> {
  const world = await routedWorld({ lost: policyBy(best), inbound: policyBy(best) }, options);
  await world.keep(...callbacks);
  await world.store.fcr.putRanking('support', ranking({ c: 0.9, b: 0.8, a: 0.6 }));
  return world;
}

const routedIn = (world: World, contactId: string) => lettersOf(world.connect.routed.get(contactId) ?? []);
const answer = (world: World) => ask(world, 'answered', {}, ourDial);

describe('a caller who is called back and has pressed 1', () => {
  test('goes to the best agent who is free, by the age of the place', async () => {
    const world = await worldWith([lostDial]);
    expect(await answer(world)).toMatchObject({ outcome: 'connect', ageSet: 'yes' });
    expect(routedIn(world, 'dial-1')).toEqual(['c']);
    expect(world.connect.ages.get('dial-1')).toBe(600_000);
  });

  test('goes to the next best while the best is away, and to anybody while none of them is there', async () => {
    const world = await worldWith([lostDial]);
    await world.store.roster.put({ readAtMs: noonMs + 1, agents: signedIn('abd') });
    await answer(world);
    expect(routedIn(world, 'dial-1')).toEqual(['b']);
    const without = await worldWith([lostDial]);
    await without.store.roster.put({ readAtMs: noonMs + 1, agents: signedIn('ad') });
    expect(await answer(without)).toMatchObject({ outcome: 'connect' });
    expect(routedIn(without, 'dial-1')).toEqual([]);
  });

  test('is kept for the same when the question is repeated, and the age is set before that each time', async () => {
    const world = await worldWith([lostDial]);
    const calls: string[] = [];
    const watched = watchPorts(world, (label) => void (label.startsWith('connect.set') && calls.push(label)), 'after');
    await ask(watched, 'answered', {}, ourDial);
    await ask(watched, 'answered', {}, ourDial);
    expect(routedIn(world, 'dial-1')).toEqual(['c']);
    expect(calls).toEqual(['connect.setAge', 'connect.setRouting', 'connect.setAge', 'connect.setRouting']);
  });

  test.each<readonly [string, Callback]>([
    ['asked for the call', dialing({ contactId: 'dial-1' })],
    [
      'is to be given to the agent who has accepted the task',
      {
        ...lostDial,
        task: { clientToken: 't', agentIds: ['a'], contactId: 'task-1', agentId: 'a' },
      },
    ],
    ['has cancelled', { ...lostDial, after: { kind: 'cancel' } }],
  ])('is kept for nobody who %s', async (_, callback) => {
    const world = await worldWith([callback]);
    await answer(world);
    expect(world.connect.routed.size).toBe(0);
  });

  test.each(['roster.get', 'pools.sightings', 'pools.statistics', 'fcr.ranking', 'connect.setRouting'])(
    'reaches the queue with the age while %s does not answer',
    async (failing) => {
      const world = await worldWith([lostDial]);
      const broken = watchPorts(world, (label) => {
        if (label === failing) throw new Error('TimeoutError');
      });
      expect(await ask(broken, 'answered', {}, ourDial)).toMatchObject({ outcome: 'connect', ageSet: 'yes' });
      expect(world.connect.routed.size).toBe(0);
    },
  );
});

describe('a caller who rings in', () => {
  test('and is to hold is kept for the best, the same when asked twice', async () => {
    const world = await worldWith([]);
    for (const _time of [1, 2]) {
      expect(await ask(world, 'who_is_this')).toMatchObject({ outcome: 'new', next: 'queue' });
    }
    expect(routedIn(world, 'inbound-1')).toEqual(['c']);
    expect(world.notes.filter(({ kind }) => kind === 'routed')).toHaveLength(2);
    // The agent is counted on for the step, and until the flow has queued the call.
    const [claim] = await world.store.pools.claims('frontline');
    expect(claim).toEqual({ agentId: 'c', contactId: 'inbound-1', atMs: noonMs, untilMs: noonMs + 40_000 });
  });

  test('and is offered a callback is kept for nobody as yet: minutes may pass until the call is queued', async () => {
    const world = await worldWith([]);
    // A pick-up in a minute, of callers who came twenty minutes ago.
    const pickUps = [240, 180, 120, 60].map((ago) => {
      const atMs = noonMs - ago * 1000;
      const placeMs = atMs - 1_200_000;
      return { contactId: `p${ago}`, atMs, placeMs, readySinceMs: placeMs, isCallback: false, agentId: 'a' };
    });
    await world.store.pools.putStatistics('frontline', { pickUps, ringToReady: [] }, 0);
    world.staff(signedIn('abcd'), [{ queue: 'support', count: 40, oldestAgeMs: 900_000 }]);
    expect(await ask(world, 'who_is_this')).toMatchObject({ outcome: 'new', next: 'offer' });
    expect(world.connect.routed.size).toBe(0);
  });

  test('and hides the number is kept for the best all the same', async () => {
    const world = await worldWith([]);
    const told = await ask(world, 'who_is_this', {}, { CustomerEndpoint: null });
    expect(told).toMatchObject({ outcome: 'no_number', next: 'queue' });
    expect(routedIn(world, 'inbound-1')).toEqual(['c']);
  });

  test.each<readonly [string, WorldOptions, readonly Callback[]]>([
    [
      'cannot hold',
      { config: { queues: [queueConfig('support', { hold: { allowed: false } }), queueConfig('billing')] } },
      [],
    ],
    ['comes while the queue is closed', { nowMs: noonMs + 12 * 3_600_000 }, []],
    ['has a callback', {}, [waiting()]],
  ])('and %s is kept for nobody as yet', async (_, options, callbacks) => {
    const world = await worldWith(callbacks, options);
    await ask(world, 'who_is_this');
    expect(world.connect.routed.size).toBe(0);
  });

  test('and has a callback is kept for the best on choosing to hold', async () => {
    const world = await worldWith([waiting()]);
    await ask(world, 'who_is_this');
    expect(await ask(world, 'rejoin')).toMatchObject({ outcome: 'rejoined', ageSet: 'yes' });
    expect(routedIn(world, 'inbound-1')).toEqual(['c']);
  });
});

test('no number of a caller is told', async () => {
  const world = await worldWith([lostDial, answered({ id: 'B', number: '+441632960002' })]);
  await answer(world);
  await ask(world, 'who_is_this');
  expect(JSON.stringify(world.notes)).not.toContain(callerNumber.slice(1));
});
