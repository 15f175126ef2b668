import type { WallClock } from './wall-clock';

/** Ties simulated time to real time at a fixed ratio. */
export interface Pace {
  /** Begins counting: simulated time is `simulatedMs` now. */
  readonly start: (simulatedMs: number) => void;
  /** The simulated time that real time has reached, in whole milliseconds. */
  readonly simulatedMs: () => number;
  /** Real milliseconds to wait before simulated time may be `targetMs`, at most one slice; 0 when it already may. */
  readonly waitMs: (targetMs: number) => number;
  readonly wait: (ms: number) => Promise<void>;
}

// A wait cannot be taken back, so it is cut into slices: an abandoned one holds up nothing for long.
const SLICE_MS = 100;

/** `speed` is simulated milliseconds per real millisecond and must be positive. */
export function createPace(speed: number, wallClock: WallClock): Pace {
  if (!(speed > 0)) throw new Error(`speed must be positive, got ${speed}`);
  let startedAtWallMs = 0;
  let startedAtSimulatedMs = 0;
  const simulatedMs = (): number => Math.floor(startedAtSimulatedMs + (wallClock.nowMs() - startedAtWallMs) * speed);
  return {
    start: (fromMs) => {
      startedAtWallMs = wallClock.nowMs();
      startedAtSimulatedMs = fromMs;
    },
    simulatedMs,
    waitMs: (targetMs) => {
      const missingMs = targetMs - simulatedMs();
      return missingMs <= 0 ? 0 : Math.min(SLICE_MS, Math.max(1, missingMs / speed));
    },
    wait: wallClock.wait,
  };
}
