import { claimedAgents } from '../../core/routing/claimed-agents';
import { rankAgents } from '../../core/routing/rank-agents';
import type { AgentClaim } from '../../core/routing/agent-claim';
import type { RoutingStep } from '../../core/routing/routing-step';
import { likelyAgent } from '../../core/routing/step-agents';
import { gatherKnowledge, type Gathered, type RoutingAsked, type RoutingDeps } from './gather-knowledge';
import { orUnknown } from './or-unknown';

/** The contact that is to be routed. */
export interface ContactNamed extends RoutingAsked {
  readonly contactId: string;
  /** From now until it is queued, where that takes a while. */
  readonly queuedInMs?: number;
}

/** The steps of a contact, what they were decided by, and on whom it counts. */
export interface Decided {
  readonly steps: readonly RoutingStep[];
  readonly gathered: Gathered;
  /** Absent where it could not be kept. */
  readonly claim?: AgentClaim;
}

/** Callers who come in the same instant are told apart by then; whoever is not goes to anybody. */
const ROUNDS_MAX = 3;

const CLAIMED_WITHIN_MS = 600;

/**
 * Which agents are to have a caller at first, by the queue's policy and all that is known now, and claims the one who would
 * get it, so that the next caller is not sent after that one. Undefined where the policy names nobody, where nobody whom it
 * names is free, and where that cannot be known: anybody may have the caller. Never throws.
 */
export async function stepsFor(deps: RoutingDeps, contact: ContactNamed): Promise<Decided | undefined> {
  const gathered = await gatherKnowledge(deps, contact);
  const steps = gathered === undefined ? [] : rankAgents(gathered.policy, gathered.knowledge);
  if (gathered === undefined || steps.length === 0) return undefined;
  const decided = await orUnknown(deps, 'claim', () =>
    deps.clock.within(CLAIMED_WITHIN_MS, () => claimFirst(deps, contact, gathered)),
  );
  // What cannot be claimed may still be set: at worst two callers wait for the same agent, no longer than their steps last.
  if (decided === undefined) return { steps, gathered };
  return decided.steps.length === 0 ? undefined : decided;
}

/** Decides anew, with one agent fewer, as long as somebody else was quicker. */
async function claimFirst(
  deps: RoutingDeps,
  { contactId, queue, queuedInMs = 0 }: ContactNamed,
  first: Gathered,
): Promise<Decided> {
  const { pools } = deps.store;
  let gathered = first;
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const { policy, knowledge, presence } = gathered;
    const steps = rankAgents(policy, knowledge);
    const agentId = likelyAgent(steps, knowledge.agents);
    if (agentId === undefined) return { steps: [], gathered };
    const atMs = deps.clock.nowMs();
    const claim = { agentId, contactId, atMs, untilMs: atMs + (steps[0]?.forMs ?? 0) + queuedInMs };
    const outcome = await pools.claim(queue.pool, claim, presence.seenAtMs.get(agentId) ?? 0);
    if (outcome === 'claimed') return { steps, gathered, claim };
    if (round === ROUNDS_MAX) break;
    const others = claimedAgents(await pools.claims(queue.pool), presence.seenAtMs, { contactId, nowMs: atMs });
    gathered = without(gathered, [agentId, ...others]);
  }
  return { steps: [], gathered };
}

function without({ knowledge, ...rest }: Gathered, takenIds: readonly string[]): Gathered {
  const agents = knowledge.agents.map((agent) =>
    takenIds.includes(agent.agentId) ? { ...agent, isExpectedFree: false, isFreeWithinStep: false } : agent,
  );
  return { ...rest, knowledge: { ...knowledge, agents } };
}
