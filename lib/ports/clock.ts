/** The time, and the only way to let it pass. Real in the cloud; stepped on a laptop and in tests. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  readonly nowMs: () => number;
  /** Resolves once `ms` milliseconds have passed on this clock. */
  readonly sleep: (ms: number) => Promise<void>;
}
