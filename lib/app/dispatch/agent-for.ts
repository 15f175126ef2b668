import { taskOf, type Answered, type CallbackIn } from '../../core/callback/callback';
import { turnMs } from '../../core/dispatch/queue-rules';
import { queueByName } from '../../core/policy/policy';
import { longestRestrictionMs } from '../../core/routing/longest-restriction';
import type { FlightProposal } from '../../ports/callback-store';
import type { Deps } from '../deps';
import { rulesOf } from './pools';

type AgentForDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/**
 * To whom a ready caller is given: to the agent who has accepted the task, else to one of the pool who is kept for a later
 * caller whose telephone still rings, the latest first; that one gets another agent in time. Nobody who is busy, or was
 * given another call; and while the caller is kept for certain agents, nobody but the agent of the task.
 */
export async function agentFor(deps: AgentForDeps, callback: CallbackIn<Answered>): Promise<string | undefined> {
  const { store, policy } = deps;
  const pool = poolOf(deps, callback);
  const [sightings, flights] = await Promise.all([store.pools.sightings(pool), store.callbacks.inFlight()]);
  const states = new Map(sightings.map(({ agentId, state }) => [agentId, state]));
  const others = flights.filter(({ id }) => id !== callback.id);
  const taken = new Set(others.map(({ given }) => given?.agentId));
  const own = taskOf(callback)?.agentId;
  // Of an agent who was never seen nothing is known that speaks against it.
  if (own !== undefined && !taken.has(own) && (states.get(own) ?? 'available') === 'available') return own;
  const nowMs = deps.clock.nowMs();
  const turn = (one: Pick<FlightProposal, 'queue' | 'class' | 'placeMs'>): number => {
    const queue = queueByName(policy, one.queue);
    return turnMs(one, queue === undefined ? undefined : rulesOf(policy, queue), nowMs);
  };
  const later = others
    .filter((one) => poolOf(deps, one) === pool && isStillRinging(one) && turn(one) > turn(callback))
    .toSorted((a, b) => turn(b) - turn(a));
  for (const { queue, task } of later) {
    const agentId = task?.agentId;
    if (agentId === undefined || taken.has(agentId) || states.get(agentId) !== 'available') continue;
    const isAble = queue === callback.queue || (await hasServed(deps, agentId, callback.queue));
    if (isAble) return (await isForCertainAgents(deps, callback)) ? undefined : agentId;
  }
  return undefined;
}

/** Connect would let an agent of another queue have the call, who need not know anything of this one. */
async function hasServed({ store, policy }: AgentForDeps, agentId: string, queue: string): Promise<boolean> {
  const statistics = await store.pools.statistics(poolOf({ policy }, { queue }));
  return statistics?.value.pickUps.some((one) => one.agentId === agentId && one.queue === queue) === true;
}

/**
 * Steps were set for this contact, as its claim tells, and may still last: it is kept for others while it waits. What claims
 * tell of it may be gone by then, where the agent was claimed for another since: then nothing speaks against giving it.
 */
async function isForCertainAgents({ store, clock, policy }: AgentForDeps, callback: CallbackIn<Answered>) {
  const { contactId, origin } = callback;
  const steps = queueByName(policy, callback.queue)?.routing[origin] ?? [];
  if (steps.length === 0) return false;
  const claims = await store.pools.claims(poolOf({ policy }, callback));
  const sinceMs = clock.nowMs() - longestRestrictionMs(steps);
  return claims.some((claim) => claim.contactId === contactId && claim.untilMs > claim.atMs && claim.atMs > sinceMs);
}

/** Nobody has picked up yet, or nobody has been rung. */
function isStillRinging({ state, pickedUpAtMs }: FlightProposal): boolean {
  return state !== 'answered' && pickedUpAtMs === undefined;
}

function poolOf({ policy }: Pick<Deps, 'policy'>, { queue }: { readonly queue: string }): string {
  return queueByName(policy, queue)?.pool ?? queue;
}
