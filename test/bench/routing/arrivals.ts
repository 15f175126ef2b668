import { createRng } from '../../../lib/core/rng';
import { againWithin, ringsAgainShare } from './people';
import { opensAtMs, scene, type Cast } from './scene';
import { skillsOf } from './skills';

/** Parts of a day within which new callers come at one rate. */
const PARTS = 16;

/**
 * When new callers ring, in order. They are as many fewer than the load asks for as callers of earlier days and hours may
 * be expected to ring again, so that the centre carries its load from the first day on, repeats included.
 */
export function drawArrivals(cast: Cast): readonly number[] {
  const { next } = createRng(Math.imul(cast.seed, 0x27d4eb2f));
  const partMs = scene.openMs / PARTS;
  const allInPart = (scene.load * cast.agents * partMs) / scene.handleMs;
  const arrivals: number[] = [];
  for (const [part, again] of repeatsByPart(cast, allInPart).entries()) {
    const fromMs = opensAtMs(Math.floor(part / PARTS)) + (part % PARTS) * partMs;
    const gapMs = partMs / (allInPart - again);
    // A process without memory may be drawn anew in each part.
    for (let atMs = fromMs - gapMs * Math.log(1 - next()); atMs < fromMs + partMs;) {
      arrivals.push(Math.round(atMs));
      atMs -= gapMs * Math.log(1 - next());
    }
  }
  return arrivals;
}

function repeatsByPart(cast: Cast, allInPart: number): readonly number[] {
  const partMs = scene.openMs / PARTS;
  const shares = [...skillsOf(cast).values()].map(ringsAgainShare);
  const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  const within = (parts: number): number => againWithin((parts + 0.5) * partMs) - againWithin((parts - 0.5) * partMs);
  let again = 0;
  return Array.from({ length: cast.days * PARTS }, (_, part) => {
    // Whoever came as late as parts ago is as likely among all as anybody, however often they have rung before.
    again += allInPart * share * within(part);
    return again;
  });
}
