import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import type { Policy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import type { Directory } from '../../../lib/ports/directory';
import type { JournalEntry } from '../../../lib/ports/journal';
import type { Store } from '../../../lib/ports/store';
import { createSteppedClock, type SteppedClock } from '../../../local/clock/stepped-clock';
import { localFlowId } from '../../../local/flows/local-shelf';
import { agentIdOf, instanceSetupFor, type CentreAgent } from '../../../local/run/centre-setup';
import { startSimulation, type Simulation } from '../../../local/run/simulation';
import { callerNumber, noonMs, waiting } from '../builders/callbacks';
import { config, policyOf, queueConfig } from '../builders/policies';

/** Agents in the order in which they sign in: without routing the first one gets the call. */
const agentNames = ['anna', 'ben', 'cleo'] as const;
type AgentName = (typeof agentNames)[number];

const cleosFrench = [{ attribute: 'language', value: 'french', level: 4 }];
const agents: readonly CentreAgent[] = agentNames.map((name) => ({
  name,
  queues: ['support'],
  ...(name === 'cleo' ? { proficiencies: cleosFrench } : {}),
}));

/** Ids of Connect's users by name. */
export const idOf = Object.fromEntries(agents.map((agent) => [agent.name, agentIdOf(agent)])) as Record<
  AgentName,
  string
>;

type Routing = NonNullable<HoldfreeConfig['queues'][number]['routing']>;
type Steps = NonNullable<Routing['inbound']>;

/** Who rings in, asked to be called, or was lost, and how such callers are routed. */
export interface RoutedCall {
  readonly origin: 'inbound' | 'requested' | 'lost';
  readonly steps: Steps;
  readonly prepare: (store: Store) => Promise<void>;
  readonly directory?: Directory;
  /** How callbacks are dialed; without it their callers first. */
  readonly mode?: 'customer-first' | 'agent-first';
  /** Not there: in a status of their own. */
  readonly away?: AgentName;
  /** Is offered calls and does not take them. */
  readonly deaf?: AgentName;
}

/** What became of one call. */
export interface CallTaken {
  readonly by: string | undefined;
  /** From being queued to the agent. */
  readonly waitedMs: number;
  readonly journal: readonly JournalEntry[];
}

/** Plays one call through the whole of Holdfree around the emulated Connect: the real functions, adapters, SDK client and flows. */
export async function playRoutedCall(call: RoutedCall): Promise<CallTaken> {
  const clock = createSteppedClock({ startMs: noonMs });
  const store = createMemoryStore();
  await call.prepare(store);
  const policy = routedPolicy(call);
  const journal: JournalEntry[] = [];
  const taken: { agentId: string; contactId: string }[] = [];
  const simulation = await startSimulation({
    clock,
    seed: 1,
    policy,
    setup: instanceSetupFor(policy, agents, 50),
    store,
    network: () => ({ dial: () => ({ kind: 'answers', who: 'person', afterMs: 9_000 }) }),
    hearing: { speechMs: (text) => text.length * 10, reactionMs: 1_000 },
    acceptMs: 2_000,
    callAnswer: (_call, agentId) => ({ kind: nameOf(agentId) === call.deaf ? 'miss' : 'accept', afterMs: 2_000 }),
    directory: call.directory ?? noDirectory,
    stranger: () => person,
    onJournal: (entry) => void journal.push(entry),
    onChange: (change) => {
      if (change.kind === 'agent_connected') taken.push(change);
    },
  });
  try {
    await signIn(simulation, clock, call.away);
    await begin(simulation, clock, { call, store });
    const [first] = taken;
    const contact = first === undefined ? undefined : simulation.emulator.contact(first.contactId);
    const { connectedToAgentAtMs = Number.NaN, enqueuedAtMs = Number.NaN } = contact ?? {};
    return { by: nameOf(first?.agentId), waitedMs: connectedToAgentAtMs - enqueuedAtMs, journal };
  } finally {
    await simulation.close();
  }
}

function routedPolicy({ origin, steps, mode = 'customer-first' }: RoutedCall): Policy {
  const routing: Routing = { secondsMax: 120, [origin]: steps };
  const queues = [queueConfig('support', { routing }), ...config().queues.slice(1)];
  const directory = { kind: 'csv', file: 'customers.csv' } as const;
  const policy = policyOf({ queues, directory, agents: idOf, dispatch: { mode } });
  return { ...policy, callbackFlowId: localFlowId('callback'), taskFlowId: localFlowId('task') };
}

/** A second apart, and five minutes before anything happens. */
async function signIn({ emulator }: Simulation, clock: SteppedClock, away?: AgentName): Promise<void> {
  for (const [index, name] of agentNames.entries()) {
    await clock.runUntil(noonMs + index * 1_000);
    if (name === away) emulator.setCustomStatus(idOf[name], 'Lunch');
    else emulator.signIn(idOf[name]);
  }
  await clock.runUntil(noonMs + 300_000);
}

async function begin(
  { ring }: Simulation,
  clock: SteppedClock,
  { call, store }: { readonly call: RoutedCall; readonly store: Store },
): Promise<void> {
  const nowMs = clock.nowMs();
  if (call.origin === 'inbound') ring({ number: callerNumber, queue: 'support', person });
  else await store.callbacks.register(waiting({ origin: call.origin, inLineSinceMs: nowMs }), 0);
  await clock.runUntil(nowMs + 240_000);
}

function nameOf(agentId: string | undefined): string | undefined {
  return agentNames.find((name) => idOf[name] === agentId);
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
