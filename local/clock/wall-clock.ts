/** Real time, behind an interface so that pacing can be tested. */
export interface WallClock {
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The machine's monotonic time: a corrected system date does not make the stepped clock jump. */
export const systemWallClock: WallClock = {
  nowMs: () => performance.now(),
  wait: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
};
