import { bestPresent } from '../../../../lib/core/routing/by-fcr';
import { rankAgents } from '../../../../lib/core/routing/rank-agents';
import type { ShareCount } from '../../../../lib/core/routing/routing-knowledge';
import { known, ranking } from '../../../support/builders/routing';

/** The cap as one writes it, `agents: 5`, in teams that are hardly larger; the first half solves more than the mean. */
const strategy = { kind: 'best_fcr', agents: 5, shareMax: 0.4 } as const;
const policy = [{ strategy, forMs: 30_000 }];

const teams = [
  { team: 'abcde', best: 'ab', others: 'c' },
  { team: 'abcdef', best: 'abc', others: 'def' },
  { team: 'abcdefgh', best: 'abcd', others: 'efgh' },
] as const;

const skillsOf = (team: string) =>
  ranking(
    Object.fromEntries(team.split('').map((agentId, at) => [agentId, (at < team.length / 2 ? 0.9 : 0.6) - at / 100])),
    { mean: 0.72 },
  );

function named(team: string, shares: ShareCount): string {
  const [step] = rankAgents(policy, known(team, { ranking: skillsOf(team), shares }));
  return step?.admits.kind === 'agents' ? step.admits.agentIds.join('') : '';
}

describe.each(teams)('of $team', ({ team, best, others }) => {
  test('the best are no more than half, and the others have their turn together', () => {
    expect(bestPresent(known(team, { ranking: skillsOf(team) }), strategy).join('')).toBe(best);
    expect(named(team, { all: 4, byAgent: { a: 2 }, promisedToBest: 0 })).toBe(others);
  });

  test('the best get what they may have of a day, and no more', () => {
    const byAgent: Record<string, number> = {};
    for (let all = 0; all < 100; all += 1) {
      const may = named(team, { all, byAgent, promisedToBest: 0 });
      const agentId = may[all % may.length] ?? 'nobody';
      byAgent[agentId] = (byAgent[agentId] ?? 0) + 1;
      const had = best.split('').reduce((sum, id) => sum + (byAgent[id] ?? 0), 0);
      expect(had).toBeLessThanOrEqual(0.4 * (all + 1));
    }
    expect(Object.keys(byAgent)).not.toContain('nobody');
    expect(best.split('').reduce((sum, id) => sum + (byAgent[id] ?? 0), 0)).toBeGreaterThanOrEqual(35);
  });
});

test('whoever is below the mean is none of the best, and who is there alone has nobody to share with', () => {
  const skills = ranking({ a: 0.9, b: 0.6, c: 0.6, d: 0.6 });
  expect(bestPresent(known('abcd', { ranking: skills }), strategy)).toEqual(['a']);
  expect(bestPresent(known('a', { ranking: skills }), strategy)).toEqual([]);
  expect(rankAgents(policy, known('a', { ranking: skills }))).toEqual([]);
});
