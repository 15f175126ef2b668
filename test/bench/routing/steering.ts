import { bestPresent } from '../../../lib/core/routing/by-fcr';
import type { AgentClaim } from '../../../lib/core/routing/agent-claim';
import { addToTally } from '../../../lib/core/routing/add-to-tally';
import type { AgentTally } from '../../../lib/core/routing/agent-tally';
import { claimedAgents } from '../../../lib/core/routing/claimed-agents';
import { namesTheBest } from '../../../lib/core/routing/names-the-best';
import { presentAgents } from '../../../lib/core/routing/present-agents';
import { rankAgents } from '../../../lib/core/routing/rank-agents';
import type { PresentAgent, RoutingKnowledge } from '../../../lib/core/routing/routing-knowledge';
import type { RoutingStep } from '../../../lib/core/routing/routing-step';
import { countShares, type SharesNoted } from '../../../lib/core/routing/share-count';
import { likelyAgent } from '../../../lib/core/routing/step-agents';
import { QUEUE, type Agents } from './agents';
import type { Learning } from './learning';
import type { Lost } from './lost-line';
import { dayOf, opensAtMs, poolTimes } from './scene';
import type { RoutingStrategy } from './strategies';

/** Where a callback was sent, and who the best were then. */
export interface Steered {
  readonly steps: readonly RoutingStep[];
  readonly best: readonly string[];
}

/** Routes callbacks by the product's own code, and keeps what that code goes by. */
export interface Steering {
  readonly steer: (lost: Lost, nowMs: number) => Steered;
  readonly taken: (lost: Lost, agentId: string) => void;
  /** A conversation of anybody's is over. */
  readonly talked: (talk: { agentId: string; contactId: string; talkMs: number; endedAtMs: number }) => void;
}

interface ClaimAsked {
  readonly steps: readonly RoutingStep[];
  readonly present: readonly PresentAgent[];
}

interface Noted {
  day: number;
  readonly promised: SharesNoted['promised'][number][];
  readonly taken: SharesNoted['taken'][number][];
}

export function createSteering(
  { policy }: RoutingStrategy,
  { agents, learning }: { readonly agents: Agents; readonly learning: Learning },
): Steering {
  const tallies = new Map<string, AgentTally>();
  const shares: Noted = { day: -1, promised: [], taken: [] };
  /** Whom the last callbacks count on; the next one is not sent after the same agent. */
  let claims: readonly AgentClaim[] = [];
  const asksLoads = policy.some(({ strategy: { kind } }) => kind === 'fewest_calls' || kind === 'least_talk_time');
  const strategy = policy.map((step) => step.strategy).find((one) => one.kind === 'best_fcr');

  function knowledgeAt(nowMs: number): RoutingKnowledge {
    const readings = agents.readings();
    const seenAtMs = new Map(readings.map(({ agentId, sinceMs }) => [agentId, sinceMs]));
    const present = presentAgents({
      agents: readings,
      seen: [],
      readAtMs: nowMs,
      times: poolTimes,
      queue: QUEUE,
      nowMs,
      keptAgentIds: claimedAgents(claims, seenAtMs, { contactId: undefined, nowMs }),
    });
    const ranking = learning.ranking();
    const today = dayName(nowMs);
    const loads = [...tallies.values()].filter(({ day }) => day === today);
    return {
      agents: present,
      loads,
      shares: countShares(shares, nowMs),
      ...(ranking === undefined ? {} : { ranking }),
    };
  }

  function claim(contactId: string, { steps, present }: ClaimAsked, nowMs: number): void {
    const agentId = likelyAgent(steps, present);
    if (agentId === undefined) return;
    const untilMs = nowMs + (steps[0]?.forMs ?? 0);
    claims = [...claims.filter((one) => one.untilMs > nowMs), { agentId, contactId, atMs: nowMs, untilMs }];
  }

  function onDay(nowMs: number): void {
    const day = dayOf(nowMs);
    if (shares.day === day) return;
    shares.day = day;
    shares.promised.length = 0;
    shares.taken.length = 0;
  }

  return {
    steer: ({ call: { id: callbackId }, attempt }, nowMs) => {
      onDay(nowMs);
      const knowledge = knowledgeAt(nowMs);
      const steps = rankAgents(policy, knowledge);
      const best = strategy === undefined ? [] : bestPresent(knowledge, strategy);
      claim(`${callbackId}#${attempt}`, { steps, present: knowledge.agents }, nowMs);
      if (namesTheBest(policy, knowledge, steps)) shares.promised.push({ callbackId, attempt, atMs: nowMs });
      return { steps, best };
    },
    taken: ({ call: { id: callbackId }, attempt }, agentId) => void shares.taken.push({ callbackId, attempt, agentId }),
    talked: ({ endedAtMs, ...talk }) => {
      if (!asksLoads) return;
      const next = addToTally(tallies.get(talk.agentId), { ...talk, day: dayName(endedAtMs) });
      if (next !== undefined) tallies.set(talk.agentId, next);
    },
  };
}

function dayName(atMs: number): string {
  return new Date(opensAtMs(dayOf(atMs))).toISOString().slice(0, 10);
}
