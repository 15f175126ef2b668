import type { AgentReading, PoolTimes } from '../dispatch/expected-agents';
import { newestSeen, withSeen, type SeenAgent } from '../dispatch/seen-agents';
import type { PresentAgent } from './routing-knowledge';

/** After-contact work that ends within this is waited for: the caller is on the line. */
const SOON_MS = 10_000;

/** And within this, as long as a step lasts of which nothing is written, where the caller is to wait in any case. */
const WITHIN_STEP_MS = 30_000;

/** Of work that lasts so much longer than most nobody can say when it ends. */
const OVERDUE_MS = 10_000;

/** What is known of the agents of a queue, as it came. */
export interface PresentSources {
  readonly agents: readonly AgentReading[];
  readonly seen: readonly SeenAgent[];
  /** When the reading was asked for. */
  readonly readAtMs: number;
  readonly times: PoolTimes;
  /** The name of the queue. */
  readonly queue: string;
  readonly nowMs: number;
  /** Agents who are kept for other callers, or have just been named for one. */
  readonly keptAgentIds: readonly string[];
}

/**
 * Who is signed in and serves the queue, and who of them is expected to be free for a caller who is there now: free, or in
 * after-contact work that ends soon by the pool's mean; and kept for nobody else.
 */
export function presentAgents(sources: PresentSources): readonly PresentAgent[] {
  const { agents, seen, readAtMs, queue, keptAgentIds } = sources;
  const lastSeen = newestSeen(seen);
  const kept = new Set(keptAgentIds);
  const serving = agents.filter((agent) => agent.state !== 'unavailable' && agent.queues.includes(queue));
  return withSeen(serving, seen, readAtMs).map((agent) => {
    const { agentId, proficiencies, state } = agent;
    const isFree = state === 'available';
    return {
      agentId,
      isExpectedFree: (isFree || isFreeWithin(SOON_MS, agent, sources)) && !kept.has(agentId),
      ...(isFreeWithin(WITHIN_STEP_MS, agent, sources) && !kept.has(agentId) ? { isFreeWithinStep: true } : {}),
      ...(isFree ? { idleSinceMs: idleSinceMs(agent, lastSeen.get(agentId)) } : {}),
      ...(proficiencies === undefined ? {} : { proficiencies }),
    };
  });
}

function isFreeWithin(ms: number, { state, sinceMs }: AgentReading, { times, nowMs }: PresentSources): boolean {
  if (state !== 'after_contact_work') return false;
  const leftMs = sinceMs + times.afterContactWorkMs - nowMs;
  return leftMs <= ms && leftMs >= -OVERDUE_MS;
}

/** Connect tells of an available agent since when the agent is signed in; whatever was seen later was no idling before. */
function idleSinceMs({ sinceMs }: AgentReading, seen: SeenAgent | undefined): number {
  return Math.max(sinceMs, seen?.sinceMs ?? sinceMs);
}
