import { createRng, type Rng } from '../../../../lib/core/rng';
import { rankFcr } from '../../../../lib/core/fcr/rank-fcr';
import { weighDays } from '../../../../lib/core/fcr/weigh-days';
import type { FcrDay } from '../../../../lib/core/fcr/fcr-ranking';

/*
 * Centres are made up whose agents have a known first call resolution, three months are drawn for each of them, and the
 * interval is asked whether it holds what is known. Everything is drawn from one seed: the result is the same each time.
 */
const DAY_MS = 86_400_000;
const asOfMs = Date.UTC(2026, 2, 31);
const times = { asOfMs, computedAtMs: asOfMs };
const agents = Array.from({ length: 25 }, (_, index) => `agent-${index}`);

interface Setting {
  readonly repetitions: number;
  /** Agents' true shares lie evenly within this of 0.8. */
  readonly apart: number;
  /** On each of 13 days, a week apart. */
  readonly handled: number;
  readonly halfLifeDays: number;
}

/** The share of all agents, over all repetitions, whose truth was within the interval. */
function coverageOf({ repetitions, apart, handled, halfLifeDays }: Setting, chance: Rng): number {
  const rules = {
    windowMs: 7 * DAY_MS,
    talkMinMs: 10_000,
    sampleMin: 30,
    halfLifeMs: halfLifeDays * DAY_MS,
    horizonMs: 90 * DAY_MS,
  };
  let held = 0;
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const truth = new Map(agents.map((agent) => [agent, 0.8 + apart * (2 * chance.next() - 1)]));
    const days = Array.from({ length: 13 }, (_, week): FcrDay => {
      const counts = [...truth].map(([agent, share]) => {
        const repeats = Array.from({ length: handled }, chance.next).filter((drawn) => drawn > share).length;
        return [agent, { handled, repeats }] as const;
      });
      const day = new Date(asOfMs - DAY_MS - week * 7 * DAY_MS).toISOString().slice(0, 10);
      return { day, agents: Object.fromEntries(counts) };
    });
    const ranking = rankFcr(weighDays(days, rules, asOfMs), rules, times);
    held += ranking.agents.filter(({ agentId, low, high }) => {
      const share = truth.get(agentId) ?? -1;
      return low <= share && share <= high;
    }).length;
  }
  return held / (repetitions * agents.length);
}

test.each([
  ['agents differ much', { apart: 0.15, handled: 10, halfLifeDays: 30 }],
  ['agents differ little, and few conversations are known', { apart: 0.05, handled: 3, halfLifeDays: 30 }],
  ['what is older than a week hardly counts', { apart: 0.15, handled: 20, halfLifeDays: 7 }],
])('the interval holds the truth nine times of ten: %s', (_, setting) => {
  const coverage = coverageOf({ ...setting, repetitions: 8 }, createRng(7));
  expect(coverage).toBeGreaterThan(0.82);
  expect(coverage).toBeLessThan(0.97);
});
