import { benchPolicies } from './bench';
import { describeReport } from './describe-report';
import { parsePolicyOptions } from './options';
import { playRow } from './rows';
import { drawDay, scene } from './scene';

describe('the callers of a day', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(drawDay(5, 1, 0)).toStrictEqual(drawDay(5, 1, 0));
    expect(drawDay(5, 1, 0)).not.toStrictEqual(drawDay(5, 2, 0));
    expect(drawDay(5, 1, 0)).not.toStrictEqual(drawDay(5, 1, 1));
  });

  test('come at the load of the scene, and talk and are reached as it says', () => {
    const calls = Array.from({ length: 20 }, (_, day) => drawDay(50, 3, day)).flat();
    const hours = 20 * (scene.dayMs / 3_600_000);
    const meanLoad = (2 * 0.85 + 2 * 1.15 + 4 * 0.75) / 8;
    expect(calls.length / hours / ((50 * 3_600_000 * meanLoad) / scene.handleMs)).toBeCloseTo(1, 1);
    const talkMs = calls.reduce((sum, call) => sum + call.talkMs + call.afterContactWorkMs, 0) / calls.length;
    expect(talkMs / scene.handleMs).toBeCloseTo(1, 1);
    const answered = calls.filter((call) => call.rings[0]?.answers === true);
    expect(answered.length / calls.length).toBeCloseTo(scene.answerShare, 1);
  });
});

describe('the report', () => {
  test('is the same for the same seed, counts everybody once, and says what it found', async () => {
    const options = { agents: [5], callbacks: 25, seed: 4, play: playRow };
    const report = await benchPolicies(options);
    expect(await benchPolicies(options)).toStrictEqual(report);
    expect(report.rows.map((row) => row.policy)).toStrictEqual([
      'plainHold',
      'nativeAgentFirst',
      'turn',
      'auto',
      'autoReserved',
    ]);
    const [hold, ...others] = report.rows;
    expect(hold?.callbacks).toBe(0);
    for (const row of others) expect(row.callbacks).toBeGreaterThanOrEqual(25);
    for (const row of report.rows) {
      expect(row.j).toBeCloseTo(row.afterReady.mean + row.idlePerCallback + row.lateness, 1);
    }
    // Native callbacks are joined at the instant they answer; an agent waits for each ring.
    expect(report.rows.find((row) => row.policy === 'nativeAgentFirst')?.afterReady.mean).toBe(0);
    expect(describeReport(report)).toContain('5 agents: J ');
  });

  test('every caller is served, leaves, or is not reached: nobody is left over', async () => {
    for (const policy of ['nativeAgentFirst', 'turn', 'auto'] as const) {
      const delays = {
        metricsMs: { from: 5_000, to: 10_000 },
        eventMs: { from: 100, to: 1_500 },
        functionMs: 200,
        acceptMs: 2_000,
        pressMs: 6_000,
      };
      const { totals } = await playRow({ agents: 5, policy, delays, seed: 2, callbacks: 20 });
      const { arrivals, served, abandoned, lost, unreached } = totals;
      expect(served + abandoned + lost + unreached).toBe(arrivals);
    }
  });
});

test.each([
  [['--agents', '0'], '--agents: got "0"'],
  [['--agents', 'many'], '--agents: got "many"'],
  [['--callbacks', '-1'], '--callbacks'],
  [['5'], 'unknown argument "5"'],
])('%j is refused', (argv, words) => {
  expect(() => parsePolicyOptions(argv)).toThrow(words);
});
