import { createRng } from '../../../lib/core/rng';
import type { Rng } from '../../../lib/core/rng';
import { PATIENCE_MEAN_MS_FALLBACK, patienceMeans } from './patience';
import { createNumbers } from './synthetic-number';
import type { Trace, TraceCall } from './trace';
import { TraceError } from './trace-error';

// Ring and answer of a requested callback: assumed, as no public measurement was found.
const ANSWER_PROBABILITY = 0.8;
const RING_SHAPE = 4;
const RING_SCALE_MS = 3_000;
const RING_MS_MIN = 2_000;
const RING_MS_MAX = 24_000;
const DIALS = 3;
/** Measured on 2,992 real callbacks of a bank (Technion 1999). */
const POST_ANSWER_PATIENCE_MEAN_MS = 290_000;
/** Mean talk of VANAD Laboratories 2014, for a trace that shows no talk at all. */
const TALK_MS_FALLBACK = 334_600;

/** One dial to a caller's phone: whether somebody answers, and after how long a ring if so. */
export interface DialDraw {
  readonly answers: boolean;
  readonly ringMs: number;
}

/** All that chance decides for one call, drawn once so that every world replays the same caller. */
export interface CallDraw {
  readonly call: TraceCall;
  /** How long the caller holds before hanging up. */
  readonly patienceMs: number;
  readonly talkMs: number;
  readonly acceptsOffer: boolean;
  /** The first three dials. */
  readonly dials: readonly DialDraw[];
  /** How long the caller stays on the line after answering a callback that no agent takes. */
  readonly postAnswerPatienceMs: number;
  /** A possible E.164 number that the numbering plan has assigned to nobody. */
  readonly number: string;
}

/** Draws every call by (seed, row) alone, so leaving one out changes no other's chances; order of arrival. Throws TraceError. */
export function drawCalls(
  trace: Trace,
  { seed, acceptShare }: { readonly seed: number; readonly acceptShare: number },
): readonly CallDraw[] {
  checkSettings(seed, acceptShare);
  const calls = trace.days.flatMap((day) => day.calls);
  const means = patienceMeans(trace);
  const talks = createTalks(calls);
  const numbers = createNumbers(trace.format, calls);
  return calls.map((call) => {
    const rng = createRng(seedOf(seed, call.row));
    const beyondMs = exponential(rng, means.get(call.queue) ?? PATIENCE_MEAN_MS_FALLBACK);
    const talkDraw = rng.next();
    return {
      call,
      // Exponential patience has no memory: what a served caller had left when answered is drawn as if from the start.
      patienceMs: call.outcome === 'abandoned' ? call.waitMs : call.waitMs + beyondMs,
      talkMs: call.talkMs ?? talks(call.queue, talkDraw),
      acceptsOffer: rng.next() < acceptShare,
      postAnswerPatienceMs: exponential(rng, POST_ANSWER_PATIENCE_MEAN_MS),
      dials: Array.from({ length: DIALS }, () => drawDial(rng)),
      number: numbers(call),
    };
  });
}

/** The talk at a given share of a queue's sorted talks; sorted, so that one call more or less shifts it by a hair. */
function createTalks(calls: readonly TraceCall[]): (queue: string, share: number) => number {
  const talks: number[] = [];
  const byQueue = new Map<string, number[]>();
  for (const { queue, talkMs } of calls) {
    if (talkMs === undefined) continue;
    talks.push(talkMs);
    const ofQueue = byQueue.get(queue);
    if (ofQueue === undefined) byQueue.set(queue, [talkMs]);
    else ofQueue.push(talkMs);
  }
  for (const list of [talks, ...byQueue.values()]) list.sort((a, b) => a - b);
  return (queue, share) => {
    const list = byQueue.get(queue) ?? talks;
    return list[Math.floor(share * list.length)] ?? TALK_MS_FALLBACK;
  };
}

function drawDial(rng: Rng): DialDraw {
  const answers = rng.next() < ANSWER_PROBABILITY;
  // A gamma of whole shape is a sum of exponentials.
  let ringMs = 0;
  for (let stage = 0; stage < RING_SHAPE; stage += 1) ringMs -= RING_SCALE_MS * Math.log(1 - rng.next());
  return { answers, ringMs: Math.round(Math.min(RING_MS_MAX, Math.max(RING_MS_MIN, ringMs))) };
}

function exponential(rng: Rng, meanMs: number): number {
  return Math.round(-meanMs * Math.log(1 - rng.next()));
}

/** One 32-bit seed a row; for a given seed no two rows share one, since every step can be undone (MurmurHash3's finalizer). */
function seedOf(seed: number, row: number): number {
  const start = (Math.imul(row, 0x9e3779b1) ^ mix(seed)) >>> 0;
  return mix(start);
}

function mix(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function checkSettings(seed: number, acceptShare: number): void {
  if (!Number.isSafeInteger(seed)) {
    throw new TraceError({ field: 'seed', value: `${seed}`, reason: 'not whole', allowed: 'a whole number' });
  }
  if (!(acceptShare >= 0 && acceptShare <= 1)) {
    throw new TraceError({ field: 'accept', value: `${acceptShare}`, reason: 'not a share', allowed: '0 to 1' });
  }
}
