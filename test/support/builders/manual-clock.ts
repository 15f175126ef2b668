import type { Clock } from '../../../lib/ports/clock';

/** A clock that stands still until a test, or a sleeper, moves it. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => void;
  readonly set: (nowMs: number) => void;
}

export function createManualClock(startMs: number): ManualClock {
  let now = startMs;
  const advance = (ms: number) => void (now += ms);
  return {
    nowMs: () => now,
    sleep: async (ms) => advance(ms),
    advance,
    set: (nowMs) => void (now = nowMs),
  };
}
