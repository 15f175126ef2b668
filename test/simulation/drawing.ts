/**
 * How many are drawn, and which: SIM_RUNS and SIM_SEED choose others. A failure is told as it was drawn, because days take
 * minutes to shrink; SIM_SHRINK=1 shrinks it.
 */
export function drawing(
  runs: number,
  seed: number,
): {
  readonly numRuns: number;
  readonly seed: number;
  readonly endOnFailure: boolean;
} {
  return {
    numRuns: Number(process.env['SIM_RUNS'] ?? runs),
    seed: Number(process.env['SIM_SEED'] ?? seed),
    endOnFailure: process.env['SIM_SHRINK'] === undefined,
  };
}
