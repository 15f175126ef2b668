import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { Policy } from '../../../lib/core/policy/policy';
import { createSteppedClock } from '../../clock/stepped-clock';
import type { CentreChange, EmulatorFaults } from '../../connect/types';
import { createChangeFeed } from '../../host/change-feed';
import { instanceSetupFor } from '../../run/centre-setup';
import { startSimulation, type Simulation, type SimulationOptions } from '../../run/simulation';
import { keepTrack, type KeptStore } from '../../store/kept-store';
import { agentOf, keepShifts, policyForTrace } from '../trace-centre';
import { rebuildShifts } from '../trace/shifts';
import type { Trace } from '../trace/trace';
import { whoIsThisEvent } from './ask-who';
import { createFileTruth, type FileTruth } from './file-truth';
import { recordedRows, unnamedAgentOf, type RecordedRow } from './recorded-rows';

/** How a log is to be played as recorded. */
export interface RecordedOptions {
  readonly seed: number;
  readonly progress: (line: string) => void;
  /** Where notices go as files; without it the policy sends none. */
  readonly noticesFolder?: string;
  /** Whether lost calls are called back; by default they are. */
  readonly callsBack?: boolean;
  readonly faults?: EmulatorFaults;
  readonly feedTiming?: SimulationOptions['feedTiming'];
}

/** A log that was played, with all that is to be said of it. */
export interface RecordedRun {
  readonly trace: Trace;
  readonly policy: Policy;
  readonly rows: readonly RecordedRow[];
  readonly kept: KeptStore;
  readonly simulation: Simulation;
  readonly dials: DialCounts;
  readonly sent: { readonly events: number; readonly records: number };
  /** Simulated time at which it ended. */
  readonly nowMs: number;
}

/** Dials of the run, held against what the log shows of their callers. */
export interface DialCounts {
  readonly made: number;
  readonly afterServed: number;
  readonly whileOnLine: number;
}

/** No quota of the emulated instance may shape the result. */
const CONCURRENT_CALLS_MAX = 100_000;

/** After the last call there is time for its callback and all retries. */
const DRAIN_MS = 3 * 3_600_000;

const PROGRESS_EVERY_MS = 24 * 3_600_000;

/**
 * Plays every call of a log with the outcome that the log gives it. Nothing is offered or routed: agents of the rebuilt
 * shifts are there for callbacks only, and nobody answers a dial, since what those people would have done no log says.
 */
export async function playRecorded(trace: Trace, options: RecordedOptions): Promise<RecordedRun> {
  const { callsBack = true, noticesFolder } = options;
  const policy = policyForTrace(trace, 0, { callsBack, tells: noticesFolder !== undefined });
  const shifts = trace.days.map(rebuildShifts);
  const rows = recordedRows(trace, policy, shifts);
  const all = shifts.flat();
  const agents = new Map([...all.map(agentOf), unnamedAgentOf(policy)].map((agent) => [JSON.stringify(agent), agent]));
  const startMs = Math.min(...rows.map(({ atMs }) => atMs), ...all.map(({ onMs }) => onMs)) - 60_000;
  const clock = createSteppedClock({ startMs });
  const changes = createChangeFeed();
  const kept = keepTrack(createMemoryStore({ onChange: changes.onChange }));
  const dials = createDialCount(createFileTruth(rows, policy), (contactId) => simulation.emulator.contact(contactId));
  const simulation = await startSimulation({
    clock,
    seed: options.seed,
    policy,
    setup: instanceSetupFor(policy, [...agents.values()], CONCURRENT_CALLS_MAX),
    store: kept.store,
    changes,
    network: () => ({ dial: () => ({ kind: 'no_answer' }) }),
    hearing: { speechMs: () => 0, reactionMs: 0 },
    acceptMs: 0,
    onChange: dials.onChange,
    ...(noticesFolder === undefined ? {} : { noticesFolder }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.feedTiming === undefined ? {} : { feedTiming: options.feedTiming }),
  });
  keepShifts(clock, simulation.emulator, all);
  feed(rows, simulation, clock.at);
  const endMs = Math.max(...rows.map(({ call }) => call.ended.atMs)) + DRAIN_MS;
  for (let atMs = startMs; atMs < endMs; atMs = clock.nowMs()) {
    await clock.runUntil(Math.min(endMs, atMs + PROGRESS_EVERY_MS));
    options.progress(`as recorded: ${new Date(clock.nowMs()).toISOString().slice(0, 16)} of the trace`);
  }
  await simulation.close();
  return { trace, policy, rows, kept, simulation, dials: dials.counts(), sent: simulation.sent(), nowMs: endMs };
}

/** Begins each call at its time; only the next one stands in the clock's agenda. */
function feed(
  rows: readonly RecordedRow[],
  { emulator, host }: Simulation,
  at: (atMs: number, task: () => void) => unknown,
): void {
  function next(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    at(row.atMs, () => {
      next(index + 1);
      const { call, queue } = row;
      if (call.initiationMethod === 'OUTBOUND') emulator.replay(call);
      else emulator.replay(call, async (contact) => void (await host.ivr(whoIsThisEvent(contact, queue))));
    });
  }
  next(0);
}

function createDialCount(truth: FileTruth, contactOf: Simulation['emulator']['contact']) {
  const counts = { made: 0, afterServed: 0, whileOnLine: 0 };
  return {
    onChange: (change: CentreChange) => {
      if (change.kind !== 'contact_started' || change.initiationMethod !== 'API') return;
      const contact = contactOf(change.contactId);
      if (contact === undefined || contact.channel === 'TASK' || contact.customerNumber === null) return;
      counts.made += 1;
      if (truth.isServed(contact.customerNumber, change.atMs)) counts.afterServed += 1;
      if (truth.isOnLine(contact.customerNumber, change.atMs)) counts.whileOnLine += 1;
    },
    counts: (): DialCounts => ({ ...counts }),
  };
}
