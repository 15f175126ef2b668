/** The time, and the only way to let it pass. Real in the cloud; stepped on a laptop and in tests. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  readonly nowMs: () => number;
  /** Resolves once `ms` milliseconds have passed on this clock. */
  readonly sleep: (ms: number) => Promise<void>;
  /**
   * What comes of an act that is begun at once; rejects as soon as `ms` milliseconds have passed on this clock. The act is
   * not stopped by that, and what comes of it later is nobody's.
   */
  readonly within: <T>(ms: number, act: () => Promise<T>) => Promise<T>;
}
