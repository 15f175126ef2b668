import type { WallClock } from '../clock/wall-clock';

/** Real time that can be slowed down: a run at many times its speed waits for people who are asked something. */
export interface UnhurriedClock {
  readonly wall: WallClock;
  /** Slows down until the function that it gives is called, and every other one too. */
  readonly attend: () => () => void;
}

// A wait is cut into slices, so that one begun in slow time is not much too long in quick time.
const SLICE_MS = 50;

/** Slowed down, one simulated second of a run at `speed` takes one real second; a run that is slower is left alone. */
export function createUnhurriedClock(real: WallClock, speed: number): UnhurriedClock {
  const slowFactor = Math.min(1, 1 / speed);
  let attended = 0;
  let reachedMs = real.nowMs();
  let lastRealMs = reachedMs;

  const factor = (): number => (attended > 0 ? slowFactor : 1);
  function nowMs(): number {
    const realMs = real.nowMs();
    reachedMs += (realMs - lastRealMs) * factor();
    lastRealMs = realMs;
    return reachedMs;
  }

  return {
    wall: { nowMs, wait: (ms) => real.wait(Math.min(SLICE_MS, ms / factor())) },
    attend: () => {
      nowMs();
      attended += 1;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        nowMs();
        attended -= 1;
      };
    },
  };
}
