import type { PickUp, PoolStatistics } from '../wait/pool-statistics';
import { outlookOf, type AgentReading } from './expected-agents';
import type { Holders } from './holders';
import type { DialInFlight, LineEntry, PlanInput } from './plan';
import { timesOf } from './pool-times';
import type { QueueRules } from './queue-rules';
import { withSeen, type SeenAgent } from './seen-agents';

/** All that is known of a pool at the moment of a pass, as it came. */
export interface PoolSources {
  readonly nowMs: number;
  /** When agents were asked for; what came back is some seconds older. */
  readonly readAtMs: number;
  /** The instant that the figures of holders are of. */
  readonly holdersAsOfMs: number;
  /** Names of the pool's queues. */
  readonly queues: ReadonlySet<string>;
  readonly agents: readonly AgentReading[];
  readonly holders: readonly Holders[];
  readonly seen: readonly SeenAgent[];
  readonly statistics: PoolStatistics;
  readonly flights: readonly DialInFlight[];
  readonly line: readonly LineEntry[];
  readonly rules: ReadonlyMap<string, QueueRules>;
}

/** Puts late readings and fresher events together into what a plan goes by. */
export function viewPool(sources: PoolSources): PlanInput {
  const { nowMs, readAtMs, queues, statistics, line, rules } = sources;
  const times = timesOf(statistics);
  const inFlight = sources.flights.filter((flight) => queues.has(flight.queue));
  const agents = sources.agents.filter(
    (agent) => agent.state !== 'unavailable' && agent.queues.some((queue) => queues.has(queue)),
  );
  return {
    nowMs,
    agents: withSeen(agents, sources.seen, readAtMs).map((agent) => outlookOf(agent, times, nowMs)),
    times,
    rules,
    holders: sources.holders.filter((one) => queues.has(one.queue)).map((one) => holdersNow(one, inFlight, sources)),
    inFlight,
    line,
    pickUps: statistics.pickUps,
  };
}

/** An event may come so much later than the change that it tells of. */
const SLACK_MS = 2_000;

/** So many more in Connect's figures than events have told of mean that events do not come. */
const MISSING_MIN = 3;

const LATELY_MS = 300_000;

/**
 * Those of whom events have told, less any that Connect's figures contradict: nobody holds for longer than its oldest
 * contact. Whoever the figures count beyond them, events lost or from before a deployment, is known by number only.
 */
function holdersNow(figures: Holders, inFlight: readonly DialInFlight[], sources: PoolSources): Holders {
  const { queue, count, oldestAgeMs, sinceMs = [] } = figures;
  const { holdersAsOfMs, nowMs } = sources;
  const oldestMs = count === 0 ? holdersAsOfMs : holdersAsOfMs - oldestAgeMs - SLACK_MS;
  const told = sinceMs.filter((atMs) => atMs > holdersAsOfMs || atMs >= oldestMs);
  const toldThen = told.filter((atMs) => atMs <= holdersAsOfMs).length;
  // Our own ready callers stand in Connect's queue too; they are counted as dials in flight already.
  const ours = inFlight.filter((dial) => dial.queue === queue && (dial.readyAtMs ?? nowMs) <= holdersAsOfMs).length;
  const gone = pickedUpSince(queue, sources);
  const missing = Math.max(0, count - toldThen - ours - gone.length);
  // Where events come, one or two whom they do not tell of have just hung up: of that no figure tells yet.
  const isSilent = told.length === 0 && !sources.statistics.pickUps.some((one) => isLately(one, queue, nowMs));
  const untold = isSilent || (missing >= MISSING_MIN && missing > toldThen) ? missing : 0;
  const holdersGone = gone.filter((one) => !one.isCallback).map((one) => one.placeMs);
  const ageMs = nowMs - Math.max(holdersAsOfMs - oldestAgeMs, ...holdersGone);
  return { queue, count: told.length + untold, oldestAgeMs: ageMs, sinceMs: told };
}

/** Who was picked up lately shows that events of the queue come. */
function isLately(pickUp: PickUp, queue: string, nowMs: number): boolean {
  return (pickUp.queue ?? queue) === queue && pickUp.atMs > nowMs - LATELY_MS;
}

/** Callers whom the figures still count and who have reached an agent since. */
function pickedUpSince(queue: string, { statistics, holdersAsOfMs }: PoolSources): readonly PickUp[] {
  return statistics.pickUps.filter(
    (one) => (one.queue ?? queue) === queue && one.atMs > holdersAsOfMs && one.readySinceMs <= holdersAsOfMs,
  );
}
