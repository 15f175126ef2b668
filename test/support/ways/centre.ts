import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectCapacity } from '../../../lib/adapters/connect/capacity';
import { createConnectContacts } from '../../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../../lib/adapters/connect/dialer';
import { createConnectTasks } from '../../../lib/adapters/connect/tasks';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { systemIds } from '../../../lib/adapters/system/ids';
import type { Deps } from '../../../lib/app/deps';
import type { Callback } from '../../../lib/core/callback/callback';
import type { Policy } from '../../../lib/core/policy/policy';
import { policyHoursOnly } from '../../../lib/ports/effective-hours';
import type { JournalEntry } from '../../../lib/ports/journal';
import type { Store } from '../../../lib/ports/store';
import { createSteppedClock, type SteppedClock } from '../../../local/clock/stepped-clock';
import type { CentreChange, ContactView, DialFate } from '../../../local/connect/types';
import { localFlowId } from '../../../local/flows/local-shelf';
import { agentIdOf, instanceSetupFor } from '../../../local/run/centre-setup';
import { startSimulation, type Simulation, type SimulationOptions } from '../../../local/run/simulation';
import { noonMs, waiting } from '../builders/callbacks';
import { policyOf } from '../builders/policies';

/** An emulated centre whose dispatcher sees nothing: each test says itself who is dialed, and how. */
export interface WaysCentre {
  readonly clock: SteppedClock;
  readonly simulation: Simulation;
  readonly agentIds: readonly string[];
  /** The real adapters, on the emulator over HTTP. */
  readonly deps: Deps;
  readonly journal: readonly JournalEntry[];
  readonly callback: (number: string) => Promise<Callback | undefined>;
  /** Who took each contact, calls and tasks, by contact id. */
  readonly takenBy: ReadonlyMap<string, string>;
  readonly contacts: () => readonly ContactView[];
  readonly close: () => Promise<void>;
}

export interface WaysOptions {
  readonly agents: number;
  readonly numbers: readonly string[];
  readonly isReservedOn: boolean;
  /** Whether calls may be given to agents by name; without a word they may. */
  readonly isGivingOn?: boolean;
  readonly fate?: DialFate;
  readonly taskAnswer?: SimulationOptions['taskAnswer'];
}

const answers: DialFate = { kind: 'answers', who: 'person', afterMs: 9_000 };

/** Opens the centre with callers who have asked to be called back, one after the other. */
export async function openWaysCentre(options: WaysOptions): Promise<WaysCentre> {
  const { numbers, fate = answers, taskAnswer } = options;
  const policy: Policy = {
    ...policyOf({ dispatch: { reserved: options.isReservedOn, give: options.isGivingOn ?? true } }),
    callbackFlowId: localFlowId('callback'),
    taskFlowId: localFlowId('task'),
  };
  const clock = createSteppedClock({ startMs: noonMs });
  const agents = Array.from({ length: options.agents }, (_, index) => ({
    name: `agent-${index + 1}`,
    queues: ['support'],
  }));
  const memory = createMemoryStore();
  for (const [index, number] of numbers.entries()) {
    await memory.callbacks.register(
      waiting({ id: `CALLBACK-${index + 1}`, number, placeMs: noonMs - 600_000 + index }),
      0,
    );
  }
  const takenBy = new Map<string, string>();
  const seen = new Set<string>();
  const journal: JournalEntry[] = [];
  const simulation = await startSimulation({
    clock,
    seed: 1,
    policy,
    setup: instanceSetupFor(policy, agents, 50),
    store: unseen(memory),
    network: () => ({ dial: () => fate }),
    hearing: { speechMs: (text) => text.length * 10, reactionMs: 1_000 },
    acceptMs: 2_000,
    ...(taskAnswer === undefined ? {} : { taskAnswer }),
    stranger: () => person,
    onJournal: (entry) => void journal.push(entry),
    onChange: (change: CentreChange) => {
      if ('contactId' in change && change.contactId !== undefined) seen.add(change.contactId);
      if (change.kind === 'agent_connected') takenBy.set(change.contactId, change.agentId);
    },
  });
  const agentIds = agents.map(agentIdOf);
  for (const agentId of agentIds) simulation.emulator.signIn(agentId);
  const { deps, destroy } = depsOn(simulation, { clock, policy, store: memory, journal });
  return {
    clock,
    simulation,
    agentIds,
    deps,
    journal,
    callback: async (number) => (await memory.callbacks.get({ number, queue: 'support' }))?.value,
    takenBy,
    contacts: () => [...seen].flatMap((contactId) => simulation.emulator.contact(contactId) ?? []),
    close: async () => {
      destroy();
      await simulation.close();
    },
  };
}

const person = {
  holdPatienceMs: 600_000,
  acceptsOffer: false,
  whenCallbackOpen: 'keep',
  pressesAfterMs: 5_000,
  readyPatienceMs: 600_000,
  talkMs: 60_000,
  afterContactWorkMs: 10_000,
} as const;

/** The same store, in which a pass finds nothing to do. */
function unseen(store: Store): Store {
  const nothing = async () => [];
  return { ...store, callbacks: { ...store.callbacks, line: nothing, inFlight: nothing, due: nothing } };
}

function depsOn(
  simulation: Simulation,
  around: {
    readonly clock: SteppedClock;
    readonly policy: Policy;
    readonly store: Store;
    readonly journal: JournalEntry[];
  },
): { readonly deps: Deps; readonly destroy: () => void } {
  const { clock, policy, store, journal } = around;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connect = new ConnectClient({
    endpoint: simulation.endpoint,
    region: policy.region,
    credentials,
    maxAttempts: 1,
  });
  const deps: Deps = {
    store,
    dialer: createConnectDialer(connect, policy.instanceId),
    contacts: createConnectContacts(connect, policy.instanceId),
    capacity: createConnectCapacity(connect, policy, clock),
    tasks: createConnectTasks(connect, policy.instanceId),
    effectiveHours: policyHoursOnly,
    directory: noDirectory,
    wakes: { wake: async () => undefined },
    journal: { note: (entry) => void journal.push(entry) },
    clock,
    ids: systemIds,
    policy,
  };
  return { deps, destroy: () => connect.destroy() };
}
