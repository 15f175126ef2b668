import { callsOf, type Model } from './play-model';
import { playModels } from './run-models';

const crowded: Model = {
  name: 'M/M/n+M',
  agents: 5,
  load: 1.2,
  serviceSeconds: 300,
  serviceVariation: 1,
  patienceSeconds: 600,
  swing: 0,
  seed: 7,
};
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

test('who knows the rates reaches the limit in every model with exponential services, and the last wait falls short', () => {
  const reports = playModels({ learned: 0, all: 30_000 }).filter(({ model }) => model === 'M/M/n+M');
  expect(reports.map(({ agents, load, leavingToService }) => [agents, load, leavingToService])).toEqual([
    [100, 0.95, 0],
    [20, 1, 0.4],
    [20, 1.4, 0.4],
    [100, 1, 0.4],
    [100, 1.4, 0.4],
    [100, 1.4, 1],
  ]);
  for (const { atLimit } of reports) {
    // A ninth of the calls of the benchmark: chance has a greater part.
    expect(atLimit.predictors['qlmKnown']?.eta).toBeGreaterThan(0.94);
    expect(atLimit.predictors['qlmKnown']?.eta).toBeLessThan(1.06);
    expect(atLimit.predictors['les']?.eta).toBeGreaterThan(0.6);
    expect(atLimit.predictors['les']?.eta).toBeLessThan(0.8);
  }
});

test('every model gives every figure, the same each time', () => {
  const calls = { learned: 1_500, all: 1_500 };
  const reports = playModels(calls);
  expect(playModels(calls)).toEqual(reports);
  for (const report of reports) {
    for (const population of [report, report.served]) {
      expect(Object.keys(population.predictors)).toEqual(['holdfree', 'les', 'hol', 'average15', 'qlm', 'qlmKnown']);
      const figures = Object.values(population.predictors).flatMap((one) => Object.values(one));
      expect([...figures, ...Object.values(population.range)].every((figure) => Number.isFinite(figure))).toBe(true);
    }
    expect(report.served.calls).toBeLessThanOrEqual(report.calls);
    expect(report.waitedTwoMinutes.calls).toBeLessThan(report.calls);
  }
});

test('a model serves in order of arrival, nobody while all agents talk, and who gives up takes no agent', () => {
  const calls = [...callsOf(crowded, 3_000)];
  const served = calls.filter(({ outcome }) => outcome === 'answered');
  const startedAt = served.map(({ answeredAtMs }) => answeredAtMs ?? Number.NaN);
  expect(startedAt).toEqual(startedAt.toSorted((a, b) => a - b));
  for (const [at, start] of startedAt.entries()) {
    const talking = served.slice(Math.max(0, at - 200), at).filter(({ endedAtMs }) => endedAtMs > start + 1e-3).length;
    expect(talking).toBeLessThan(crowded.agents);
  }
  for (const { outcome, waitMs, virtualWaitMs } of calls) {
    expect(waitMs).toBeLessThanOrEqual(virtualWaitMs);
    expect(outcome).toBe(waitMs === virtualWaitMs ? 'answered' : 'abandoned');
  }
});

test('what a model draws has the means, the variation and the swing that it names', () => {
  const calls = [
    ...callsOf({ ...crowded, serviceVariation: 0.59, patienceSeconds: Infinity, load: 0.5, swing: 0.4 }, 60_000),
  ];
  const talks = calls.map(({ talkMs }) => (talkMs ?? Number.NaN) / 1000);
  const meanTalk = mean(talks);
  expect(meanTalk / 300).toBeCloseTo(1, 1);
  const variation = mean(talks.map((talk) => (talk - meanTalk) ** 2)) / meanTalk ** 2;
  expect(variation).toBeGreaterThan(0.53);
  expect(variation).toBeLessThan(0.65);
  expect(calls.every(({ outcome }) => outcome === 'answered')).toBe(true);
  const isEarly = ({ arrivedAtMs }: { readonly arrivedAtMs: number }) => arrivedAtMs % 86_400_000 < 43_200_000;
  // Half a sine wave above its mean, over half below it: (1 + 0.8 / pi) / 2 of the calls.
  expect(calls.filter(isEarly).length / calls.length).toBeCloseTo((1 + 0.8 / Math.PI) / 2, 1);
});
