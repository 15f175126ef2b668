import { attemptInProgress } from '../../core/callback/dialing';
import { askedInstead, openToAsk } from '../../core/dispatch/asked-instead';
import type { DialInFlight, PlannedDial, PlannedTask } from '../../core/dispatch/plan';
import { queueByName } from '../../core/policy/policy';
import { rankAgents } from '../../core/routing/rank-agents';
import { agentsOfStep } from '../../core/routing/step-agents';
import type { CallbackKey } from '../../ports/callback-store';
import type { Roster } from '../../ports/roster-store';
import { gatherKnowledge, type Gathered, type RoutingAsked, type RoutingDeps } from './gather-knowledge';
import { promiseIfBest } from './keep-share';
import { orUnknown } from './or-unknown';
import { isCapped } from './steps-asked';

/** A callback that an agent is to be asked for. */
interface Asking {
  readonly callback: CallbackKey & Pick<DialInFlight, 'id' | 'origin'>;
  readonly plannedId: string;
  readonly openIds: readonly string[];
}

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
  for (const [index, { entry }] of dials.entries()) {
    const plannedId = chosen[index]?.agentIds[0];
    if (plannedId === undefined) continue;
    const asking = { callback: entry, plannedId, openIds: openToAsk(chosen, index) };
    const agentId = await chosenFor(deps, asking, roster);
    chosen = askedInstead(chosen, index, agentId) ?? chosen;
  }
  return chosen;
}

/** The same for callers whose telephones ring already and for whom nobody is kept: no agent is asked for two of them. */
export async function chooseForTasks(
  deps: RoutingDeps,
  tasks: readonly PlannedTask[],
  flights: readonly Asking['callback'][],
  roster: Roster,
): Promise<readonly PlannedTask[]> {
  const chosen: PlannedTask[] = [];
  for (const task of tasks) {
    const callback = flights.find(({ id }) => id === task.id);
    const [plannedId] = task.agentIds;
    const takenIds = chosen.flatMap(({ agentIds }) => agentIds);
    const openIds = task.openIds.filter((agentId) => !takenIds.includes(agentId));
    const isKnown = callback !== undefined && plannedId !== undefined;
    const agentIds = isKnown ? [await chosenFor(deps, { callback, plannedId, openIds }, roster)] : task.agentIds;
    chosen.push({ ...task, agentIds });
  }
  return chosen;
}

async function chosenFor(deps: RoutingDeps, asking: Asking, roster: Roster): Promise<string> {
  return (await orUnknown(deps, 'agent to ask', () => firstByPolicy(deps, asking, roster))) ?? asking.plannedId;
}

/** Undefined: the policy has no word in it. */
async function firstByPolicy(
  deps: RoutingDeps,
  { callback: { id, number, queue: name, origin }, plannedId, openIds }: Asking,
  roster: Roster,
): Promise<string | undefined> {
  const queue = queueByName(deps.policy, name);
  const policy = queue?.routing[origin] ?? [];
  // Nobody is there to choose from, and nobody counts who it will be.
  if (queue === undefined || policy.length === 0 || (openIds.length < 2 && !isCapped(policy))) return undefined;
  const callback = (await deps.store.callbacks.get({ number, queue: name }))?.value;
  if (callback?.id !== id) return undefined;
  const asked: RoutingAsked = {
    queue,
    caller: origin,
    number: callback.cli,
    callback: { callbackId: id, attempt: attemptInProgress(callback) },
    roster,
    // The plan leaves open nobody who is.
    keptAgentIds: [],
  };
  const gathered = await gatherKnowledge(deps, asked);
  if (gathered === undefined) return undefined;
  const among = onlyOpen(gathered, openIds);
  const agentId = firstNamed(among) ?? plannedId;
  await promiseIfBest(deps, asked, among, [{ admits: { kind: 'agents', agentIds: [agentId] } }]);
  return agentId;
}

/**
 * Whoever is open by the plan will be as good as free when the caller is ready, and nobody else is to be counted on; nor is
 * one whom a caller has just been sent to, of which the plan does not know.
 */
function onlyOpen({ knowledge, presence, ...rest }: Gathered, openIds: readonly string[]): Gathered {
  const { claimedIds } = presence;
  const agents = knowledge.agents.map(({ idleSinceMs = Number.POSITIVE_INFINITY, ...agent }) => ({
    ...agent,
    idleSinceMs,
    isExpectedFree: openIds.includes(agent.agentId) && !claimedIds.includes(agent.agentId),
    isFreeWithinStep: false,
  }));
  return { ...rest, presence, knowledge: { ...knowledge, agents } };
}

function firstNamed({ policy, knowledge }: Gathered): string | undefined {
  return rankAgents(policy, knowledge).flatMap((step) => agentsOfStep(step, knowledge.agents))[0];
}
