import { agentFor } from '../../../../lib/app/dispatch/agent-for';
import { routeContact } from '../../../../lib/app/routing/route-contact';
import { answered, callbackFacts, dialing, noonMs } from '../../../support/builders/callbacks';
import { flowId } from '../../../support/builders/policies';
import { callersOf, policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

/** A ready caller without an agent, and a later one whose telephone still rings and for whom agent a is kept. */
const task = { clientToken: 't-later', agentIds: ['a'], contactId: 'task-9', agentId: 'a', acceptedAtMs: noonMs };
const later = dialing({ id: 'LATER', number: '+441632960009', placeMs: callbackFacts().placeMs + 1000, task });

async function worldOf(origin: 'requested' | 'lost', best: Readonly<Record<string, number>>): Promise<World> {
  const routing = { lost: policyBy({ kind: 'best_fcr', agents: 1 }) };
  const world = await routedWorld(routing, { config: { taskFlowId: flowId }, roster: signedIn('abc') });
  await world.keep(answered({ origin }), later);
  await world.store.fcr.putRanking('support', ranking(best));
  await world.store.pools.see('frontline', { agentId: 'a', state: 'available', sinceMs: noonMs - 60_000 });
  return world;
}

describe('an agent who is kept for a later caller', () => {
  test('is given an earlier one whom anybody may have', async () => {
    expect(await agentFor(await worldOf('requested', { c: 0.9 }), answered())).toBe('a');
    // Of the best nobody is there, so that the contact is nobody’s in particular.
    expect(await agentFor(await worldOf('lost', { d: 0.9 }), answered({ origin: 'lost' }))).toBe('a');
  });

  test('is not given one who is kept for others, until those steps have ended', async () => {
    const callback = answered({ origin: 'lost' });
    const world = await worldOf('lost', { c: 0.9 });
    // No steps were set for this contact, however the policy names agents by now.
    expect(await agentFor(world, callback)).toBe('a');
    expect(await routeContact(world, callback.contactId, { ...callersOf(world, 'lost'), number: callback.cli })).toBe(
      true,
    );
    expect(await agentFor(world, callback)).toBeUndefined();
    world.clock.advance(29_999);
    expect(await agentFor(world, callback)).toBeUndefined();
    world.clock.advance(1);
    expect(await agentFor(world, callback)).toBe('a');
  });

  test('is given one whose steps Connect did not take', async () => {
    const callback = answered({ origin: 'lost' });
    const world = await worldOf('lost', { c: 0.9 });
    world.connect.setAvailable(false);
    expect(await routeContact(world, callback.contactId, { ...callersOf(world, 'lost'), number: callback.cli })).toBe(
      false,
    );
    expect(await agentFor(world, callback)).toBe('a');
  });

  test('stands in no way of the agent who has accepted the task of that very caller', async () => {
    const own = { clientToken: 't', agentIds: ['b'], contactId: 'task-1', agentId: 'b', acceptedAtMs: noonMs };
    const world = await worldOf('lost', { c: 0.9 });
    expect(await agentFor(world, answered({ origin: 'lost', task: own }))).toBe('b');
  });
});
