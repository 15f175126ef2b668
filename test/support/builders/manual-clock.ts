import type { Clock } from '../../../lib/ports/clock';

/** A clock that stands still until a test, or a sleeper, moves it. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => void;
  readonly set: (nowMs: number) => void;
}

interface Limit {
  readonly atMs: number;
  readonly end: () => void;
}

/** A sleeper moves it no further than to the first limit that somebody has set; then it sleeps on for ever. */
export function createManualClock(startMs: number): ManualClock {
  let now = startMs;
  const limits = new Set<Limit>();
  const set = (nowMs: number) => {
    now = nowMs;
    for (const limit of limits) if (limit.atMs < now) limit.end();
  };
  const advance = (ms: number) => set(now + ms);
  return {
    nowMs: () => now,
    sleep: async (ms) => {
      if (limits.size === 0) return advance(ms);
      // What is under way beside it is done before any time passes.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      const firstMs = Math.min(...[...limits].map(({ atMs }) => atMs));
      if (now + ms <= firstMs) return advance(ms);
      set(firstMs + 1);
      return new Promise(() => undefined);
    },
    within: (ms, act) =>
      new Promise((resolve, reject) => {
        const limit = {
          atMs: now + ms,
          end: () => {
            limits.delete(limit);
            reject(new Error(`no answer within ${ms} ms`));
          },
        };
        limits.add(limit);
        void act()
          .then(resolve, reject)
          .finally(() => limits.delete(limit));
      }),
    advance,
    set,
  };
}
