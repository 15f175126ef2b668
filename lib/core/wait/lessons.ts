import { blendAfter, blended, emptyBlend, weightsOf, type Blend } from './blend';
import { PACE_KEPT_MS, paceAfter, type Pace } from './pace';
import type { PickUp } from './pool-statistics';
import { chosenTuning, type Tuning } from './tuning';
import { firstSpread, spreadAfter, waitRangeMs, type Spread } from './wait-range';

/** How one line moves: that of a whole pool, or of one queue of it. */
export interface LineLessons {
  readonly pace: Pace;
  /** The wait of the last holder who reached an agent. */
  readonly lastWaitMs?: number;
}

/** What the pick-ups of a pool have taught; a few numbers for the pool and for each of its queues. */
export interface Lessons {
  readonly pool?: LineLessons;
  readonly queues: Readonly<Record<string, LineLessons>>;
  readonly blend: Blend;
  readonly spread: Spread;
}

/** Who is answered within this time did not stand in a line, and says nothing about how lines are forecast. */
const AT_ONCE_MS = 2_000;

export function noLessons(tuning: Tuning = chosenTuning): Lessons {
  return { queues: {}, blend: emptyBlend, spread: firstSpread(tuning) };
}

/** What is known after more pick-ups, given in order of time. */
export function learn(lessons: Lessons, pickUps: readonly PickUp[], tuning: Tuning = chosenTuning): Lessons {
  const queues = new Map(Object.entries(lessons.queues));
  let { pool, blend, spread } = lessons;
  for (const pickUp of pickUps) {
    pool = lineAfter(pool, pickUp, tuning);
    if (pickUp.queue !== undefined) queues.set(pickUp.queue, lineAfter(queues.get(pickUp.queue), pickUp, tuning));
    forgetIdle(queues, pickUp.atMs);
    const waitMs = pickUp.atMs - pickUp.readySinceMs;
    if (pickUp.told === undefined || pickUp.isCallback || waitMs <= AT_ONCE_MS) continue;
    // Judged by what is known now, not by the words once told, so that the order of events does not matter.
    const expectedMs = blended(pickUp.told, weightsOf(blend, tuning));
    const range = waitRangeMs(expectedMs, expectedMs / pickUp.told.gapMs, spread, tuning);
    spread = spreadAfter(spread, range, waitMs, tuning);
    blend = blendAfter(blend, pickUp.told, waitMs, tuning);
  }
  return { ...(pool === undefined ? {} : { pool }), queues: Object.fromEntries(queues), blend, spread };
}

/** What a queue showed before the last day says nothing of now; a queue that is no more is not kept for ever. */
function forgetIdle(queues: Map<string, LineLessons>, nowMs: number): void {
  for (const [queue, { pace }] of queues) if (nowMs - pace.lastPickUpAtMs > PACE_KEPT_MS) queues.delete(queue);
}

function lineAfter(line: LineLessons | undefined, pickUp: PickUp, tuning: Tuning): LineLessons {
  const pace = paceAfter(line?.pace, pickUp, tuning);
  const lastWaitMs = pickUp.isCallback ? line?.lastWaitMs : Math.max(0, pickUp.atMs - pickUp.placeMs);
  return { pace, ...(lastWaitMs === undefined ? {} : { lastWaitMs }) };
}
