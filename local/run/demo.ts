import { DateTime } from 'luxon';
import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import type { JournalEntry } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import { demoAgents } from '../callers/demo-centre';
import { createDemoNetwork, personFrom, startDemoCallers } from '../callers/demo-callers';
import type { Visitors } from '../callers/visitors';
import type { SteppedClock } from '../clock/stepped-clock';
import type { CentreChange, EmulatorFaults } from '../connect/types';
import type { FlowObserver } from '../flows/runner/types';
import type { ChangeFeed } from '../host/change-feed';
import { agentIdOf, instanceSetupFor, type CentreAgent } from './centre-setup';
import { startSimulation, type Simulation } from './simulation';

/** A Monday morning, when centres are busiest. */
export const DEMO_START_MS = Date.parse('2026-03-02T09:00:00Z');

const CONCURRENT_CALLS_MAX = 200;

/** Some 16 characters a second, as people speak. */
const SPEECH_MS_PER_CHARACTER = 60;

/** How long a prompt of the demo centre lasts, by its words. */
export function demoSpeechMs(text: string): number {
  return text.length * SPEECH_MS_PER_CHARACTER;
}

const MINUTE_MS = 60_000;

/** The agents are there from this hour to this one, in the zone of the first queue. */
const SHIFT_HOURS = { from: 8, to: 20 } as const;

/** How one demo centre differs from another. */
export interface DemoOptions {
  readonly clock: SteppedClock;
  readonly seed: number;
  readonly policy: Policy;
  readonly store: Store;
  readonly onJournal?: (entry: JournalEntry) => void;
  readonly faults?: EmulatorFaults;
  readonly visitors?: Visitors;
  readonly onFlow?: FlowObserver;
  /** How many of the agents come to work; without it all. Callers are as many either way. */
  readonly agentsOnShift?: number;
  /** Whether anybody rings but visitors; without it they do. */
  readonly hasCallers?: boolean;
  readonly onChange?: (change: CentreChange) => void;
  /** What the store tells of its changes. */
  readonly changes?: ChangeFeed;
  /** Where notices are written as files. */
  readonly noticesFolder?: string;
}

/** The demo centre: the example configuration, twelve agents, and callers who ring all day. */
export async function startDemo(options: DemoOptions): Promise<Simulation> {
  const { clock, seed, policy } = options;
  const agents = demoAgents(policy.queues.map((queue) => queue.name));
  const strangers = createRng(seed + 2_000_003);
  const simulation = await startSimulation({
    ...options,
    setup: instanceSetupFor(policy, agents, CONCURRENT_CALLS_MAX),
    network: () => createDemoNetwork(createRng(seed + 1_000_003)),
    acceptMs: 2_000,
    stranger: () => personFrom(strangers),
    hearing: { speechMs: demoSpeechMs, reactionMs: 4_000 },
    ...(options.visitors === undefined ? {} : { visitors: options.visitors }),
  });
  keepShifts(clock, policy, agents.slice(0, options.agentsOnShift), simulation);
  if (options.hasCallers !== false) {
    startDemoCallers({ clock, rng: createRng(seed), policy, agents: agents.length, ring: simulation.ring });
  }
  return simulation;
}

/** Signs agents in and out as their shift says, looked at every minute. */
function keepShifts(clock: SteppedClock, policy: Policy, agents: readonly CentreAgent[], simulation: Simulation): void {
  const zone = policy.queues[0]?.hours.timeZone ?? 'UTC';
  let isOn = false;
  function look(): void {
    const { hour } = DateTime.fromMillis(clock.nowMs(), { zone });
    const isShift = hour >= SHIFT_HOURS.from && hour < SHIFT_HOURS.to;
    if (isShift !== isOn) {
      for (const agent of agents) {
        if (isShift) simulation.emulator.signIn(agentIdOf(agent));
        else simulation.emulator.signOut(agentIdOf(agent));
      }
      isOn = isShift;
    }
    clock.after(MINUTE_MS, look);
  }
  look();
}
