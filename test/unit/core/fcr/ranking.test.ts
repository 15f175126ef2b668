import * as fc from 'fast-check';
import type { FcrCount, FcrRules } from '../../../../lib/core/fcr/fcr-call';
import type { FcrDay } from '../../../../lib/core/fcr/fcr-ranking';
import { rankFcr } from '../../../../lib/core/fcr/rank-fcr';
import { weighDays } from '../../../../lib/core/fcr/weigh-days';

const DAY_MS = 86_400_000;
const asOfMs = Date.UTC(2026, 2, 31);
const times = { asOfMs, computedAtMs: asOfMs + DAY_MS };
const rules: FcrRules = {
  windowMs: 7 * DAY_MS,
  talkMinMs: 10_000,
  sampleMin: 30,
  halfLifeMs: 30 * DAY_MS,
  horizonMs: 90 * DAY_MS,
};

/** Agents whose conversations all were of the last day. */
function ranked(counts: Readonly<Record<string, readonly [handled: number, repeats: number]>>, sampleMin = 30) {
  const agents = Object.entries(counts).map(([agentId, [handled, repeats]]) => {
    const count = { handled, repeats };
    return [agentId, { count, weighted: count, squared: handled }] as const;
  });
  return rankFcr(new Map(agents), { sampleMin }, times);
}

const idsOf = ({ agents }: ReturnType<typeof ranked>) => agents.map(({ agentId }) => agentId);

describe('days', () => {
  test('count half after each half-life, from their end', () => {
    const days: readonly FcrDay[] = [
      { day: '2026-03-30', agents: { anna: { handled: 10, repeats: 2 } } },
      { day: '2026-02-28', agents: { anna: { handled: 8, repeats: 4 }, bob: { handled: 4, repeats: 0 } } },
    ];
    expect(weighDays(days, rules, asOfMs)).toEqual(
      new Map([
        ['anna', { count: { handled: 18, repeats: 6 }, weighted: { handled: 14, repeats: 4 }, squared: 12 }],
        ['bob', { count: { handled: 4, repeats: 0 }, weighted: { handled: 2, repeats: 0 }, squared: 1 }],
      ]),
    );
  });

  test('beyond the horizon are not looked at, nor agents without a conversation', () => {
    const counted = { anna: { handled: 1, repeats: 0 } };
    const days: readonly FcrDay[] = [
      { day: '2025-12-30', agents: { bob: { handled: 9, repeats: 9 } } },
      { day: '2025-12-31', agents: counted },
      { day: '2026-03-30', agents: { zoe: { handled: 0, repeats: 0 } } },
    ];
    expect([...weighDays(days, rules, asOfMs).keys()]).toEqual(['anna']);
  });
});

describe('a ranking', () => {
  test('has the best first, then those without a sufficient sample, and equals by name', () => {
    const ranking = ranked({ few: [29, 0], weak: [60, 30], best: [60, 3], cloe: [40, 8], bert: [40, 8], once: [1, 1] });
    expect(idsOf(ranking)).toEqual(['best', 'bert', 'cloe', 'weak', 'few', 'once']);
    expect(ranking.agents.map(({ isRanked }) => isRanked)).toEqual([true, true, true, true, false, false]);
  });

  test('draws who is little known towards the mean, so that luck does not win', () => {
    const ranking = ranked({ lucky: [5, 0], proven: [400, 20], weak: [400, 120] }, 1);
    expect(idsOf(ranking)).toEqual(['proven', 'lucky', 'weak']);
    expect(ranking.mean).toBeCloseTo(1 - 140 / 805, 12);
    expect(ranking.agents.map(({ fcr }) => fcr)).toEqual([0.95, 1, 0.7]);
  });

  test('is drawn by as much as agents differ, by the method of moments', () => {
    // By hand: mean 0.8, S = 2 * 100 * 0.1^2 = 2, S / 0.16 = 12.5, k - 1 = 1, N - sum of squares / N = 100,
    // so rho = 11.5 / 99, and the mean is worth 99 / 11.5 - 1 conversations.
    const ranking = ranked({ anna: [100, 10], bob: [100, 30] });
    const strength = 99 / 11.5 - 1;
    expect(ranking.agents[0]?.shrunken).toBeCloseTo((90 + 0.8 * strength) / (100 + strength), 12);
    expect(ranking.agents[0]).toMatchObject({ agentId: 'anna', handled: 100, repeats: 10, fcr: 0.9 });
  });

  test('takes agents who differ no more than by chance for about the same', () => {
    const [anna, bob] = ranked({ anna: [40, 8], bob: [40, 9] }).agents;
    expect(Math.abs((anna?.shrunken ?? 0) - (bob?.shrunken ?? 0))).toBeLessThan(0.025 * 0.65);
  });

  test('takes nothing from the mean of a queue with one agent, and no repeat for no certainty', () => {
    const { mean, agents } = ranked({ anna: [30, 0] });
    expect(mean).toBe(1);
    expect(agents[0]).toMatchObject({ fcr: 1, shrunken: 1, high: 1 });
    // 0.05^(1 / 32): with the two conversations that the mean is worth at least.
    expect(agents[0]?.low).toBeCloseTo(0.05 ** (1 / 32), 9);
  });

  test('weighs what an agent did lately, and asks the sample of what was counted', () => {
    const days: readonly FcrDay[] = [
      { day: '2026-01-30', agents: { better: { handled: 30, repeats: 9 }, worse: { handled: 30, repeats: 3 } } },
      { day: '2026-03-30', agents: { better: { handled: 30, repeats: 3 }, worse: { handled: 30, repeats: 9 } } },
    ];
    const { agents } = rankFcr(weighDays(days, rules, asOfMs), { sampleMin: 60 }, times);
    expect(agents.map(({ agentId, fcr, isRanked }) => [agentId, fcr, isRanked])).toEqual([
      ['better', 0.8, true],
      ['worse', 0.8, true],
    ]);
  });

  test('takes conversations of one age for as many as they are, and of several ages for fewer', () => {
    const some = { handled: 30, repeats: 3 };
    const widthOf = (...days: readonly string[]) => {
      const counted = days.map((day) => ({ day, agents: { anna: some } }));
      const [anna] = rankFcr(weighDays(counted, rules, asOfMs), rules, times).agents;
      return (anna?.high ?? 0) - (anna?.low ?? 0);
    };
    const ofOneDay = widthOf('2026-03-30');
    expect(widthOf('2026-01-30')).toBeCloseTo(ofOneDay, 9);
    expect(widthOf('2026-03-30', '2026-03-30')).toBeLessThan(widthOf('2026-01-30', '2026-03-30'));
    expect(widthOf('2026-01-30', '2026-03-30')).toBeLessThan(ofOneDay);
  });

  test('of nobody is empty', () => {
    expect(ranked({})).toEqual({ ...times, mean: 1, agents: [] });
  });
});

const someCount = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1, 0.3, 1e-9))
  .map(([handled, share, weight]) => {
    const count: FcrCount = { handled, repeats: Math.round(handled * share) };
    const weighted = { handled: handled * weight, repeats: count.repeats * weight };
    return { count, weighted, squared: handled * weight * weight };
  });

test('every figure is one: shrunken between own share and mean, within its interval', () => {
  fc.assert(
    fc.property(fc.array(someCount, { maxLength: 8 }), (counts) => {
      const agents = new Map(counts.map((one, index) => [`agent-${index}`, one]));
      const { mean, agents: measured } = rankFcr(agents, rules, times);
      expect(measured).toHaveLength(counts.length);
      for (const { fcr, shrunken, low, high } of measured) {
        expect(shrunken).toBeGreaterThanOrEqual(Math.min(fcr, mean) - 1e-9);
        expect(shrunken).toBeLessThanOrEqual(Math.max(fcr, mean) + 1e-9);
        expect(0 <= low && low <= shrunken && shrunken <= high && high <= 1).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('of agents with the same share, who has more conversations has the narrower interval', () => {
  const sizes = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 10 }), (factors, repeats) => {
      const counts = factors.map((factor) => [`by-${factor}`, [10 * factor, repeats * factor]] as const);
      const byId = new Map(ranked(Object.fromEntries(counts)).agents.map((one) => [one.agentId, one]));
      const widths = factors
        .toSorted((a, b) => a - b)
        .map((factor) => (byId.get(`by-${factor}`)?.high ?? 0) - (byId.get(`by-${factor}`)?.low ?? 0));
      expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    }),
    { numRuns: 40 },
  );
});
