import type { Deps } from '../../lib/app/deps';
import { dispatchPass } from '../../lib/app/dispatch/dispatch-pass';
import { endInboundCall } from '../../lib/app/end-inbound-call';
import { identifyCaller } from '../../lib/app/identify-caller';
import { recordContactEvent } from '../../lib/app/record-contact-event';
import { registerCallback } from '../../lib/app/register-callback';
import type { Callback, DialRequest } from '../../lib/core/callback/callback';
import type { LineEntry } from '../../lib/core/dispatch/plan';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import type { CapacityReading } from '../../lib/ports/capacity';
import type { JournalEntry } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import { noonMs } from '../support/builders/callbacks';
import { queueConfig, queueOf } from '../support/builders/policies';
import { agents, createWorld, type World } from '../support/builders/world';
import type { Act, Round } from './acts';
import { playAct } from './play-act';
import { createRingingConnect, type RingingConnect } from './ringing-connect';
import { createRingingTasks, type RingingTasks } from './ringing-tasks';
import { expectTrouble, noTrouble, riskyPorts, type PortCall, type Trouble } from './risky-ports';

export const queueNames = ['support', 'billing'] as const;

/** One dial as it was sent, when, and what else rang or waited for an agent at that moment. */
export interface SentDial {
  readonly atMs: number;
  readonly request: DialRequest;
  readonly inFlight: readonly DialRequest[];
}

/** One process, with all that it read, said and did. */
export interface Process {
  readonly kind: Act['kind'];
  readonly startedAtMs: number;
  /** Every line that it saw, by queue and class. */
  readonly lines: Map<string, readonly LineEntry[]>;
  readonly notes: JournalEntry[];
  readonly dials: SentDial[];
  /** Every call that it made, but for those to the table. */
  readonly calls: PortCall[];
  /** What it ended with, when it met trouble. */
  fault: unknown;
  reading: CapacityReading | undefined;
}

/** One stored change of a callback. */
export interface Change {
  readonly before: Callback | undefined;
  readonly after: Callback;
}

/** A day on which callers, agents, events and dispatchers do as they were drawn, with a record of it. */
export interface DrawnDay {
  readonly world: World;
  readonly connect: RingingConnect;
  readonly tasks: RingingTasks;
  readonly callers: readonly string[];
  readonly processes: readonly Process[];
  readonly changes: readonly Change[];
  /** Ids of the callbacks that were promised to somebody. */
  readonly promised: Set<string>;
  /** Starts of slots that callers have chosen. */
  readonly chosen: Set<number>;
  readonly inbound: { readonly contactId: string; readonly from: string }[];
  readonly play: (rounds: readonly Round[]) => Promise<void>;
  /** Faults stop, calls end, and the dispatcher ticks on until every deadline has passed. */
  readonly settle: () => Promise<void>;
}

export interface DayOptions {
  /** Chooses which of the calls that wait takes effect next. */
  readonly turn: () => Promise<unknown>;
  /** Waits until all is done, while turns are given. */
  readonly waitFor: (done: Promise<unknown>) => Promise<unknown>;
  readonly callers?: readonly string[];
  readonly startMs?: number;
  readonly agents?: number;
  /** Whether agents are about to end after-contact work whenever somebody looks, rather than free. */
  readonly areAgentsBusy?: boolean;
  readonly config?: Partial<HoldfreeConfig>;
}

/** Long enough for a slot of the next day and its retries. */
const DEADLINE_HOURS = 13;

export function createDay(options: DayOptions): DrawnDay {
  const { callers = ['+441632960001', '+441632960002'], startMs = noonMs } = options;
  const changes: Change[] = [];
  const slots = { capacity: 2, daysAhead: 1, minutes: 60 };
  const queues = queueNames.map((name) => queueConfig(name, { deadlineHours: DEADLINE_HOURS, slots }));
  const world = createWorld({
    nowMs: startMs,
    config: { queues, ...options.config },
    wrapStore: (store) => recorded(store, changes),
  });
  world.staff(agents(options.agents ?? 4));
  const connect = createRingingConnect(world.clock.nowMs);
  const tasks = createRingingTasks(
    world.clock.nowMs,
    (contactId) => connect.live().includes(contactId) && connect.isReady(contactId),
  );
  const processes: Process[] = [];
  let isPlaying = false;

  function start(kind: Act['kind'], trouble: Trouble): { readonly deps: Deps; readonly process: Process } {
    const process: Process = {
      kind,
      startedAtMs: world.clock.nowMs(),
      lines: new Map(),
      notes: [],
      dials: [],
      calls: [],
      fault: undefined,
      reading: undefined,
    };
    processes.push(process);
    const deps = riskyPorts(portsOf(world, { connect, tasks, process }), {
      trouble,
      turn: async () => (isPlaying ? options.turn() : undefined),
      watch: (call) => {
        if (!tablePorts.some((port) => call.name.startsWith(`${port}.`))) process.calls.push(call);
      },
    });
    return { deps, process };
  }

  const day: DrawnDay = {
    world,
    connect,
    tasks,
    callers,
    processes,
    changes,
    promised: new Set(),
    chosen: new Set(),
    inbound: [],
    play: async (rounds) => {
      for (const [index, round] of rounds.entries()) {
        isPlaying = true;
        if (options.areAgentsBusy === true) world.staff(busyAgents(options.agents ?? 4, world.clock.nowMs()));
        connect.setFates(round.fates);
        // A process that fails has died; what it left behind is for others to put right.
        const acts = round.acts.map(({ act, trouble }, part) => {
          const { deps, process } = start(act.kind, trouble);
          return playAct(day, deps, act, `inbound-${index}-${part}`).catch((error: unknown) => {
            process.fault = error;
            expectTrouble(error);
          });
        });
        await options.waitFor(Promise.all(acts));
        isPlaying = false;
        world.clock.advance(round.thenMs);
        connect.endStale();
      }
    },
    settle: async () => {
      connect.setFates([]);
      world.staff(agents(options.agents ?? 4));
      const nowMs = world.clock.nowMs();
      for (const { contactId } of day.inbound) await endInboundCall(world, { contactId, disconnectedAtMs: nowMs });
      const endMs = lastDeadlineMs(changes, nowMs) + 2 * 3_600_000;
      while (world.clock.nowMs() < endMs) {
        const { deps } = start('pass', noTrouble);
        await dispatchPass(deps);
        // Nothing tells of these endings: only leases are left to find them.
        for (const contactId of connect.live()) {
          // Some callers are there, and get an agent.
          const moves = contactId.endsWith('1') || contactId.endsWith('6') ? agentMoves : [];
          for (const move of [...moves, 'disconnected' as const]) connect.happen(contactId, move);
        }
        // A task is different: nobody but its event tells that an agent has accepted it.
        for (const contactId of tasks.live()) {
          const accepted = tasks.happen(contactId, 'connected_to_agent');
          if (accepted !== undefined) await recordContactEvent(deps, accepted);
        }
        world.clock.advance(world.clock.nowMs() < nowMs + 3_600_000 ? 76_000 : 600_000);
      }
    },
  };
  return day;
}

/** Asks for a callback of every caller in every queue, and hangs up. */
export async function registerAll(day: DrawnDay, names: readonly string[] = queueNames): Promise<void> {
  const { world } = day;
  for (const from of day.callers) {
    for (const name of names) {
      const contactId = `first-${from.slice(-4)}-${name}`;
      const queue = queueOf(world.policy, name);
      await identifyCaller(world, { contactId, from, queue });
      const result = await registerCallback(world, { contactId, from, queue });
      if (result.ok) day.promised.add(result.value.callback.id);
      await endInboundCall(world, { contactId, disconnectedAtMs: world.clock.nowMs() });
    }
  }
}

/** The same connections for all, and a telephone and a journal that know whose they are. */
function portsOf(
  world: World,
  { connect, tasks, process }: Pick<DrawnDay, 'connect' | 'tasks'> & { readonly process: Process },
): Deps {
  const { describe, ...others } = connect.contacts;
  const { callbacks } = world.store;
  return {
    ...world,
    store: {
      ...world.store,
      callbacks: {
        ...callbacks,
        line: async (of, limit) => {
          const line = await callbacks.line(of, limit);
          const key = `${of.queue}#${of.class}`;
          // What the plan saw is the first reading; later ones only ask whether the line was empty.
          if (process.kind === 'pass' && !process.lines.has(key)) process.lines.set(key, line);
          return line;
        },
      },
    },
    capacity: {
      ...world.capacity,
      read: async () => {
        process.reading = await world.capacity.read();
        return process.reading;
      },
    },
    tasks: tasks.tasks,
    dialer: {
      ...connect.dialer,
      dial: async (request) => {
        process.dials.push({ atMs: world.clock.nowMs(), request, inFlight: connect.inFlight() });
        return connect.dialer.dial(request);
      },
    },
    contacts: {
      ...others,
      describe: async (contactId) => {
        const task = tasks.describe(contactId);
        return task.kind === 'not_found' ? describe(contactId) : task;
      },
    },
    journal: { note: (entry) => void process.notes.push(entry) },
  };
}

/** Due in the time that a telephone rings. */
function busyAgents(count: number, nowMs: number): ReturnType<typeof agents> {
  return agents(count, { state: 'after_contact_work', sinceMs: nowMs - 8_000 });
}

const agentMoves = ['connected_to_system', 'queued', 'connected_to_agent'] as const;

const tablePorts = [
  'callbacks',
  'calls',
  'guards',
  'pools',
  'dialRate',
  'slots',
  'callers',
  'inboundCalls',
  'history',
  'cases',
  'deliveries',
];

function recorded(store: Store, changes: Change[]): Store {
  const put: Store['callbacks']['put'] = async (callback, version) => {
    const before = (await store.callbacks.get(callback))?.value;
    const outcome = await store.callbacks.put(callback, version);
    if (outcome === 'stored') changes.push({ before, after: callback });
    return outcome;
  };
  const register: Store['callbacks']['register'] = async (callback, version) => {
    const outcome = await store.callbacks.register(callback, version);
    if (outcome === 'stored') changes.push({ before: undefined, after: callback });
    return outcome;
  };
  return { ...store, callbacks: { ...store.callbacks, put, register } };
}

function lastDeadlineMs(changes: readonly Change[], nowMs: number): number {
  return Math.max(nowMs, ...changes.map(({ after }) => after.deadlineMs));
}
