import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenTuning } from '../../../lib/core/wait/tuning';
import { repositoryRoot } from '../../support/repository-files';
import { centresIn, type Centre } from './centres';
import { describeReport } from './describe-figures';
import { createLedger } from './figures';
import { benchCentres } from './run-bench';
import { watchCentre, type Observation } from './watch-centre';

const samples = join(repositoryRoot, 'test/samples');
const names = [
  'holdfree',
  'lesPool',
  'lesQueue',
  'holPool',
  'holQueue',
  'average15Pool',
  'average15Queue',
  'qlmPool',
  'qlmQueue',
];

async function observationsOf(centre: Centre): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  await watchCentre(centre, [chosenTuning], (observation) => void observations.push(observation));
  return observations;
}

test('the sample logs give every figure of every predictor, the same each time', async () => {
  const ofModels = { learned: 1_000, all: 1_000 };
  const report = await benchCentres(centresIn(samples), ofModels);
  expect(await benchCentres(centresIn(samples), ofModels)).toEqual(report);
  expect(report.periods.map(({ centre, period, use }) => [centre, period, use])).toEqual([
    ['vanad', 'sample', 'report'],
    ['technion', 'sample', 'report'],
  ]);
  for (const period of report.periods) {
    expect(period.calls).toBeGreaterThan(20);
    expect(Object.keys(period.predictors)).toEqual(names);
    for (const figures of Object.values(period.predictors)) {
      expect(Object.keys(figures)).toEqual(['rrmse', 'mae', 'bias', 'mape', 'medianApe', 'eta']);
      expect(Object.values(figures).every((figure) => Number.isFinite(figure))).toBe(true);
      expect(figures.eta).toBeCloseTo(period.limitRrmse / figures.rrmse, 2);
    }
    for (const { range } of [period, period.waitedTwoMinutes]) {
      expect(range.coverage + range.sooner + range.late).toBeCloseTo(1, 3);
      expect(range.meanWidthSeconds).toBeGreaterThan(0);
    }
    expect(period.waitedTwoMinutes.calls).toBeGreaterThan(0);
    expect(describeReport(report)).toContain(
      `${period.centre} ${period.period} (${period.use}): ${period.calls} calls`,
    );
  }
});

test('nobody is forecast from what had not happened yet: cutting the log short changes no earlier forecast', async () => {
  const [vanad] = centresIn(samples);
  const whole = await observationsOf(vanad!);
  const folder = mkdtempSync(join(tmpdir(), 'ewt-'));
  try {
    const lines = readFileSync(vanad!.files[0]!, 'utf8').split('\n');
    const kept = Math.floor(lines.length * 0.7);
    const path = join(folder, 'cut.csv');
    writeFileSync(path, lines.slice(0, kept).join('\n'));
    const cut = await observationsOf({ ...vanad!, files: [path] });
    expect(cut.length).toBeGreaterThan(10);
    expect(whole.slice(0, cut.length)).toEqual(cut);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('nobody is forecast from the own outcome: a call that is answered later was forecast the same', async () => {
  const [vanad] = centresIn(samples);
  const whole = await observationsOf(vanad!);
  const lines = readFileSync(vanad!.files[0]!, 'utf8').split('\n');
  const folder = mkdtempSync(join(tmpdir(), 'ewt-'));
  const path = join(folder, 'later.csv');
  const forecastsUntil = (row: number, all: readonly Observation[]) =>
    all
      .slice(0, all.findIndex(({ call }) => call.row === row) + 1)
      .map(({ pool, queue, told }) => ({ pool, queue, told }));
  try {
    for (const { call } of whole.filter((_, at) => at % 9 === 0)) {
      writeFileSync(path, lines.map((line, at) => (at + 1 === call.row ? later(line) : line)).join('\n'));
      const changed = await observationsOf({ ...vanad!, files: [path] });
      expect(changed.find(({ call: same }) => same.row === call.row)?.call.waitMs).toBe(call.waitMs + 40_000);
      expect(forecastsUntil(call.row, changed)).toEqual(forecastsUntil(call.row, whole));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The row of a call, answered and ended 40 s later. */
function later(line: string): string {
  const moved = (time: string): string =>
    new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + 40_000).toISOString().slice(0, 19).replace('T', ' ');
  const [received = '', queue = '', agent = '', answered = '', consult = '', transfer = '', hangup = ''] =
    line.split(',');
  return [received, queue, agent, moved(answered), consult, transfer, moved(hangup)].join(',');
}

test('figures match an example worked by hand', () => {
  const ledger = createLedger(2);
  const common = { limitSquare: 100, position: 4 };
  ledger.add({ ...common, wait: 20, from: 10, to: 30, forecasts: [30, 20] });
  ledger.add({ ...common, wait: 100, from: 110, to: 130, forecasts: [70, 100] });
  ledger.add({ ...common, wait: 180, from: 100, to: 170, forecasts: [220, 180] });
  const { calls, meanWait, limitRrmse, errors, range } = ledger.figures();
  expect({ calls, meanWait, limitRrmse }).toEqual({ calls: 3, meanWait: 100, limitRrmse: 0.1 });
  const rrmse = Math.sqrt((100 + 900 + 1600) / 3) / 100;
  expect(errors[0]?.rrmse).toBeCloseTo(rrmse, 9);
  expect(errors[0]?.eta).toBeCloseTo(0.1 / rrmse, 9);
  expect(errors[0]?.mae).toBeCloseTo(80 / 3, 9);
  expect(errors[0]?.bias).toBeCloseTo(20 / 3, 9);
  // Of the two waits of 30 s and more.
  expect(errors[0]?.mape).toBeCloseTo((0.3 + 40 / 180) / 2, 9);
  expect(errors[1]?.rrmse).toBe(0);
  expect(range.coverage).toBeCloseTo(1 / 3, 9);
  expect(range.sooner).toBeCloseTo(1 / 3, 9);
  expect(range.late).toBeCloseTo(1 / 3, 9);
  expect(range.meanWidthSeconds).toBeCloseTo((20 + 20 + 70) / 3, 9);
  expect(range.widthToChance).toBeCloseTo((20 + 20 + 70) / 3 / ((2.56 * 100) / 2), 9);
  expect(ledger.figures(120).calls).toBe(1);
});

test('without the data it says in one line what is wanted, and ends with 2', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'test/bench/ewt/main.ts', '--data', 'nowhere', '--json'],
    { cwd: repositoryRoot, encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^--data: got "nowhere", where vanad\/calls-2014-01\.csv\.gz, [^\n]+ are missing; allowed is [^\n]+\n$/,
  );
});
