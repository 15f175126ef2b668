import { attemptInProgress } from '../../core/callback/dialing';
import { askedInstead, openToAsk } from '../../core/dispatch/asked-instead';
import type { PlannedDial } from '../../core/dispatch/plan';
import { queueByName } from '../../core/policy/policy';
import { proficientAgents } from '../../core/routing/by-proficiency';
import { rankAgents } from '../../core/routing/rank-agents';
import type { PresentAgent } from '../../core/routing/routing-knowledge';
import type { RoutingStep } from '../../core/routing/routing-step';
import type { Roster } from '../../ports/roster-store';
import { gatherKnowledge, type Gathered, type RoutingAsked, type RoutingDeps } from './gather-knowledge';
import { promiseIfBest } from './keep-share';
import { orUnknown } from './or-unknown';
import { isCapped } from './steps-asked';

/**
 * The dials of a pass, each with the agent to ask whom the policy names first of those whom the plan leaves open to it; with
 * the planned one where it names none of them. Whatever fails, the dial is made as it was planned.
 */
export async function chooseAgents(
  deps: RoutingDeps,
  dials: readonly PlannedDial[],
  roster: Roster,
): Promise<readonly PlannedDial[]> {
  let chosen = dials;
  for (const index of dials.keys()) {
    const before = chosen;
    chosen = (await orUnknown(deps, 'agent to ask', () => chooseFor(deps, before, { index, roster }))) ?? before;
  }
  return chosen;
}

async function chooseFor(
  deps: RoutingDeps,
  dials: readonly PlannedDial[],
  { index, roster }: { readonly index: number; readonly roster: Roster },
): Promise<readonly PlannedDial[]> {
  const dial = dials[index];
  const planned = dial?.agentIds[0];
  const queue = dial === undefined ? undefined : queueByName(deps.policy, dial.entry.queue);
  if (dial === undefined || planned === undefined || queue === undefined) return dials;
  const { entry } = dial;
  const policy = queue.routing[entry.origin];
  const openIds = openToAsk(dials, index);
  // Nobody is there to choose from, and nobody counts who it will be.
  if (policy.length === 0 || (openIds.length < 2 && !isCapped(policy))) return dials;
  const callback = (await deps.store.callbacks.get(entry))?.value;
  if (callback?.id !== entry.id) return dials;
  const asked: RoutingAsked = {
    queue,
    caller: entry.origin,
    number: callback.cli,
    callback: { callbackId: entry.id, attempt: attemptInProgress(callback) },
    roster,
    // The plan leaves open nobody who is.
    keptAgentIds: [],
  };
  const gathered = await gatherKnowledge(deps, asked);
  if (gathered === undefined) return dials;
  const among = onlyOpen(gathered, openIds);
  const agentId = firstNamed(among) ?? planned;
  await promiseIfBest(deps, asked, among, [{ admits: { kind: 'agents', agentIds: [agentId] } }]);
  return askedInstead(dials, index, agentId) ?? dials;
}

/** Whoever is open by the plan will be free when the caller is ready, and nobody else is to be counted on. */
function onlyOpen({ policy, knowledge }: Gathered, openIds: readonly string[]): Gathered {
  const agents = knowledge.agents.map((agent) => ({ ...agent, isExpectedFree: openIds.includes(agent.agentId) }));
  return { policy, knowledge: { ...knowledge, agents } };
}

function firstNamed({ policy, knowledge }: Gathered): string | undefined {
  return rankAgents(policy, knowledge).flatMap((step) => namedBy(step, knowledge.agents))[0];
}

function namedBy({ admits }: RoutingStep, agents: readonly PresentAgent[]): readonly string[] {
  if (admits.kind === 'agents') return admits.agentIds;
  const open = agents.filter(({ isExpectedFree }) => isExpectedFree);
  return proficientAgents(open, { ...admits, kind: 'proficiency' });
}
