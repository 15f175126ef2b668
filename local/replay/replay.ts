import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import { createSteppedClock, type SteppedClock } from '../clock/stepped-clock';
import type { ConnectEmulator } from '../connect/types';
import type { Person } from '../callers/person';
import type { RunReport } from '../observer/report';
import { instanceSetupFor } from '../run/centre-setup';
import { startSimulation } from '../run/simulation';
import { startHoldWorld } from './hold-world';
import { drawCalls, type CallDraw } from './trace/call-draws';
import { limitAgents, rebuildShifts } from './trace/shifts';
import type { Trace } from './trace/trace';
import { agentOf, keepShifts, policyForTrace, queueName } from './trace-centre';
import { createTraceNetwork, personOf } from './trace-people';

/** One of the two worlds that a trace is replayed in. */
export interface ReplayWorld {
  readonly emulator: ConnectEmulator;
  readonly ring: (call: { readonly number: string | null; readonly queue: string; readonly person: Person }) => void;
  readonly report: () => Promise<RunReport>;
  readonly close: () => Promise<void>;
}

export interface ReplayOptions {
  readonly seed: number;
  readonly agents: number | undefined;
  readonly offerSeconds: number;
  readonly acceptShare: number;
  readonly progress: (line: string) => void;
}

/** Both worlds met the same calls, agents and draws. */
export interface ReplayReport {
  readonly hold: RunReport;
  readonly holdfree: RunReport;
}

/** No quota of the emulated instance may shape a comparison. */
const CONCURRENT_CALLS_MAX = 100_000;

/** The gap from hang-up to next answer is wrapped up in after-contact work: traces do not tell ringing from it. */
const ACCEPT_MS = 0;

/** After the last call there is time for its queue, its callbacks and their retries. */
const DRAIN_MS = 2 * 3_600_000;

const PROGRESS_EVERY_MS = 3_600_000;

/** Replays a trace in plain hold and with Holdfree. */
export async function replayTrace(trace: Trace, options: ReplayOptions): Promise<ReplayReport> {
  const policy = policyForTrace(trace, options.offerSeconds);
  const shifts = trace.days.flatMap((day) => limitAgents(rebuildShifts(day), options.agents));
  const setup = instanceSetupFor(policy, uniqueAgents(shifts.map(agentOf)), CONCURRENT_CALLS_MAX);
  const draws = drawCalls(trace, { seed: options.seed, acceptShare: options.acceptShare });
  const startMs =
    Math.min(...draws.map((draw) => draw.call.arrivedAtMs), ...shifts.map((shift) => shift.onMs)) - 60_000;
  const common = { policy, setup, seed: options.seed, acceptMs: ACCEPT_MS };
  const network = createTraceNetwork();
  const hold = await play('plain hold', (clock) => Promise.resolve(startHoldWorld({ ...common, clock })));
  const holdfree = await play('Holdfree', async (clock) => {
    const store = createMemoryStore();
    // The other world has no prompts, so here they take no time.
    const hearing = { speechMs: () => 0, reactionMs: 0 };
    const simulation = await startSimulation({ ...common, clock, store, hearing, network: () => network });
    return { ...simulation, report: () => simulation.observer.report(store.callbacks) };
  });
  return { hold, holdfree };

  async function play(name: string, open: (clock: SteppedClock) => Promise<ReplayWorld>): Promise<RunReport> {
    const clock = createSteppedClock({ startMs });
    const world = await open(clock);
    keepShifts(clock, world.emulator, shifts);
    feed(clock, draws, (draw) => {
      network.knows(draw);
      world.ring({ number: draw.number, queue: queueName(draw.call.queue), person: personOf(draw) });
    });
    const endMs = (draws.at(-1)?.call.arrivedAtMs ?? startMs) + DRAIN_MS;
    for (let atMs = startMs; atMs < endMs; atMs = clock.nowMs()) {
      await clock.runUntil(Math.min(endMs, atMs + PROGRESS_EVERY_MS));
      options.progress(`${name}: ${new Date(clock.nowMs()).toISOString().slice(0, 16)} of the trace`);
    }
    const report = await world.report();
    await world.close();
    return report;
  }
}

/** Rings each call at its time; only the next one stands in the clock's agenda. */
function feed(clock: SteppedClock, draws: readonly CallDraw[], ring: (draw: CallDraw) => void): void {
  const inOrder = draws.toSorted((a, b) => a.call.arrivedAtMs - b.call.arrivedAtMs || a.call.row - b.call.row);
  function next(index: number): void {
    const draw = inOrder[index];
    if (draw === undefined) return;
    clock.at(draw.call.arrivedAtMs, () => {
      next(index + 1);
      ring(draw);
    });
  }
  next(0);
}

function uniqueAgents<T extends { readonly name: string; readonly queues: readonly string[] }>(
  agents: readonly T[],
): readonly T[] {
  return [...new Map(agents.map((agent) => [`${agent.name} ${agent.queues.join('+')}`, agent])).values()];
}
