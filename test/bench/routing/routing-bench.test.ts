import { benchRouting, gainOf, isBounded, isCapKept } from './bench';
import { createAgents } from './agents';
import { describeReport } from './describe-report';
import { createEventClock } from './event-clock';
import { intervalOf, ratioOf } from './interval';
import { parseRoutingOptions } from './options';
import { playRun } from './play-run';
import { createQueue } from './queue';
import { allKnowing, bestFcr, longestIdle, SHARE_MAX, worstFirst, type RoutingStrategy } from './strategies';

/** Days of one small centre, so that all of it takes seconds. What is found in 25 agents and 30 days is in docs/performance.md. */
const cast = { agents: 20, days: 2, seed: 3 };

/** Of twenty, so many that the cap is in their way. */
const manyBest = { kind: 'best_fcr', agents: 8 } as const;
const uncapped: RoutingStrategy = {
  name: 'many',
  ranking: 'true',
  policy: [{ strategy: manyBest, forMs: 30_000 }],
};
const capped: RoutingStrategy = {
  ...uncapped,
  name: 'many, capped',
  policy: [{ strategy: { ...manyBest, shareMax: SHARE_MAX }, forMs: 30_000 }],
};

test('the same seed gives the same bytes, and another one others', () => {
  const bytesOf = (seed: number) =>
    JSON.stringify(
      benchRouting({
        agents: 12,
        days: 1,
        seeds: [seed],
        strategies: [longestIdle, allKnowing],
        progress: () => undefined,
      }),
    );
  expect(bytesOf(2)).toBe(bytesOf(2));
  expect(bytesOf(2)).not.toBe(bytesOf(3));
});

test("a queue keeps a contact for the agents of its step, though others are free, and then it is anybody's", () => {
  const clock = createEventClock(0);
  const agents = createAgents(['a', 'b'], 0);
  const queue = createQueue(clock, agents);
  const told: string[] = [];
  const enter = (name: string, agentId?: string) =>
    queue.enter({
      placeMs: clock.nowMs(),
      enteredAtMs: clock.nowMs(),
      steps:
        agentId === undefined
          ? []
          : [{ admits: { kind: 'agents', agentIds: [agentId] }, forMs: 30_000, strategy: 'named' }],
      taken: (by, restrictedMs) => {
        told.push(`${clock.nowMs()}: ${by} takes ${name}, kept ${restrictedMs}`);
        agents.set(by, 'on_contact', clock.nowMs());
      },
    });
  const free = (agentId: string) => {
    agents.set(agentId, 'available', clock.nowMs());
    queue.freed(agentId);
  };
  agents.set('a', 'on_contact', 0);
  enter('first', 'a');
  clock.runUntil(10_000);
  enter('second');
  clock.runUntil(20_000);
  free('b');
  clock.runUntil(40_000);
  enter('third', 'a');
  clock.runUntil(45_000);
  free('a');
  expect(told).toEqual([
    '10000: b takes second, kept 0',
    '30000: b takes first, kept 30000',
    '45000: a takes third, kept 5000',
  ]);
});

describe('two days of twenty agents', () => {
  const [idle, knowing, worst, all, some] = [longestIdle, allKnowing, worstFirst, uncapped, capped].map((strategy) => ({
    strategy,
    run: playRun(cast, strategy),
  }));

  test('carry the load that is asked for, and everybody who rang was served or hung up', () => {
    const { rang, waitsMs, busyMs, openMs, reached, lost } = idle!.run;
    expect(busyMs / openMs).toBeCloseTo(0.9, 1);
    expect(rang - waitsMs.length).toBe(0);
    expect(lost / rang).toBeGreaterThan(0.02);
    expect(reached.length).toBeLessThanOrEqual(lost);
  });

  test('nobody is kept for some agents beyond the sum of the expiries', () => {
    for (const { run } of [idle!, knowing!, worst!, all!, some!]) expect(isBounded(run)).toBe(true);
    expect(idle!.run.restricted.every(({ restrictedMs }) => restrictedMs === 0)).toBe(true);
    expect(knowing!.run.restricted.some(({ restrictedMs }) => restrictedMs > 0)).toBe(true);
    const late = { restrictedMs: 30_001, boundMs: 30_000 };
    expect(isBounded({ ...idle!.run, restricted: [late] })).toBe(false);
  });

  test('the cap holds on each of them, and without it the best get more', () => {
    expect(isCapKept(some!.run)).toBe(true);
    expect(isCapKept(all!.run)).toBe(false);
  });

  test('whoever knows all skills helps more callers, and a ranking that is wrong about everybody fewer', () => {
    const others = { over: [idle!.run], limit: [knowing!.run] };
    expect(gainOf([worst!.run], others).ofRepeatChance.mean).toBeLessThan(0);
    expect(gainOf([knowing!.run], others).ofRepeatChance.mean).toBe(1);
    const good = (run: typeof idle) => run!.run.reached.filter(({ repeatChance }) => repeatChance < 0.2).length;
    expect(good(knowing) / knowing!.run.reached.length).toBeGreaterThan(good(idle) / idle!.run.reached.length);
  });
});

test('who is good is learned from who rang again, and known from the ninth day on', () => {
  const { reached } = playRun({ agents: 6, days: 9, seed: 3 }, bestFcr);
  const before = reached.filter(({ day }) => day < 8);
  const after = reached.filter(({ day, isSteered }) => day === 8 && isSteered);
  expect(before.length).toBeGreaterThan(100);
  expect(before.some(({ isSteered }) => isSteered)).toBe(false);
  expect(after.length).toBeGreaterThan(10);
  expect(after.filter(({ repeatChance }) => repeatChance < 0.2).length / after.length).toBeGreaterThan(0.75);
});

test('an interval is that of a mean of few, and a ratio has the interval of what it leaves over', () => {
  expect(intervalOf([1, 2, 3, 4], 3)).toEqual({ mean: 2.5, low: 0.446, high: 4.554 });
  expect(intervalOf([2], 3)).toEqual({ mean: 2 });
  const exact = [1, 2, 3].map((under) => ({ over: under / 2, under }));
  expect(ratioOf(exact, 3)).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
});

test('the report says what it found', () => {
  const strategies = [longestIdle, bestFcr, allKnowing, capped];
  const report = benchRouting({ agents: 6, days: 1, seeds: [1], strategies, progress: () => undefined });
  expect(report.rows.map(({ strategy }) => strategy)).toEqual([
    'longest-idle',
    'best-fcr',
    'all-knowing',
    'many, capped',
  ]);
  // On the first day nothing is known.
  expect(report.gain.ofRepeatChance.mean).toBe(0);
  expect(report.checks).toMatchObject({ gainAtLeastHalf: false, stepsBounded: true });
  expect(describeReport(report)).toContain('NO: best-fcr gains at least half');
  expect(report.rows[0]?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
});

test.each([
  [['--seeds', '0'], '--seeds: got "0"'],
  [['--days', 'many'], '--days: got "many"'],
  [['--seed', '-1'], '--seed'],
  [['5'], 'unknown argument "5"'],
])('%j is refused', (argv, words) => {
  expect(() => parseRoutingOptions(argv)).toThrow(words);
});
