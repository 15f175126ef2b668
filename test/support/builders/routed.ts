import { stepsFor, type ContactNamed } from '../../../lib/app/routing/steps-for';
import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import type { QueuePolicy } from '../../../lib/core/policy/policy';
import type { RoutedCaller, RoutingPolicy, Strategy } from '../../../lib/core/routing/routing-policy';
import type { RoutingStep } from '../../../lib/core/routing/routing-step';
import { noonMs } from './callbacks';
import { queueOf } from './policies';
import { createWorld, type World, type WorldOptions } from './world';

/** Free, of both queues, and the longer the earlier in the alphabet: `a` for longest. */
export function signedIn(ids: string, changes: Partial<AgentReading> = {}): readonly AgentReading[] {
  return ids.split('').map((agentId) => ({
    agentId,
    queues: ['support', 'billing'],
    state: 'available' as const,
    sinceMs: noonMs - 600_000 + agentId.charCodeAt(0) * 1000,
    ...changes,
  }));
}

/** Half a minute a step. */
export function policyBy(...strategies: readonly Strategy[]): RoutingPolicy {
  return strategies.map((strategy) => ({ strategy, forMs: 30_000 }));
}

/** By which agents, as letters, a contact goes step by step. */
export function lettersOf(steps: readonly Pick<RoutingStep, 'admits'>[]): readonly string[] {
  return steps.map(({ admits }) => (admits.kind === 'agents' ? admits.agentIds.join('') : admits.attribute));
}

/** For whom a contact of those callers would be kept now, step by step, as letters; each contact claims its agent. */
export async function namedFor(
  world: World,
  asked: Omit<ContactNamed, 'contactId'>,
  contactId = 'in-1',
): Promise<readonly string[]> {
  return lettersOf((await stepsFor(world, { ...asked, contactId }))?.steps ?? []);
}

/**
 * A world in which callers of support are routed so, and nobody else is. Agents a to d are signed in and free, and the
 * dispatcher has just kept that.
 */
export async function routedWorld(
  routing: Partial<QueuePolicy['routing']>,
  options: WorldOptions & { readonly roster?: readonly AgentReading[] } = {},
): Promise<World> {
  const { roster = signedIn('abcd'), ...others } = options;
  const world = createWorld(others);
  await world.store.roster.put({ readAtMs: world.clock.nowMs(), agents: roster });
  world.staff(roster);
  const nobody: QueuePolicy['routing'] = { inbound: [], requested: [], lost: [] };
  const queues = world.policy.queues.map((queue) =>
    queue.name === 'support' ? { ...queue, routing: { ...nobody, ...routing } } : { ...queue, routing: nobody },
  );
  return { ...world, policy: { ...world.policy, queues } };
}

/** The support queue's callers of one kind. */
export function callersOf(world: World, caller: RoutedCaller): { readonly queue: QueuePolicy; caller: RoutedCaller } {
  return { queue: queueOf(world.policy, 'support'), caller };
}
