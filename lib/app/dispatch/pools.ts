import { outlookOf, type AgentReading, type PoolTimes } from '../../core/dispatch/expected-agents';
import type { Holders } from '../../core/dispatch/holders';
import type { LineEntry, PlanInput } from '../../core/dispatch/plan';
import { emptyPoolStatistics, meanTowards, type PoolStatistics } from '../../core/wait/pool-statistics';
import type { CapacityReading } from '../../ports/capacity';
import type { FlightProposal } from '../../ports/callback-store';
import type { AgentSighting } from '../../ports/pool-store';
import type { Deps } from '../deps';

type PoolDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/** Until a pool has been measured: figures of a large centre for talk, and what tests of ringing phones show. */
const priors: PoolTimes = { talkMs: 300_000, afterContactWorkMs: 20_000, ringToReadyMs: 18_000 };

/** What one pass knows of pools that share agents, ready for the plan. Reads grow with pools, never with callbacks. */
export async function planInputFor(
  deps: PoolDeps,
  pools: readonly string[],
  known: {
    readonly reading: CapacityReading;
    readonly flights: readonly FlightProposal[];
    readonly line: readonly LineEntry[];
  },
): Promise<PlanInput> {
  const nowMs = deps.clock.nowMs();
  const queues = new Set(deps.policy.queues.filter((queue) => pools.includes(queue.pool)).map((queue) => queue.name));
  const sightings = (await Promise.all(pools.map(deps.store.pools.sightings))).flat();
  const statistics = mergeStatistics(await Promise.all(pools.map((pool) => statisticsOf(deps, pool))));
  const times = timesOf(statistics);
  const inFlight = known.flights.filter((flight) => queues.has(flight.queue));
  const agents = known.reading.agents.filter(
    (agent) => agent.state !== 'unavailable' && agent.queues.some((queue) => queues.has(queue)),
  );
  return {
    nowMs,
    agents: withSightings(agents, sightings, known.reading.readAtMs).map((agent) => outlookOf(agent, times, nowMs)),
    holders: known.reading.holders.filter((one) => queues.has(one.queue)).map((one) => lessOurOwn(one, inFlight)),
    inFlight,
    line: known.line,
    pickUps: statistics.pickUps,
  };
}

async function statisticsOf(deps: PoolDeps, pool: string): Promise<PoolStatistics> {
  return (await deps.store.pools.statistics(pool))?.value ?? emptyPoolStatistics;
}

function mergeStatistics(all: readonly PoolStatistics[]): PoolStatistics {
  const pickUps = all.flatMap((one) => one.pickUps).toSorted((a, b) => a.atMs - b.atMs);
  return { pickUps, ringToReady: all.flatMap((one) => one.ringToReady) };
}

/** How long things take in a pool, as measured, drawn towards the priors. */
export function timesOf(statistics: PoolStatistics): PoolTimes {
  const defined = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
  return {
    talkMs: Math.max(1000, meanTowards(priors.talkMs, defined(statistics.pickUps.map((one) => one.talkMs)))),
    afterContactWorkMs: meanTowards(
      priors.afterContactWorkMs,
      defined(statistics.pickUps.map((one) => one.afterContactWorkMs)),
    ),
    ringToReadyMs: meanTowards(
      priors.ringToReadyMs,
      statistics.ringToReady.map((one) => one.ms),
    ),
  };
}

/** A reading may be this old when it arrives; what an event showed before that is no news. */
const READING_LAG_MS = 10_000;

/** Connect's reading is seconds old; what an event showed since then is newer. */
function withSightings(
  agents: readonly AgentReading[],
  sightings: readonly AgentSighting[],
  readAtMs: number,
): readonly AgentReading[] {
  // Seen in several pools, the newest sighting counts.
  const inOrder = sightings.toSorted((a, b) => a.sinceMs - b.sinceMs);
  const byAgent = new Map(inOrder.map((sighting) => [sighting.agentId, sighting]));
  return agents.map((agent) => {
    const seen = byAgent.get(agent.agentId);
    if (seen === undefined) return agent;
    // An available agent's reading tells no more than the sign-in, so the age of the reading decides.
    const isNews = seen.sinceMs > agent.sinceMs && seen.sinceMs > readAtMs - READING_LAG_MS;
    return isNews ? { ...agent, state: seen.state, sinceMs: seen.sinceMs } : agent;
  });
}

/** Our own answered callers stand in Connect's queue too; they are counted as dials in flight already. */
function lessOurOwn(holders: Holders, inFlight: readonly FlightProposal[]): Holders {
  const ours = inFlight.filter((flight) => flight.state === 'answered' && flight.queue === holders.queue).length;
  return { ...holders, count: Math.max(0, holders.count - ours) };
}
