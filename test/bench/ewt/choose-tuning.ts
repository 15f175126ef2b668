import { chosenTuning, type Tuning } from '../../../lib/core/wait/tuning';
import type { Centre } from './centres';
import { createLedger } from './figures';
import { watchCentre } from './watch-centre';

/** One value of one parameter, all others as chosen, on the selection months of each centre. */
export interface Trial {
  readonly parameter: string;
  readonly value: string;
  readonly isChosen: boolean;
  /** By centre: RRMSE, coverage of the range, its width over that of chance. */
  readonly byCentre: Readonly<
    Record<string, { readonly rrmse: number; readonly coverage: number; readonly width: number }>
  >;
  /** Geometric mean of RRMSE over the centres: what the forecast is chosen by. */
  readonly rrmse: number;
  /** Mean distance of the coverage from 0.8, and geometric mean of the width: what the range is chosen by. */
  readonly coverageOff: number;
  readonly width: number;
}

type Variant = { readonly parameter: string; readonly value: string; readonly tuning: Tuning };

/** Each parameter in turn around what is chosen; a better neighbour would be taken, and the grid run again. */
const variants: readonly Variant[] = [
  { parameter: 'as chosen', value: '', tuning: chosenTuning },
  ...[0.03, 0.05, 0.07, 0.1, 0.15].map((gapGain) => variant('gapGain', gapGain, { gapGain })),
  ...[0.4, 0.5, 0.6, 0.7].map((poolWeight) => variant('poolWeight', poolWeight, { poolWeight })),
  ...[0, 0.1, 0.15, 0.2, 0.3].map((lastWeight) => variant('lastWeight', lastWeight, { lastWeight })),
  ...[0.0005, 0.001, 0.002, 0.005, 0.01].map((blendGain) => variant('blendGain', blendGain, { blendGain })),
  ...[1, 5, 25].map((blendPull) => variant('blendPull', blendPull, { blendPull })),
  ...[0.005, 0.01, 0.02].map((spreadStep) => variant('spreadStep', spreadStep, { spreadStep })),
  ...[0, 0.05, 0.1, 0.15, 0.2].map((spreadFloor) => variant('spreadFloor', spreadFloor, { spreadFloor })),
];

/** Tries the grid on the selection months alone; the report months are not even looked at. */
export async function chooseTuning(centres: readonly Centre[]): Promise<readonly Trial[]> {
  const measured = await Promise.all(centres.map(async (centre) => ({ centre, figures: await measure(centre) })));
  return variants.map(({ parameter, value, tuning }, at) => {
    const own = measured.map(({ centre, figures }) => [centre.name, figures[at]] as const);
    const known = own.flatMap(([, one]) => (one === undefined ? [] : [one]));
    return {
      parameter,
      value,
      isChosen: JSON.stringify(tuning) === JSON.stringify(chosenTuning),
      byCentre: Object.fromEntries(own.flatMap(([name, one]) => (one === undefined ? [] : [[name, one]]))),
      rrmse: geometricMean(known.map((one) => one.rrmse)),
      coverageOff: known.reduce((sum, one) => sum + Math.abs(one.coverage - 0.8), 0) / known.length,
      width: geometricMean(known.map((one) => one.width)),
    };
  });
}

async function measure(centre: Centre) {
  const [selection] = centre.periods.filter((period) => period.use === 'selection');
  if (selection === undefined) return [];
  const ledgers = variants.map(() => createLedger(1));
  const files = centre.files.slice(0, centre.name === 'vanad' ? -1 : 1);
  await watchCentre(
    { ...centre, files },
    variants.map((one) => one.tuning),
    ({ call, pool, told }) => {
      if (!selection.holds(call)) return;
      told.forEach(({ waitMs, range }, at) => {
        ledgers[at]?.add({
          wait: call.waitMs / 1000,
          limitSquare: 0,
          position: pool.found + 1,
          from: range.fromMs / 1000,
          to: range.toMs / 1000,
          forecasts: [waitMs / 1000],
        });
      });
    },
  );
  return ledgers.map((ledger) => {
    const { errors, range } = ledger.figures();
    return { rrmse: errors[0]?.rrmse ?? Number.NaN, coverage: range.coverage, width: range.widthToChance };
  });
}

function variant(parameter: string, value: number, change: Partial<Tuning>): Variant {
  return { parameter, value: String(value), tuning: { ...chosenTuning, ...change } };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, one) => sum + Math.log(one), 0) / values.length);
}
