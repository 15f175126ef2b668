import type { AgentReading } from '../../core/dispatch/expected-agents';
import { timesOf } from '../../core/dispatch/pool-times';
import { newestSeen } from '../../core/dispatch/seen-agents';
import { keptAgents } from '../../core/dispatch/supply';
import type { QueuePolicy } from '../../core/policy/policy';
import { claimedAgents } from '../../core/routing/claimed-agents';
import { presentAgents } from '../../core/routing/present-agents';
import type { PresentAgent } from '../../core/routing/routing-knowledge';
import { emptyPoolStatistics } from '../../core/wait/pool-statistics';
import type { Roster } from '../../ports/roster-store';
import type { Deps } from '../deps';

type PresentDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/** Older rosters name agents who have long gone home, and a caller would wait for them. */
const TRUSTED_MS = 45_000;

/** What the one who asks knows already. */
export interface PresenceKnown {
  /** A reading that is fresher than the stored one. */
  readonly roster?: Roster;
  /** Who is kept for others; absent: read, but for the agent of this callback. */
  readonly keptAgentIds?: readonly string[];
  readonly callbackId?: string;
  /** The contact that agents are looked for; absent: none is there yet. */
  readonly contactId?: string;
}

/** Who is there, and what a claim on one of them goes by. */
export interface Presence {
  readonly agents: readonly PresentAgent[];
  /** When an event showed an agent last; absent: never. */
  readonly seenAtMs: ReadonlyMap<string, number>;
  /** Agents who have just been named for other contacts. */
  readonly claimedIds: readonly string[];
}

/**
 * Who serves a queue and who of them is expected free, by the newest reading and what events have shown since; undefined
 * where no reading is fresh enough. Throws where the store does not answer: half of it would be a guess.
 */
export async function whoIsPresent(
  deps: PresentDeps,
  queue: QueuePolicy,
  known: PresenceKnown,
): Promise<Presence | undefined> {
  const { pools, roster: rosters } = deps.store;
  const [reading, ofPool, claimsOfPool, statistics, keptAgentIds] = await Promise.all([
    known.roster ?? rosters.get(),
    pools.sightings(queue.pool),
    pools.claims(queue.pool),
    pools.statistics(queue.pool),
    known.keptAgentIds ?? keptForOthers(deps, known.callbackId),
  ]);
  const nowMs = deps.clock.nowMs();
  if (reading === undefined || reading.readAtMs < nowMs - TRUSTED_MS) return undefined;
  const { agents, readAtMs } = reading;
  const others = otherPools(deps, queue, agents);
  const [seenElsewhere, claimsElsewhere] = await Promise.all([
    Promise.all(others.map(pools.sightings)),
    Promise.all(others.map(pools.claims)),
  ]);
  const seen = [...ofPool, ...seenElsewhere.flat()];
  const seenAtMs = new Map([...newestSeen(seen)].map(([agentId, { sinceMs }]) => [agentId, sinceMs]));
  const claims = [...claimsOfPool, ...claimsElsewhere.flat()];
  const claimedIds = claimedAgents(claims, seenAtMs, { contactId: known.contactId, nowMs });
  const present = presentAgents({
    agents,
    seen,
    readAtMs,
    times: timesOf(statistics?.value ?? emptyPoolStatistics),
    queue: queue.name,
    nowMs,
    keptAgentIds: [...keptAgentIds, ...claimedIds],
  });
  return { agents: present, seenAtMs, claimedIds };
}

/** In what other pools the agents of a queue may have been seen since. */
function otherPools({ policy }: PresentDeps, { name, pool }: QueuePolicy, agents: readonly AgentReading[]): string[] {
  const served = new Set(agents.filter(({ queues }) => queues.includes(name)).flatMap(({ queues }) => queues));
  const others = policy.queues.filter((other) => other.pool !== pool && served.has(other.name));
  return [...new Set(others.map((other) => other.pool))];
}

/** A reading tells of nobody who has just been asked, or given a call by name. */
async function keptForOthers(
  { store }: Pick<PresentDeps, 'store'>,
  callbackId: string | undefined,
): Promise<readonly string[]> {
  const others = (await store.callbacks.inFlight()).filter(({ id }) => id !== callbackId);
  return others.flatMap((flight) => {
    const { given } = flight;
    return [...keptAgents(flight), ...(given === undefined ? [] : [given.agentId])];
  });
}
