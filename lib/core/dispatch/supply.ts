import { completionWithin, type AgentOutlook } from './expected-agents';
import { holdersBefore } from './holders';
import { completionsToCountOn } from './poisson';
import type { DialInFlight, PlanInput } from './plan';
import { standingAmongHolders } from './queue-rules';
import { wayFor, type Way, type WaysAllowed } from './ways';

/** An agent to be counted on; `isSpare` is one who is kept for a caller who does not answer, as it seems. */
export type Expected = AgentOutlook & { readonly isSpare?: boolean };

/** The agents who serve one queue, and how much each other queue competes for them. */
export interface QueueSupply {
  readonly signedIn: number;
  readonly way: Way;
  /** From dialing to the caller being ready. */
  readonly leadMs: number;
  /** Those who may be counted on and whom nobody waits for: the free ones, then by when they will be free. */
  readonly expected: readonly Expected[];
  /** Completions of those who talk that may be counted on beside them. */
  readonly completions: number;
  readonly shareOf: (queue: string) => number;
}

/**
 * How likely completions must be to be counted on: counting on less likely ones makes ready callers wait and leave, and the
 * rule for overtaken heads makes up for what this misses.
 */
const CONFIDENCE = 0.5;

/** With nobody kept for them, callers are dialed so much later: once ready they are taken by whoever is free first. */
const UNRESERVED_MS = 2_500;

/** In after-contact work an agent is asked this long before the caller is rung: no call can take that agent meanwhile. */
const ASKED_EARLY_MS = 8_000;

/** Of those who answer at all nearly all have answered by then, in mean times of ringing. */
const UNANSWERED_AFTER = 1.75;

/** Of a queue that no policy knows. */
const customerFirst: WaysAllowed = { mode: 'customer-first', isReservedOn: false, hasTasks: false };

/** For callbacks of that queue and origin, which may be called in a way of their own. */
export function supplyFor({ queue, origin }: Pick<DialInFlight, 'queue' | 'origin'>, input: PlanInput): QueueSupply {
  const { agents, times, inFlight, rules } = input;
  const serving = agents.filter((agent) => agent.queues.includes(queue));
  const known = rules.get(queue);
  const ways = (origin === 'lost' ? known?.lostWays : undefined) ?? known?.ways ?? customerFirst;
  const isAnybodyAsked = serving.some((agent) => agent.takesTasks !== false);
  const way = wayFor({ ...ways, hasTasks: ways.hasTasks && isAnybodyAsked }, serving.length, times);
  const leadMs = times.ringToReadyMs + times.leadOffsetMs - (way === 'customer-first' ? UNRESERVED_MS : 0);
  const withinMs = way === 'customer-first' ? leadMs : leadMs + ASKED_EARLY_MS;
  const kept = new Set(inFlight.flatMap(keptAgents));
  const open = serving.filter((agent) => !kept.has(agent.agentId));
  const due = open.filter((agent) => agent.freeInMs !== undefined && agent.freeInMs <= withinMs);
  const talking = open.filter((agent) => agent.isTalking).length;
  return {
    signedIn: serving.length,
    way,
    leadMs,
    expected: [...due, ...spareAgents(serving, input)].toSorted(bySoonest),
    completions: completionsToCountOn(talking * completionWithin(leadMs, times), CONFIDENCE),
    shareOf: sharesWith(queue, agents),
  };
}

/** How many of those who hold come before one of the queue's callbacks, as far as they need the same agents. */
export function holdersAhead(
  one: Pick<DialInFlight, 'queue' | 'class' | 'placeMs' | 'origin'>,
  { shareOf }: QueueSupply,
  { holders, rules, nowMs }: PlanInput,
): number {
  const standing = standingAmongHolders(one, rules.get(one.queue));
  return holders.reduce((sum, of) => sum + holdersBefore(of, standing, nowMs) * shareOf(of.queue), 0);
}

/** Who is kept for a dial, or asked to be. */
export function keptAgents({ task }: DialInFlight): readonly string[] {
  if (task === undefined) return [];
  return task.agentId === undefined ? task.agentIds : [task.agentId];
}

/** Rings for so long that an answer has become unlikely. */
export function isUnanswered(dial: DialInFlight, { nowMs, times }: PlanInput): boolean {
  const { state, startedAtMs, pickedUpAtMs } = dial;
  return state === 'dialing' && pickedUpAtMs === undefined && nowMs - startedAtMs > UNANSWERED_AFTER * times.ringMs;
}

/** About four in five requested callbacks are answered; of those who have rung for long, few still are. */
const ANSWERED = 0.75;
const ANSWERED_LATE = 0.2;
const LATE_AFTER = 1.4;

/** How likely a dial that still rings will be answered. */
export function answerChance({ startedAtMs }: DialInFlight, { nowMs, times }: PlanInput): number {
  return nowMs - startedAtMs > LATE_AFTER * times.ringMs ? ANSWERED_LATE : ANSWERED;
}

/** Agents who have accepted, and whose callers all do not answer; who is asked for another already is not asked again. */
function spareAgents(serving: readonly AgentOutlook[], input: PlanInput): readonly Expected[] {
  return serving
    .filter(({ agentId }) => {
      const dials = input.inFlight.filter((dial) => keptAgents(dial).includes(agentId));
      const hasAccepted = dials.some((dial) => dial.task?.agentId === agentId);
      return hasAccepted && dials.every((dial) => isUnanswered(dial, input));
    })
    .map((agent) => ({ ...agent, freeInMs: 0, isFree: false, isSpare: true }));
}

function bySoonest(a: Expected, b: Expected): number {
  if (a.isFree !== b.isFree) return a.isFree ? -1 : 1;
  const difference = (a.freeInMs ?? 0) - (b.freeInMs ?? 0);
  if (difference !== 0 || a.agentId === b.agentId) return difference;
  return a.agentId < b.agentId ? -1 : 1;
}

/** Of the agents of another queue, the part who serve this one too. */
function sharesWith(queue: string, agents: readonly AgentOutlook[]): (other: string) => number {
  const shares = new Map<string, number>([[queue, 1]]);
  return (other) => {
    const known = shares.get(other);
    if (known !== undefined) return known;
    const able = agents.filter((agent) => agent.queues.includes(other));
    const shared = able.filter((agent) => agent.queues.includes(queue)).length;
    const share = able.length === 0 ? 0 : shared / able.length;
    shares.set(other, share);
    return share;
  };
}
