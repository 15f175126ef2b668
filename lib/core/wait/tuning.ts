/** The numbers behind the wait prediction. `npm run bench:ewt -- --choose` prints the grid that they were chosen from. */
export interface Tuning {
  /** Weight of the newest gap in the mean gap between pick-ups, once enough are known for a plain mean to be too slow. */
  readonly gapGain: number;
  /** Weights of the two other forecasts beside that of the queue's own line, until a pool has shown better ones. */
  readonly poolWeight: number;
  readonly lastWeight: number;
  /** Weight of the newest outcome in what is known of the weights: outcomes older than about 1 / this are forgotten. */
  readonly blendGain: number;
  /** How firmly the first weights are held: the evidence that weighs as much, in seconds. */
  readonly blendPull: number;
  /** Half widths of the first range in standard deviations of a logarithm, below and above, until a pool has shown others. */
  readonly below: number;
  readonly above: number;
  /** How far one outcome moves a half width. */
  readonly spreadStep: number;
  /** Relative width that is left however many callers are ahead. */
  readonly spreadFloor: number;
}

/**
 * Chosen on VANAD Laboratories, January to August 2014, and the Technion bank, January 1999, together: the least mean
 * logarithm of the relative error (RRMSE), for the range the coverage nearest to 80 in 100 at the least width.
 */
export const chosenTuning: Tuning = {
  gapGain: 0.07,
  poolWeight: 0.6,
  lastWeight: 0.15,
  blendGain: 0.002,
  blendPull: 5,
  below: 1.9,
  above: 1.6,
  spreadStep: 0.01,
  spreadFloor: 0.1,
};
