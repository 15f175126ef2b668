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
  /** What is known before: begun a moment before the first call. */
  readonly prepare: (store: Store) => Promise<void>;
  /** How many of them, a second apart; without it one. */
  readonly calls?: number;
  readonly directory?: Directory;
  /** How callbacks are dialed; without it their callers first. */
  readonly mode?: 'customer-first' | 'agent-first';
  /** Not there: in a status of their own. */
  readonly away?: AgentName;
  /** How long before the first call that one left; without it there since the beginning of the day. */
  readonly leftAgoMs?: number;
  /** Is offered calls and does not take them. */
  readonly deaf?: AgentName;
}

/** What became of one call. */
interface CallTaken {
  readonly by: string | undefined;
  /** From being queued to the agent. */
  readonly waitedMs: number;
}

/** What became of the first call, and of all that reached an agent. */
export interface CallsTaken extends CallTaken {
  readonly taken: readonly CallTaken[];
  readonly journal: readonly JournalEntry[];
}

/** Plays calls through the whole of Holdfree around the emulated Connect: the real functions, adapters, SDK client and flows. */
export async function playRoutedCall(call: RoutedCall): Promise<CallsTaken> {
  const clock = createSteppedClock({ startMs: noonMs });
  const store = createMemoryStore();
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
    await signIn(simulation, clock, call);
    await call.prepare(store);
    await begin(simulation, clock, { call, store });
    const all = taken.map(({ agentId, contactId }) => {
      const { connectedToAgentAtMs = Number.NaN, enqueuedAtMs = Number.NaN } =
        simulation.emulator.contact(contactId) ?? {};
      return { by: nameOf(agentId), waitedMs: connectedToAgentAtMs - enqueuedAtMs };
    });
    const [first = { by: undefined, waitedMs: Number.NaN }] = all;
    return { ...first, taken: all, journal };
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

/** When the first call comes. */
export const callsFromMs = noonMs + 300_000;

/** A second apart, and five minutes before anything happens. */
async function signIn(
  { emulator }: Simulation,
  clock: SteppedClock,
  { away, leftAgoMs }: Pick<RoutedCall, 'away' | 'leftAgoMs'>,
): Promise<void> {
  for (const [index, name] of agentNames.entries()) {
    await clock.runUntil(noonMs + index * 1_000);
    if (name === away && leftAgoMs === undefined) emulator.setCustomStatus(idOf[name], 'Lunch');
    else emulator.signIn(idOf[name]);
  }
  if (away !== undefined && leftAgoMs !== undefined) {
    await clock.runUntil(callsFromMs - leftAgoMs);
    emulator.setCustomStatus(idOf[away], 'Lunch');
  }
  await clock.runUntil(callsFromMs);
}

async function begin(
  { ring }: Simulation,
  clock: SteppedClock,
  { call, store }: { readonly call: RoutedCall; readonly store: Store },
): Promise<void> {
  const nowMs = clock.nowMs();
  for (let index = 0; index < (call.calls ?? 1); index += 1) {
    const number = index === 0 ? callerNumber : `+44163296090${index}`;
    const changes = { id: `C${index}`, number, origin: call.origin === 'lost' ? 'lost' : 'requested' } as const;
    if (call.origin !== 'inbound') await store.callbacks.register(waiting({ ...changes, inLineSinceMs: nowMs }), 0);
    else {
      await clock.runUntil(nowMs + index * 1_000);
      ring({ number, queue: 'support', person });
    }
  }
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
