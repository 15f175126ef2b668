import type { FcrRanking } from '../../../lib/core/fcr/fcr-ranking';
import { createRng } from '../../../lib/core/rng';
import { ringsAgainShare } from './people';
import { scene, type Cast } from './scene';

/** How likely each agent solves what a caller rings for; nobody in the centre knows. Who is good is drawn by the seed. */
export function skillsOf({ agents, seed }: Pick<Cast, 'agents' | 'seed'>): ReadonlyMap<string, number> {
  const { next } = createRng(Math.imul(seed, 0x165667b1));
  const order = Array.from({ length: agents }, (_, index) => ({ index, key: next() })).toSorted(
    (a, b) => a.key - b.key,
  );
  const goodMany = Math.ceil(agents / 2);
  const good = new Set(order.slice(0, goodMany).map(({ index }) => index));
  return new Map(
    Array.from({ length: agents }, (_, index) => [
      `agent-${String(index + 1).padStart(2, '0')}`,
      good.has(index) ? scene.skills.good : scene.skills.poor,
    ]),
  );
}

/** The ranking that whoever knew all skills would have, with the measured one's shape; `isReversed`: the worst first. */
export function trueRanking(skills: ReadonlyMap<string, number>, atMs: number, isReversed = false): FcrRanking {
  const fcrOf = (skill: number): number => 1 - ringsAgainShare(skill);
  const all = [...skills].map(([agentId, skill]) => ({ agentId, fcr: fcrOf(skill) }));
  const mean = all.reduce((sum, { fcr }) => sum + fcr, 0) / all.length;
  const agents = all
    .map(({ agentId, fcr: truth }) => {
      const fcr = isReversed ? 2 * mean - truth : truth;
      const handled = 1_000_000;
      const repeats = Math.round(handled * (1 - fcr));
      return { agentId, handled, repeats, fcr, shrunken: fcr, low: fcr, high: fcr, isRanked: true };
    })
    .toSorted((a, b) => b.shrunken - a.shrunken || (a.agentId < b.agentId ? -1 : 1));
  return { asOfMs: atMs, computedAtMs: atMs, mean, agents };
}
