import type { PlanInput } from '../../../../../lib/core/dispatch/plan';
import { viewPool } from '../../../../../lib/core/dispatch/pool-view';
import type { QueueRules } from '../../../../../lib/core/dispatch/queue-rules';
import type { SeenAgent } from '../../../../../lib/core/dispatch/seen-agents';
import {
  addPickUp,
  addReadyEnd,
  addRingToReady,
  type PickUp,
  type PoolStatistics,
  type RingToReady,
} from '../../../../../lib/core/wait/pool-statistics';
import type { AgentReading } from '../../../../../lib/core/dispatch/expected-agents';
import type { Holders } from '../../../../../lib/core/dispatch/holders';
import { createAgentLog, type AgentLog } from '../../agent-log';
import { QUEUE_ID, type DeskDeps } from '../../desk';

/** What a pool has learned, from one day to the next. */
export interface PoolMemory {
  statistics: PoolStatistics;
}

/** What the dispatcher knows, as late as in Connect: metrics lag, events come soon after. */
export interface Knowledge {
  readonly log: AgentLog;
  readonly see: (agentId: string, state: SeenAgent['state'], sinceMs: number) => void;
  readonly isIdle: (agentId: string | undefined) => boolean;
  readonly holds: (contactId: string, sinceMs: number) => void;
  readonly holdsNoMore: (contactId: string) => void;
  readonly pickedUp: (pickUp: PickUp) => void;
  readonly wasReady: (sample: RingToReady) => void;
  readonly readyLeft: (contactId: string, waitMs: number) => void;
  readonly view: (known: Pick<PlanInput, 'line'> & { readonly flights: PlanInput['inFlight'] }) => PlanInput;
}

interface Reading {
  readonly atMs: number;
  readonly asOfMs: number;
  readonly agents: readonly AgentReading[];
  readonly holders: Holders;
}

const READ_EVERY_MS = 5_000;

export function createKnowledge(deps: DeskDeps, rules: QueueRules, memory: PoolMemory): Knowledge {
  const { clock } = deps;
  const seen = new Map<string, SeenAgent>();
  const holding = new Map<string, number>();
  const log = createAgentLog(clock.nowMs);
  const queues = new Set([QUEUE_ID]);
  const byQueue = new Map([[QUEUE_ID, rules]]);
  let reading: Reading | undefined;

  function read(): Reading {
    const nowMs = clock.nowMs();
    if (reading !== undefined && nowMs - reading.atMs < READ_EVERY_MS) return reading;
    const asOfMs = nowMs - deps.between(deps.delays.metricsMs);
    const line = deps.emulator().core.centre.router.lineOf(QUEUE_ID).figures.at(asOfMs).VOICE;
    const { size: count, oldestEnqueuedAtMs = asOfMs } = line;
    const holders = { queue: QUEUE_ID, count, oldestAgeMs: asOfMs - oldestEnqueuedAtMs };
    reading = { atMs: nowMs, asOfMs, agents: log.at(asOfMs), holders };
    return reading;
  }

  return {
    log,
    see: (agentId, state, sinceMs) => {
      const known = seen.get(agentId)?.sinceMs ?? 0;
      // An agent who is free and taken in one instant is taken.
      const isNews = known < sinceMs || (known === sinceMs && state === 'on_contact');
      if (isNews) seen.set(agentId, { agentId, state, sinceMs });
    },
    isIdle: (agentId) => agentId !== undefined && seen.get(agentId)?.state === 'available',
    holds: (contactId, sinceMs) => void holding.set(contactId, sinceMs),
    holdsNoMore: (contactId) => void holding.delete(contactId),
    pickedUp: (pickUp) => {
      memory.statistics = addPickUp(memory.statistics, pickUp);
    },
    wasReady: (sample) => {
      memory.statistics = addRingToReady(memory.statistics, sample);
    },
    readyLeft: (contactId, waitMs) => {
      memory.statistics = addReadyEnd(memory.statistics, contactId, { waitMs, isLost: true });
    },
    view: ({ line, flights }) => {
      const { atMs, asOfMs, agents, holders } = read();
      return viewPool({
        nowMs: clock.nowMs(),
        readAtMs: atMs,
        holdersAsOfMs: asOfMs,
        queues,
        agents,
        holders: [{ ...holders, sinceMs: [...holding.values()] }],
        seen: [...seen.values()],
        statistics: memory.statistics,
        flights,
        line,
        rules: byQueue,
      });
    },
  };
}
