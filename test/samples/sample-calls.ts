import { createRng } from '../../lib/core/rng';
import type { Rng } from '../../lib/core/rng';

/** One invented call; times in whole seconds after midnight of its day, which may run past the next midnight. */
export interface SampleCall {
  readonly queue: string;
  readonly arrivedAt: number;
  readonly leftQueueAt: number;
  /** Undefined where the caller gave up. */
  readonly service: { readonly agent: string; readonly endedAt: number } | undefined;
}

/** An invented day of a centre in which every agent serves every queue, first come first served. */
export interface SampleDay {
  readonly seed: number;
  readonly queues: readonly string[];
  readonly agents: readonly string[];
  readonly opensAt: number;
  readonly closesAt: number;
  /** Mean arrivals in an hour, doubled in the middle third of the day. */
  readonly callsPerHour: number;
  readonly talkMean: number;
  readonly patienceMean: number;
}

/** Plays the day: exponential gaps, talk and patience, 5 s of work after each call. */
export function playDay(day: SampleDay): readonly SampleCall[] {
  const rng = createRng(day.seed);
  const freeAt = new Map(day.agents.map((agent) => [agent, day.opensAt]));
  const calls: SampleCall[] = [];
  for (let at = day.opensAt; ;) {
    const third = (day.closesAt - day.opensAt) / 3;
    const isPeak = at >= day.opensAt + third && at < day.closesAt - third;
    at += exponential(rng, 3_600 / (day.callsPerHour * (isPeak ? 2 : 1)));
    if (at >= day.closesAt) return calls;
    const arrivedAt = Math.floor(at);
    const queue = day.queues[Math.floor(rng.next() ** 2 * day.queues.length)] ?? '';
    const givesUpAt = arrivedAt + 1 + Math.floor(exponential(rng, day.patienceMean));
    const talk = 10 + Math.floor(exponential(rng, day.talkMean - 10));
    const [agent, agentFreeAt] = nextAgent(freeAt);
    const answeredAt = Math.max(arrivedAt + 1, agentFreeAt);
    if (givesUpAt < answeredAt) {
      calls.push({ queue, arrivedAt, leftQueueAt: givesUpAt, service: undefined });
    } else {
      calls.push({ queue, arrivedAt, leftQueueAt: answeredAt, service: { agent, endedAt: answeredAt + talk } });
      freeAt.set(agent, answeredAt + talk + 5);
    }
  }
}

function nextAgent(freeAt: ReadonlyMap<string, number>): readonly [string, number] {
  const [first, ...others] = freeAt;
  if (first === undefined) throw new RangeError('a sample day needs an agent');
  return others.reduce((best, other) => (other[1] < best[1] ? other : best), first);
}

function exponential(rng: Rng, mean: number): number {
  return -mean * Math.log(1 - rng.next());
}
