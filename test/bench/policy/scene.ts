import { createRng } from '../../../lib/core/rng';

/** What one caller does, drawn before anything else, so that every policy meets the same people. Milliseconds. */
export interface CallDraw {
  readonly index: number;
  readonly atMs: number;
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  /** How long this caller holds before hanging up. */
  readonly patienceMs: number;
  /** Whether this caller takes a callback that is offered. */
  readonly takes: boolean;
  /** What becomes of each dial: answered after so long, or not at all. */
  readonly rings: readonly { readonly answers: boolean; readonly afterMs: number }[];
  /** How long this caller waits for an agent after having answered. */
  readonly readyPatienceMs: number;
}

/** The centre of the published comparison: one pool, a day of eight hours with two hours of overload. Milliseconds. */
export const scene = {
  dayMs: 8 * 3_600_000,
  /** Offered load from each instant of the day on. */
  loads: [
    { fromMs: 0, load: 0.85 },
    { fromMs: 2 * 3_600_000, load: 1.15 },
    { fromMs: 4 * 3_600_000, load: 0.75 },
  ],
  handleMs: 335_000,
  afterContactWorkMs: 30_000,
  afterContactWorkSdMs: 8_000,
  /** Squared coefficient of variation of talk. */
  talkVariation: 0.59,
  patienceMs: 824_000,
  readyPatienceMs: 290_000,
  offerFromMs: 120_000,
  takeShare: 0.37,
  answerShare: 0.8,
  noAnswerMs: 25_000,
  retryAfterMs: 300_000,
  attemptsMax: 2,
} as const;

/** The callers of one day of a pool of so many agents. The same arguments give the same callers. */
export function drawDay(agents: number, seed: number, day: number): readonly CallDraw[] {
  const rng = createRng(seed * 100_003 + day * 31 + agents);
  const draws = drawsOf(rng.next);
  const highest = Math.max(...scene.loads.map(({ load }) => load));
  const perMs = agents / scene.handleMs;
  const talkMeanMs = scene.handleMs - scene.afterContactWorkMs;
  const calls: CallDraw[] = [];
  for (let atMs = draws.exponential(1 / (highest * perMs)); atMs < scene.dayMs;) {
    const load = scene.loads.findLast(({ fromMs }) => fromMs <= atMs)?.load ?? 0;
    if (rng.next() * highest < load) {
      calls.push({
        index: calls.length,
        atMs: Math.round(atMs),
        talkMs: Math.round(draws.logNormal(talkMeanMs, scene.talkVariation)),
        afterContactWorkMs: Math.round(
          Math.max(1_000, draws.normal(scene.afterContactWorkMs, scene.afterContactWorkSdMs)),
        ),
        patienceMs: Math.round(draws.exponential(scene.patienceMs)) + 1,
        takes: rng.next() < scene.takeShare,
        rings: Array.from({ length: scene.attemptsMax }, () => ({
          answers: rng.next() < scene.answerShare,
          afterMs: Math.round(draws.ringMs()),
        })),
        readyPatienceMs: Math.round(draws.exponential(scene.readyPatienceMs)) + 1,
      });
    }
    atMs += draws.exponential(1 / (highest * perMs));
  }
  return calls;
}

function drawsOf(next: () => number) {
  const exponential = (mean: number): number => -mean * Math.log(1 - next());
  const normal = (mean: number, sd: number): number =>
    mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    exponential,
    normal,
    logNormal: (mean: number, variation: number): number => {
      const sigma = Math.sqrt(Math.log(1 + variation));
      return mean * Math.exp(normal(-(sigma ** 2) / 2, sigma));
    },
    /** Gamma of shape 4 and scale 3 s (mean 12 s), from 2 s to a second before it counts as no answer. */
    ringMs: (): number => {
      const sum = exponential(3_000) + exponential(3_000) + exponential(3_000) + exponential(3_000);
      return Math.min(scene.noAnswerMs - 1_000, Math.max(2_000, sum));
    },
  };
}
