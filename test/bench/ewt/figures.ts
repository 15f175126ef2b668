/** How far one predictor was off. Seconds and shares; RRMSE is the root mean square error over the mean wait. */
export interface ErrorFigures {
  readonly rrmse: number;
  readonly mae: number;
  readonly bias: number;
  /** Of waits of at least 30 s. */
  readonly mape: number;
  readonly medianApe: number;
  /** The limit over what was reached: 1 is the limit. */
  readonly eta: number;
}

/** How well the announced range held. */
export interface RangeFigures {
  readonly coverage: number;
  /** Shares of outcomes sooner and later than announced. */
  readonly sooner: number;
  readonly late: number;
  readonly meanWidthSeconds: number;
  /** Mean width over the width that chance alone would ask for, 2.56 W / sqrt(position). */
  readonly widthToChance: number;
}

/** One call of the population: served after more than 2 s, and told something. Seconds. */
export interface Outcome {
  readonly wait: number;
  /** Squared error that nobody can avoid: the pace squared, times the position. */
  readonly limitSquare: number;
  readonly position: number;
  readonly from: number;
  readonly to: number;
  readonly forecasts: readonly number[];
}

export interface PeriodFigures {
  readonly calls: number;
  readonly meanWait: number;
  readonly limitRrmse: number;
  readonly errors: readonly ErrorFigures[];
  readonly range: RangeFigures;
}

const APE_WAIT_MIN = 30;
/** Width of the central 80 in 100 of a normal, in standard deviations. */
const CENTRAL_WIDTH = 2.56;

/** Collects outcomes in columns, so that half a million of them stay small. */
export function createLedger(predictors: number) {
  const waits: number[] = [];
  const limits: number[] = [];
  const froms: number[] = [];
  const tos: number[] = [];
  const positions: number[] = [];
  const columns = Array.from({ length: predictors }, (): number[] => []);
  const rows = (waitMin: number): readonly number[] => [...waits.keys()].filter((row) => (waits[row] ?? 0) >= waitMin);
  return {
    add: (outcome: Outcome): void => {
      waits.push(outcome.wait);
      limits.push(outcome.limitSquare);
      froms.push(outcome.from);
      tos.push(outcome.to);
      positions.push(outcome.position);
      columns.forEach((column, at) => column.push(outcome.forecasts[at] ?? Number.NaN));
    },
    size: (): number => waits.length,
    /** Of all calls, or of those who waited at least so many seconds. */
    figures: (waitMin = 0): PeriodFigures => {
      const chosen = rows(waitMin);
      const wait = (row: number): number => waits[row] ?? 0;
      const meanWait = mean(chosen, wait);
      const limitRrmse = Math.sqrt(mean(chosen, (row) => limits[row] ?? 0)) / meanWait;
      const errors = columns.map((column) =>
        errorFigures(chosen, wait, (row) => column[row] ?? Number.NaN, limitRrmse),
      );
      const sooner = mean(chosen, (row) => (wait(row) < (froms[row] ?? 0) ? 1 : 0));
      const late = mean(chosen, (row) => (wait(row) > (tos[row] ?? 0) ? 1 : 0));
      const width = mean(chosen, (row) => (tos[row] ?? 0) - (froms[row] ?? 0));
      const chance = mean(chosen, (row) => (CENTRAL_WIDTH * wait(row)) / Math.sqrt(positions[row] ?? 1));
      const range = {
        coverage: 1 - sooner - late,
        sooner,
        late,
        meanWidthSeconds: width,
        widthToChance: width / chance,
      };
      return { calls: chosen.length, meanWait, limitRrmse, errors, range };
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;

function errorFigures(
  rows: readonly number[],
  wait: (row: number) => number,
  forecast: (row: number) => number,
  limitRrmse: number,
): ErrorFigures {
  const error = (row: number): number => forecast(row) - wait(row);
  const rrmse = Math.sqrt(mean(rows, (row) => error(row) ** 2)) / mean(rows, wait);
  const shares = rows
    .filter((row) => wait(row) >= APE_WAIT_MIN)
    .map((row) => Math.abs(error(row)) / wait(row))
    .toSorted((a, b) => a - b);
  return {
    rrmse,
    mae: mean(rows, (row) => Math.abs(error(row))),
    bias: mean(rows, error),
    mape: shares.reduce((sum, one) => sum + one, 0) / shares.length,
    medianApe: shares[Math.floor(shares.length / 2)] ?? Number.NaN,
    eta: limitRrmse / rrmse,
  };
}

function mean(rows: readonly number[], value: (row: number) => number): number {
  let sum = 0;
  for (const row of rows) sum += value(row);
  return sum / rows.length;
}
