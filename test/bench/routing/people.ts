import { createRng, type Rng } from '../../../lib/core/rng';
import { scene } from './scene';

/** What one caller does on one contact, whoever takes it; drawn by who it is, so that every strategy meets the same people. */
export interface ContactDraw {
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  readonly patienceMs: number;
  /** Solved by an agent who solves more than this part of all. */
  readonly solvedAboveSkill: number;
  /** Rings again where that is likelier than this. */
  readonly ringsAgainBelow: number;
  /** After so much opening time, at most a week of it. */
  readonly againAfterMs: number;
}

/** What becomes of one dial. */
export interface DialDraw {
  readonly isAnswered: boolean;
  readonly ringMs: number;
  /** How long the caller waits for an agent after having pressed 1. */
  readonly patienceMs: number;
}

/** The part of those who ring again at all who do so within the week. */
const WEEK_MS = 7 * scene.openMs;
const WITHIN_WEEK = 1 - Math.exp(-WEEK_MS / scene.againAfterMs);

export function drawContact(seed: number, caller: number, nth: number): ContactDraw {
  const rng = rngOf(seed, caller, nth);
  return {
    talkMs: Math.round(logNormal(rng, scene.handleMs - scene.afterContactWorkMs, scene.talkVariation)),
    afterContactWorkMs: Math.round(
      Math.max(1_000, scene.afterContactWorkMs + scene.afterContactWorkSdMs * standardNormal(rng)),
    ),
    patienceMs: Math.round(exponential(rng, scene.patienceMs)) + 1,
    solvedAboveSkill: rng.next(),
    ringsAgainBelow: rng.next(),
    againAfterMs: Math.round(-scene.againAfterMs * Math.log(1 - rng.next() * WITHIN_WEEK)),
  };
}

export function drawDial(seed: number, { caller, nth }: { caller: number; nth: number }, attempt: number): DialDraw {
  const rng = rngOf(seed, caller, nth + attempt * 1_000);
  const isAnswered = rng.next() < scene.answerShare;
  // Gamma of shape 4 and scale 3 s (mean 12 s), from 2 s to a second before it counts as no answer.
  const ringMs = exponential(rng, 3_000) + exponential(rng, 3_000) + exponential(rng, 3_000) + exponential(rng, 3_000);
  return {
    isAnswered,
    ringMs: Math.round(Math.min(scene.noAnswerMs - 1_000, Math.max(2_000, ringMs))),
    patienceMs: Math.round(exponential(rng, scene.readyPatienceMs)) + 1,
  };
}

/** How likely a caller rings again within the week after an agent who solves so much. */
export function ringsAgainShare(skill: number): number {
  return skill * scene.ringsAgain.solved + (1 - skill) * scene.ringsAgain.unsolved;
}

/** The part of those who ring again whose call has come after so much opening time. */
export function againWithin(openMs: number): number {
  if (openMs <= 0) return 0;
  return (1 - Math.exp(-Math.min(openMs, WEEK_MS) / scene.againAfterMs)) / WITHIN_WEEK;
}

/** Of each contact and each dial its own, whatever else is drawn. */
function rngOf(seed: number, caller: number, nth: number): Rng {
  return createRng(Math.imul(seed, 0x9e3779b1) ^ Math.imul(caller + 1, 0x85ebca6b) ^ Math.imul(nth + 1, 0xc2b2ae35));
}

function exponential({ next }: Rng, mean: number): number {
  return -mean * Math.log(1 - next());
}

function standardNormal({ next }: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function logNormal(rng: Rng, mean: number, variation: number): number {
  const sigma = Math.sqrt(Math.log(1 + variation));
  return mean * Math.exp(-(sigma ** 2) / 2 + sigma * standardNormal(rng));
}
