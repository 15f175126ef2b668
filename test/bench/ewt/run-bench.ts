import { chosenTuning, type Tuning } from '../../../lib/core/wait/tuning';
import type { Centre, Period } from './centres';
import { createLedger, type Ledger } from './figures';
import type { LineSight } from './known-predictors';
import { LONG_WAIT_SECONDS, populationOf, type Population } from './population';
import { playModels, type ModelCalls, type ModelReport } from './run-models';
import { watchCentre, type Observation } from './watch-centre';

/** Holdfree first, then what others build, each over the whole pool and over the caller's own queue. */
const predictors = [
  'holdfree',
  'lesPool',
  'lesQueue',
  'holPool',
  'holQueue',
  'average15Pool',
  'average15Queue',
  'qlmPool',
  'qlmQueue',
] as const;

/** The figures of one part of one call log. */
export interface PeriodReport extends Population {
  readonly centre: string;
  readonly period: string;
  readonly use: 'selection' | 'report';
  readonly waitedTwoMinutes: Population;
}

/** All periods of all centres, and the models whose limit is known. */
export interface BenchReport {
  readonly tuning: Tuning;
  readonly periods: readonly PeriodReport[];
  /** By centre, callers of the population to whom somebody could say nothing yet; they are in no figure. */
  readonly untold: Readonly<Record<string, number>>;
  readonly models: readonly ModelReport[];
}

/** One centre after the other, so that one file is in memory at a time. */
export async function benchCentres(centres: readonly Centre[], callsOfModel?: ModelCalls): Promise<BenchReport> {
  const periods: PeriodReport[] = [];
  const untold: Record<string, number> = {};
  for (const centre of centres) {
    const ledgers = centre.periods.map((period) => ({ period, ledger: createLedger(predictors.length) }));
    untold[centre.name] = await watchCentre(centre, [chosenTuning], (observation) => {
      for (const { period, ledger } of ledgers) if (period.holds(observation.call)) enter(ledger, observation);
    });
    const filled = ledgers.filter(({ ledger }) => ledger.size() > 0);
    periods.push(...filled.map(({ period, ledger }) => reportOf(centre, period, ledger)));
  }
  return { tuning: chosenTuning, periods, untold, models: playModels(callsOfModel) };
}

function enter(ledger: Ledger, { call, pool, queue, told }: Observation): void {
  const [holdfree] = told;
  if (holdfree === undefined) return;
  const pick = (of: (sight: LineSight) => number): readonly number[] => {
    const byPool = of(pool);
    const byQueue = of(queue);
    // A queue whose own line has not moved yet is forecast by the pool's.
    return [byPool, Number.isFinite(byQueue) ? byQueue : byPool];
  };
  ledger.add({
    wait: call.waitMs / 1000,
    limitSquare: pool.perPlace ** 2 * (pool.found + 1),
    position: pool.found + 1,
    from: holdfree.range.fromMs / 1000,
    to: holdfree.range.toMs / 1000,
    forecasts: [
      holdfree.waitMs / 1000,
      ...pick((sight) => sight.les),
      ...pick((sight) => sight.hol),
      ...pick((sight) => sight.average),
      ...pick((sight) => sight.qlm),
    ],
  });
}

function reportOf(centre: Centre, { name, use }: Period, ledger: Ledger): PeriodReport {
  return {
    centre: centre.name,
    period: name,
    use,
    ...populationOf(ledger, predictors),
    waitedTwoMinutes: populationOf(ledger, predictors, LONG_WAIT_SECONDS),
  };
}
