import { routeContact } from '../../../../lib/app/routing/route-contact';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { callersOf, lettersOf, policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

const best: Strategy = { kind: 'best_fcr', agents: 1 };
const capped: Strategy = { ...best, shareMax: 0.5 };
const idle: Strategy = { kind: 'longest_idle', agents: 1 };
const today = '2026-03-02';

async function worldBy(...strategies: readonly Strategy[]): Promise<World> {
  const world = await routedWorld({ lost: policyBy(...strategies), inbound: policyBy(best) });
  await world.store.fcr.putRanking('support', ranking({ d: 0.9, c: 0.8, b: 0.6 }));
  return world;
}

const route = (world: World, attempt = 1, callbackId = 'A') =>
  routeContact(world, `dial-${callbackId}`, { ...callersOf(world, 'lost'), number: callerNumber, callbackId, attempt });
const stepsOf = (world: World, callbackId = 'A') => lettersOf(world.connect.routed.get(`dial-${callbackId}`) ?? []);
/** As many of today's that reached `c`, who is none of the best, as let these have one and not two. */
async function takeThree({ store }: World): Promise<void> {
  for (const callbackId of ['X', 'Y', 'Z']) {
    await store.fcr.take('support', today, { callbackId, attempt: 1, agentId: 'c' });
  }
}
const shares = (world: World) => world.store.fcr.shares('support', today);

describe('a contact', () => {
  test('is kept for the agents of each step as long as the policy says, and the journal names them', async () => {
    const world = await worldBy(best, idle);
    expect(await route(world)).toBe(true);
    expect(world.connect.routed.get('dial-A')).toEqual([
      { admits: { kind: 'agents', agentIds: ['d'] }, forMs: 30_000, strategy: 'best_fcr' },
      { admits: { kind: 'agents', agentIds: ['a'] }, forMs: 30_000, strategy: 'longest_idle' },
    ]);
    const steps = [
      { strategy: 'best_fcr', agentIds: ['d'] },
      { strategy: 'longest_idle', agentIds: ['a'] },
    ];
    expect(world.notes).toEqual([{ kind: 'routed', queue: 'support', callbackId: 'A', steps }]);
  });

  test('that nobody is named for is not touched, and nothing is told of it', async () => {
    const world = await worldBy(best);
    world.staff(undefined);
    await world.store.roster.put({ readAtMs: noonMs + 1, agents: signedIn('ab') });
    expect(await route(world)).toBe(false);
    expect([world.connect.routed.size, world.notes]).toEqual([0, []]);
  });

  test('that Connect does not change is anybody’s, and that is told', async () => {
    const world = await worldBy({ ...capped, shareMax: 1 });
    world.connect.setAvailable(false);
    expect(await route(world)).toBe(false);
    expect(world.notes).toEqual([{ kind: 'fault', where: 'routing', reason: 'steps: Connect did not take them' }]);
    // The answer alone may have been lost; a promise that leads to nothing lapses.
    expect((await shares(world)).promised).toHaveLength(1);
    expect((await world.store.pools.claims('frontline')).map(({ atMs, untilMs }) => untilMs - atMs)).toEqual([0]);
  });

  test('is changed only once the change before it is done', async () => {
    const world = await worldBy(best);
    let done: () => void = () => undefined;
    const after = new Promise<void>((resolve) => (done = resolve));
    const routed = routeContact(world, 'dial-A', { ...callersOf(world, 'lost'), after });
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(world.connect.routed.size).toBe(0);
    done();
    expect(await routed).toBe(true);
  });

  test('whose caller has waited for more than two seconds already is not asked for any more', async () => {
    for (const [tookMs, isRouted] of [
      [2_000, true],
      [2_001, false],
    ] as const) {
      const world = await worldBy(best);
      const after = (async () => {
        // Everything that is read has been by then.
        for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
        world.clock.advance(tookMs);
      })();
      expect(await routeContact(world, 'dial-A', { ...callersOf(world, 'lost'), after })).toBe(isRouted);
      expect(world.notes).toEqual([expect.objectContaining({ kind: isRouted ? 'routed' : 'fault' })]);
    }
  });

  test('goes by the policy of its own kind of caller', async () => {
    const world = await worldBy();
    expect(await route(world)).toBe(false);
    expect(await routeContact(world, 'in-1', { ...callersOf(world, 'inbound') })).toBe(true);
    expect(await routeContact(world, 'dial-R', { ...callersOf(world, 'requested') })).toBe(false);
    expect([...world.connect.routed.keys()]).toEqual(['in-1']);
  });
});

describe('the share of the best', () => {
  test('is promised with a callback that is sent to them, once however often it is asked', async () => {
    const world = await worldBy({ ...capped, shareMax: 1 });
    await route(world);
    expect(await shares(world)).toEqual({ promised: [{ callbackId: 'A', attempt: 1, atMs: noonMs }], taken: [] });
    await route(world);
    expect((await shares(world)).promised).toHaveLength(1);
  });

  test('once reached, others are named: of those who are ranked the best, whatever their figures', async () => {
    const world = await worldBy(capped);
    // The first of the day would be all of it.
    await route(world);
    expect(stepsOf(world)).toEqual(['c']);
    expect((await shares(world)).promised).toEqual([]);
    await takeThree(world);
    await world.store.pools.see('frontline', { agentId: 'c', state: 'available', sinceMs: noonMs + 1 });
    await route(world, 1, 'B');
    expect(stepsOf(world, 'B')).toEqual(['d']);
    await route(world, 1, 'C');
    expect(stepsOf(world, 'C')).toEqual(['c']);
  });

  test('is asked for twice without a callback being in its own way', async () => {
    const world = await worldBy(capped);
    await takeThree(world);
    await route(world);
    await route(world);
    expect(stepsOf(world)).toEqual(['d']);
    // A later attempt of it is another call, as long as the first may still reach somebody.
    await route(world, 2);
    expect(stepsOf(world)).toEqual(['c']);
  });

  test('is given back where a callback reaches nobody for five minutes', async () => {
    const world = await worldBy(capped);
    await takeThree(world);
    await route(world);
    world.clock.advance(300_000);
    await world.store.roster.put({ readAtMs: world.clock.nowMs(), agents: signedIn('abcd') });
    await route(world, 1, 'B');
    expect(stepsOf(world, 'B')).toEqual(['d']);
  });

  test('leaves callers to others who are through with their work within the step, each to one of them', async () => {
    const world = await worldBy(capped);
    const working = signedIn('bc', { state: 'after_contact_work', sinceMs: noonMs - 1_000 });
    const agents = [...working, ...signedIn('ad', { state: 'on_contact' })];
    await world.store.roster.put({ readAtMs: noonMs + 1, agents });
    for (const callbackId of 'ABC') await route(world, 1, callbackId);
    expect('ABC'.split('').map((callbackId) => stepsOf(world, callbackId))).toEqual([['c'], ['b'], []]);
  });

  test('is not counted where the policy has no cap, nor of anybody but lost callers', async () => {
    const world = await worldBy(best);
    await route(world);
    await routeContact(world, 'in-1', { ...callersOf(world, 'inbound'), callbackId: 'I', attempt: 1 });
    expect((await shares(world)).promised).toEqual([]);
  });
});
