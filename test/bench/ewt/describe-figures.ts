import type { Trial } from './choose-tuning';
import type { Population } from './population';
import type { BenchReport } from './run-bench';

/** The figures for people: a block for each period, a line for each predictor. */
export function describeReport(report: BenchReport): string {
  const untold = Object.entries(report.untold).map(([centre, calls]) => `${centre} ${calls}`);
  const periods = report.periods.map((period) => {
    const title = `${period.centre} ${period.period} (${period.use})`;
    return describePopulation(title, period, period.waitedTwoMinutes);
  });
  const models = report.models.map((model) => {
    const { agents, load, leavingToService } = model;
    const title = `${model.model}, ${agents} agents, load ${load}, theta/mu ${leavingToService.toFixed(2)}`;
    return describePopulation(title, model, model.waitedTwoMinutes);
  });
  return `${[...periods, ...models].join('\n')}\nCallers nothing could be said to yet: ${untold.join(', ')}\n`;
}

/** The grid: one line for each value of each parameter. */
export function describeTrials(trials: readonly Trial[]): string {
  const head = row(
    ['parameter', 'value', 'rrmse', 'coverage off', 'width', 'by centre: rrmse coverage width'],
    [14, 9, 9, 14, 8],
  );
  const lines = trials.map((trial) =>
    row(
      [
        trial.isChosen ? `${trial.parameter} *` : trial.parameter,
        trial.value,
        trial.rrmse.toFixed(4),
        trial.coverageOff.toFixed(4),
        trial.width.toFixed(3),
        Object.entries(trial.byCentre)
          .map(([name, one]) => `${name} ${one.rrmse.toFixed(4)} ${one.coverage.toFixed(3)} ${one.width.toFixed(3)}`)
          .join('; '),
      ],
      [14, 9, 9, 14, 8],
    ),
  );
  return `${[head, ...lines].join('')}* as chosen\n`;
}

function describePopulation(title: string, all: Population, long: Population): string {
  const widths = [25, 9, 9, 9, 9, 12, 9, 16];
  const head = ['predictor', 'RRMSE', 'MAE s', 'bias s', 'MAPE', 'median APE', 'eta', 'RRMSE of 120 s+'];
  const lines = Object.entries(all.predictors).map(([name, { rrmse, mae, bias, mape, medianApe, eta }]) => {
    const figures = [
      rrmse.toFixed(3),
      mae.toFixed(1),
      bias.toFixed(1),
      mape.toFixed(3),
      medianApe.toFixed(3),
      eta.toFixed(2),
    ];
    return row([name, ...figures, (long.predictors[name]?.rrmse ?? Number.NaN).toFixed(3)], widths);
  });
  return [
    `${title}: ${all.calls} calls, mean wait ${all.meanWaitSeconds.toFixed(1)} s`,
    `, limit ${all.limitRrmse.toFixed(3)}; of ${long.calls} that waited 120 s or more, limit ${long.limitRrmse.toFixed(3)}\n`,
    row(head, widths),
    ...lines,
    `Holdfree / best of the others (${all.bestOfOthers}): ${all.holdfreeToBest.toFixed(3)}\n`,
    describeRange('Range P10-P90', all),
    describeRange('of 120 s and more', long),
  ].join('');
}

function describeRange(name: string, { range }: Population): string {
  const { coverage, sooner, late, meanWidthSeconds, widthToChance } = range;
  return (
    `${name}: covers ${percent(coverage)}, sooner ${percent(sooner)}, later ${percent(late)}, ` +
    `${meanWidthSeconds.toFixed(0)} s wide, ${widthToChance.toFixed(2)} times as wide as chance alone\n`
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function row(cells: readonly string[], widths: readonly number[]): string {
  const line = cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('');
  return `${line.trimEnd()}\n`;
}
