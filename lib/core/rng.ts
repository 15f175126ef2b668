/** A source of pseudo-random numbers; the same seed gives the same sequence on every machine. */
export interface Rng {
  /** The next number, uniform in [0, 1). */
  readonly next: () => number;
}

/** Mulberry32 (32-bit state, full period 2^32): small, fast and good enough for simulation and ids that are not secrets. */
export function createRng(seed: number): Rng {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
