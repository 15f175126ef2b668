import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import { policyHoursOnly } from '../../../lib/ports/effective-hours';
import { createPretendTasks, type PretendTasks } from './tasks';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { createSeededIds } from '../../../lib/adapters/system/ids';
import type { Deps } from '../../../lib/app/deps';
import type { Callback } from '../../../lib/core/callback/callback';
import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import type { Holders } from '../../../lib/core/dispatch/holders';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { createRng } from '../../../lib/core/rng';
import type { CallbackKey } from '../../../lib/ports/callback-store';
import type { JournalEntry } from '../../../lib/ports/journal';
import type { Store } from '../../../lib/ports/store';
import { noonMs } from './callbacks';
import { createPretendConnect, type PretendConnect } from './connect';
import { createManualClock, type ManualClock } from './manual-clock';
import { policyOf } from './policies';

/** Everything the use cases stand on, with what a test needs to steer and to look at. */
export interface World extends Deps {
  readonly clock: ManualClock;
  readonly connect: PretendConnect;
  readonly tasks: PretendTasks;
  readonly notes: readonly JournalEntry[];
  readonly woken: readonly string[];
  /** How often capacity was read. */
  readonly reads: () => number;
  readonly staff: (agents: readonly AgentReading[] | undefined, holders?: readonly Holders[]) => void;
  /** Stores callbacks as they are, beside the use cases. */
  readonly keep: (...callbacks: readonly Callback[]) => Promise<void>;
  readonly current: (key: CallbackKey) => Promise<Callback | undefined>;
}

/** An agent of both queues, free since long ago. */
function agent(changes: Partial<AgentReading> = {}): AgentReading {
  return { agentId: 'agent-1', queues: ['support', 'billing'], state: 'available', sinceMs: 0, ...changes };
}

export function agents(count: number, changes: Partial<AgentReading> = {}): readonly AgentReading[] {
  return Array.from({ length: count }, (_, index) => agent({ agentId: `agent-${index + 1}`, ...changes }));
}

export interface WorldOptions {
  readonly config?: Partial<HoldfreeConfig>;
  readonly wrapStore?: (store: Store) => Store;
  readonly nowMs?: number;
}

/** A small world: a store in memory, a pretended Connect, one free agent, noon on a Monday. */
export function createWorld(options: WorldOptions = {}): World {
  const clock = createManualClock(options.nowMs ?? noonMs);
  const connect = createPretendConnect(clock.nowMs);
  const memory = createMemoryStore();
  const store = options.wrapStore?.(memory) ?? memory;
  const notes: JournalEntry[] = [];
  const woken: string[] = [];
  const tasks = createPretendTasks();
  let reads = 0;
  let present: readonly AgentReading[] | undefined = [agent()];
  let holding: readonly Holders[] = [];
  return {
    store,
    dialer: connect.dialer,
    contacts: connect.contacts,
    capacity: {
      read: async () => {
        reads += 1;
        return present === undefined
          ? undefined
          : { readAtMs: clock.nowMs(), holdersAsOfMs: clock.nowMs(), holders: holding, agents: present };
      },
      holders: async () => (present === undefined ? undefined : holding),
    },
    tasks,
    effectiveHours: policyHoursOnly,
    directory: noDirectory,
    wakes: { wake: async (reason) => void woken.push(reason) },
    journal: { note: (entry) => void notes.push(entry) },
    clock,
    ids: createSeededIds(createRng(1)),
    policy: policyOf(options.config),
    connect,
    notes,
    woken,
    reads: () => reads,
    staff: (agentsNow, holders = []) => {
      present = agentsNow;
      holding = holders;
    },
    keep: async (...callbacks) => {
      for (const callback of callbacks) {
        const outcome = await memory.callbacks.register(callback, 0);
        if (outcome !== 'stored') throw new Error(`${callback.id} meets another callback under its key`);
      }
    },
    current: async (key) => (await memory.callbacks.get(key))?.value,
  };
}
