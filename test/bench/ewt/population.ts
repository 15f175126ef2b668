import type { ErrorFigures, Ledger, RangeFigures } from './figures';

/** By the name of the predictor. */
export type Errors = Readonly<Record<string, ErrorFigures>>;

/** The figures of some callers, rounded as they are printed. */
export interface Population {
  readonly calls: number;
  readonly meanWaitSeconds: number;
  readonly limitRrmse: number;
  /** Holdfree first. */
  readonly predictors: Errors;
  readonly bestOfOthers: string;
  /** RRMSE of Holdfree over that of the best of the others: below 1 is better than all of them. */
  readonly holdfreeToBest: number;
  readonly range: RangeFigures;
}

/** Told the rates of a model, it shows the limit; nobody can be measured against it. */
export const KNOWN_RATES = 'qlmKnown';

/** Callbacks are offered to those who wait about this long. */
export const LONG_WAIT_SECONDS = 120;

/** Sums a ledger up, whose columns have these names: of all in it, or of those who waited so many seconds. */
export function populationOf(ledger: Ledger, names: readonly string[], waitMin = 0): Population {
  const { calls, meanWait, limitRrmse, errors, range } = ledger.figures(waitMin);
  const named = names.map((name, at) => ({ name, rrmse: errors[at]?.rrmse ?? Number.NaN }));
  const [holdfree, ...others] = named;
  const best = others
    .filter(({ name }) => name !== KNOWN_RATES)
    .reduce((least, one) => (one.rrmse < least.rrmse ? one : least));
  return {
    calls,
    meanWaitSeconds: round(meanWait),
    limitRrmse: round(limitRrmse),
    predictors: Object.fromEntries(errors.map((figures, at) => [names[at], roundedErrors(figures)])),
    bestOfOthers: best.name,
    holdfreeToBest: round((holdfree?.rrmse ?? Number.NaN) / best.rrmse),
    range: {
      coverage: round(range.coverage),
      sooner: round(range.sooner),
      late: round(range.late),
      meanWidthSeconds: round(range.meanWidthSeconds),
      widthToChance: round(range.widthToChance),
    },
  };
}

function roundedErrors({ rrmse, mae, bias, mape, medianApe, eta }: ErrorFigures): ErrorFigures {
  return {
    rrmse: round(rrmse),
    mae: round(mae),
    bias: round(bias),
    mape: round(mape),
    medianApe: round(medianApe),
    eta: round(eta),
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
