import type { PoolTimes } from '../../../lib/core/dispatch/expected-agents';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The centre that is simulated, and the people who ring it; docs/performance.md says where each figure comes from. */
export const scene = {
  /** Open so long each day, from nine on (UTC). */
  openMs: 8 * HOUR_MS,
  /** Of the agents' time, what all contacts take that ring in, repeats included. */
  load: 0.9,
  /** Talk and after-contact work. */
  handleMs: 335_000,
  afterContactWorkMs: 30_000,
  afterContactWorkSdMs: 8_000,
  /** Squared coefficient of variation of talk, which is log-normal. */
  talkVariation: 0.59,
  /** How long callers hold before hanging up; exponential. */
  patienceMs: 824_000,
  /** The same for callers who were called back and are ready. */
  readyPatienceMs: 290_000,
  answerShare: 0.8,
  noAnswerMs: 25_000,
  /** From picking up to having pressed 1. */
  pressMs: 6_000,
  /** How likely an agent of either half solves what the caller rings for. */
  skills: { good: 0.9, poor: 0.6 },
  /** How likely a caller rings again within the week: for the same, or, having been helped, for something else. */
  ringsAgain: { unsolved: 0.8, solved: 0.1 },
  /** Mean time until then, exponential in hours of opening: a day and a half. */
  againAfterMs: 1.5 * 8 * HOUR_MS,
} as const;

/** What the pool has long learned of itself. */
export const poolTimes: PoolTimes = {
  talkMs: scene.handleMs - scene.afterContactWorkMs,
  afterContactWorkMs: scene.afterContactWorkMs,
  ringMs: 12_000,
  ringToReadyMs: 12_000 + scene.pressMs,
  leadOffsetMs: -500,
};

/** What decides the callers of one run, whatever the strategy. */
export interface Cast {
  readonly agents: number;
  readonly days: number;
  readonly seed: number;
}

const FIRST_OPENING_MS = Date.UTC(2026, 0, 5, 9);

/** When the centre opens on a day, counted from 0. */
export function opensAtMs(day: number): number {
  return FIRST_OPENING_MS + day * DAY_MS;
}

/** The day, counted from 0, that an instant belongs to. */
export function dayOf(atMs: number): number {
  return Math.floor((atMs - FIRST_OPENING_MS) / DAY_MS);
}

/** The instant that lies so much opening time after another: nights do not count, and who rings after closing rings next morning. */
export function afterOpenMs(fromMs: number, openMs: number): number {
  const day = dayOf(fromMs);
  const sinceMs = day * scene.openMs + Math.min(fromMs - opensAtMs(day), scene.openMs) + openMs;
  const then = Math.floor(sinceMs / scene.openMs);
  return opensAtMs(then) + (sinceMs - then * scene.openMs);
}

/** The next midnight (UTC) after a day has closed. */
export function midnightAfterMs(day: number): number {
  return opensAtMs(day + 1) - 9 * HOUR_MS;
}
