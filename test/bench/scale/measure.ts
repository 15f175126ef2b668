import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Requests } from './dynalite-engine';
import type { Moment } from './moments';
import type { Calls, ScaleWorld } from './scale-world';

/** How long a moment is done again and again: before anything counts and in a round, by CPU time, in so many rounds. */
export interface Repeats {
  readonly warmUpMs: number;
  readonly roundMs: number;
  readonly rounds: number;
}

/** A round is no shorter than this, however long one run takes. */
const RUNS_MIN = 3;

/** What a moment cost, counted. */
export interface Counts extends Calls {
  readonly dials: number;
  /** Absent for the memory store. */
  readonly requests?: Requests;
}

/** A round in which the whole heap was collected says nothing of the pass; it is taken again at most so often. */
const AGAIN_MAX = 3;

/** What a moment costs in calls, once everything is warm. */
export async function countOnce(
  of: ScaleWorld,
  moment: Moment,
  takeRequests: (() => Requests) | undefined,
): Promise<Counts> {
  setScene(of, moment);
  await moment.arrange?.(of.plain);
  takeRequests?.();
  await moment.run(of.counting);
  const requests = takeRequests?.();
  const calls = of.takeCalls();
  await of.rewind();
  const dials = calls.connectCalls['dialer.dial'] ?? 0;
  return { ...calls, dials, ...(requests === undefined ? {} : { requests }) };
}

/**
 * CPU milliseconds of one moment, by world: the median of rounds that alternate between the worlds, so that whatever else
 * the machine does meets them alike. What rewinds between two moments is not part of it.
 */
export async function measureCpu(
  worlds: readonly ScaleWorld[],
  moment: Moment,
  repeats: Repeats,
): Promise<readonly number[]> {
  const rounds = new Map<ScaleWorld, number[]>(worlds.map((one) => [one, []]));
  let runs = 0;
  for (const of of worlds) {
    let ms = 0;
    // The first worlds warm the code up; all do the same number of runs in a round.
    for (let warm = 0; warm < RUNS_MIN || ms < repeats.warmUpMs; warm += 1) ms += await cpuMsOf(of, moment, 1);
    runs = RUNS_MIN + Math.ceil(repeats.roundMs / Math.max(0.001, await cpuMsOf(of, moment, RUNS_MIN)));
  }
  collectGarbage();
  for (let round = 0; round < repeats.rounds; round += 1) {
    const inTurn = round % 2 === 0 ? worlds : worlds.toReversed();
    for (const of of inTurn) rounds.get(of)?.push(await undisturbed(() => cpuMsOf(of, moment, runs)));
  }
  return worlds.map((one) => median(rounds.get(one) ?? []));
}

/** Without a collection of the whole heap: what the memory of a million callbacks costs is not the work of a pass. */
async function undisturbed(round: () => Promise<number>): Promise<number> {
  for (let again = 0; ; again += 1) {
    const profiler = new GCProfiler();
    profiler.start();
    const ms = await round();
    const { statistics } = profiler.stop();
    if (again >= AGAIN_MAX || statistics.every(({ gcType }) => gcType === 'Scavenge')) return ms;
  }
}

async function cpuMsOf(of: ScaleWorld, moment: Moment, times: number): Promise<number> {
  setScene(of, moment);
  let micros = 0;
  for (let time = 0; time < times; time += 1) {
    await moment.arrange?.(of.plain);
    const before = process.cpuUsage();
    await moment.run(of.plain);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
    await of.rewind();
  }
  return micros / Math.max(1, times) / 1_000;
}

function setScene({ world }: ScaleWorld, moment: Moment): void {
  world.clock.set(moment.nowMs);
  world.staff(moment.agents);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
