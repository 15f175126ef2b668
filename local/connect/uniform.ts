import type { Rng } from '../../lib/core/rng';

/** A knob that draws whole milliseconds, uniform from `minMs` to `maxMs`, both included. */
export function uniformMs(rng: Rng, minMs: number, maxMs: number): () => number {
  return () => minMs + Math.floor(rng.next() * (maxMs - minMs + 1));
}
