import type { Holders } from '../../core/dispatch/holders';
import type { LineEntry, PlanInput } from '../../core/dispatch/plan';
import { viewPool } from '../../core/dispatch/pool-view';
import type { QueueRules } from '../../core/dispatch/queue-rules';
import { openedTodayMs } from '../../core/hours';
import type { Policy, QueuePolicy } from '../../core/policy/policy';
import { emptyPoolStatistics, type PoolStatistics } from '../../core/wait/pool-statistics';
import type { CapacityReading } from '../../ports/capacity';
import type { FlightProposal } from '../../ports/callback-store';
import type { Deps } from '../deps';

type PoolDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/** Whoever holds behind so many others is behind every callback that a pass could dial. */
const HOLDERS_READ_MAX = 300;

/** An entry that contradicts Connect by more than this was left behind by an event that never came. */
const SLACK_MS = 2_000;

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
  const { reading, flights, line } = known;
  const policies = deps.policy.queues.filter((queue) => pools.includes(queue.pool));
  const seen = (await Promise.all(pools.map(deps.store.pools.sightings))).flat();
  const statistics = mergeStatistics(await Promise.all(pools.map((pool) => statisticsOf(deps, pool))));
  const { readAtMs, holdersAsOfMs, agents } = reading;
  const holders = await Promise.all(policies.map(({ name }) => holdersOf(deps, name, reading)));
  return viewPool({
    nowMs: deps.clock.nowMs(),
    readAtMs,
    holdersAsOfMs,
    queues: new Set(policies.map((queue) => queue.name)),
    agents,
    holders,
    seen,
    statistics,
    flights,
    line,
    rules: new Map(policies.map((queue) => [queue.name, rulesNow(deps.policy, queue, deps.clock.nowMs())])),
  });
}

/** The figures of Connect, and beside them everybody of whom events have told. */
async function holdersOf({ store }: PoolDeps, queue: string, reading: CapacityReading): Promise<Holders> {
  const { holders, holdersAsOfMs } = reading;
  const figures = holders.find((one) => one.queue === queue) ?? { queue, count: 0, oldestAgeMs: 0 };
  const fromMs = holdersAsOfMs - figures.oldestAgeMs - SLACK_MS;
  const told = await store.pools.holding(queue, HOLDERS_READ_MAX, fromMs);
  return { ...figures, sinceMs: told.map((holder) => holder.sinceMs) };
}

/** What the policy says of a queue, as the plan needs it. */
export function rulesOf(policy: Policy, queue: QueuePolicy): QueueRules {
  const { weight, maxInFlight, keptForHolders, classes, mode = policy.dispatch.mode } = queue;
  const { isReservedOn } = policy.dispatch;
  const ways = { mode, isReservedOn, hasTasks: policy.taskFlowId !== undefined };
  const modeOfLost = policy.queues.find(({ lost }) => lost.callBack?.queue === queue.name)?.lost.callBack?.mode;
  return {
    ways,
    ...(modeOfLost === undefined ? {} : { lostWays: { ...ways, mode: modeOfLost } }),
    weight,
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
    keptForHolders,
    headStartMs: Object.fromEntries(classes.map(({ name, headStartMs }) => [name, headStartMs])),
  };
}

/** The same, and since when lost calls of earlier days age. */
export function rulesNow(policy: Policy, queue: QueuePolicy, nowMs: number): QueueRules {
  // Before it opens nobody waits at all.
  return { ...rulesOf(policy, queue), openedMs: openedTodayMs(queue.hours, nowMs) ?? nowMs };
}

async function statisticsOf(deps: PoolDeps, pool: string): Promise<PoolStatistics> {
  return (await deps.store.pools.statistics(pool))?.value ?? emptyPoolStatistics;
}

function mergeStatistics(all: readonly PoolStatistics[]): PoolStatistics {
  const pickUps = all.flatMap((one) => one.pickUps).toSorted((a, b) => a.atMs - b.atMs);
  return { pickUps, ringToReady: all.flatMap((one) => one.ringToReady) };
}
