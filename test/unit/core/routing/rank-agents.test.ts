import { rankAgents } from '../../../../lib/core/routing/rank-agents';
import type { RoutingKnowledge } from '../../../../lib/core/routing/routing-knowledge';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { busy, known, present, ranking } from '../../../support/builders/routing';

/** The agents of each step, as letters. */
function steps(knowledge: RoutingKnowledge, ...strategies: readonly Strategy[]): readonly string[] {
  const policy = strategies.map((strategy) => ({ strategy, forMs: 30_000 }));
  return rankAgents(policy, knowledge).map(({ admits }) =>
    admits.kind === 'agents' ? admits.agentIds.join('') : `${admits.attribute}=${admits.value}>=${admits.levelMin}`,
  );
}

const loads = [
  { agentId: 'a', calls: 9, talkMs: 100 },
  { agentId: 'b', calls: 3, talkMs: 900 },
];

describe('of those expected free', () => {
  const best = { kind: 'best_fcr', agents: 2 } as const;

  test('the best are those at or above the mean of the queue, and no more than are asked for', () => {
    const known2 = (figures: Readonly<Record<string, number>>) => known('abcd', { ranking: ranking(figures) });
    expect(steps(known2({ a: 0.6, b: 0.7, c: 0.9, d: 0.8 }), best)).toEqual(['cd']);
    expect(steps(known2({ a: 0.6, b: 0.7, c: 0.5 }), best)).toEqual(['b']);
  });

  test('none are the best without a ranking, with too small a sample, or away', () => {
    const figures = { a: 0.9, b: 0.9 };
    expect(steps(known('ab'), best)).toEqual([]);
    expect(steps(known('ab', { ranking: ranking(figures, { unranked: 'a' }) }), best)).toEqual(['b']);
    expect(steps(known('', { agents: [busy('a'), present('b')], ranking: ranking(figures) }), best)).toEqual(['b']);
    expect(steps(known('c', { ranking: ranking(figures) }), best)).toEqual([]);
  });

  test.each<[string, Strategy, Partial<RoutingKnowledge>]>([
    ['the last', { kind: 'last_agent', withinMs: 1 }, { lastTalks: [{ agentId: 'b', agoMs: 1, isOfQueue: true }] }],
    ['the responsible', { kind: 'responsible_agent' }, { responsibleAgentId: 'b' }],
  ])('%s agent is a step alone, and none where that one is busy or not known', (_name, strategy, person) => {
    expect(steps(known('abc', person), strategy)).toEqual(['b']);
    expect(steps(known('', { ...person, agents: [present('a'), busy('b')] }), strategy)).toEqual([]);
    expect(steps(known('abc'), strategy)).toEqual([]);
  });

  test('the last is looked for no longer ago than each step says: in this queue, or else in any', () => {
    const lastTalks = [
      { agentId: 'a', agoMs: 5, isOfQueue: false },
      { agentId: 'b', agoMs: 20, isOfQueue: true },
      { agentId: 'c', agoMs: 30, isOfQueue: true },
    ];
    const within = (withinMs: number) => ({ kind: 'last_agent', withinMs }) as const;
    expect(steps(known('abc', { lastTalks }), within(30))).toEqual(['b']);
    expect(steps(known('abc', { lastTalks }), within(19))).toEqual(['a']);
    expect(steps(known('abc', { lastTalks }), within(4))).toEqual([]);
    expect(steps(known('abc', { lastTalks }), within(19), within(30))).toEqual(['a', 'b']);
  });

  test('those in sequence are a step each, in the order written; who is busy takes no try', () => {
    const inTurn = { kind: 'sequential', agentIds: ['d', 'b', 'a', 'c'], tries: 2 } as const;
    expect(steps(known('abcd'), inTurn)).toEqual(['d', 'b']);
    expect(steps(known('', { agents: [busy('d'), present('a'), present('c')] }), inTurn)).toEqual(['a', 'c']);
  });

  test('those who share by weights are named by how far they are behind; who has none is not named', () => {
    const weights = { a: 9, b: 1, c: 1 };
    const weighted = (by: 'calls' | 'talk_time', agents = 3) => ({ kind: 'weighted', by, weights, agents }) as const;
    expect(steps(known('abcd', { loads }), weighted('calls'))).toEqual(['cab']);
    expect(steps(known('abd', { loads }), weighted('calls', 1))).toEqual(['a']);
    expect(steps(known('abd', { loads }), weighted('talk_time'))).toEqual(['ab']);
    expect(steps(known('d', { loads }), weighted('calls'))).toEqual([]);
  });

  test('those with the least to show for today come first, of equals whoever is idle longest', () => {
    expect(steps(known('abcd', { loads }), { kind: 'fewest_calls', agents: 4 })).toEqual(['cdba']);
    expect(steps(known('ab', { loads }), { kind: 'least_talk_time', agents: 1 })).toEqual(['a']);
    expect(steps(known('dbc'), { kind: 'fewest_calls', agents: 1 })).toEqual(['b']);
  });

  test('the longest idle come first; one who is not free yet is named where nobody else of the step is', () => {
    const soon = { agentId: 'a', isExpectedFree: true };
    const agents = [soon, present('d'), present('c')];
    expect(steps(known('', { agents }), { kind: 'longest_idle', agents: 3 })).toEqual(['cd']);
    expect(steps(known('', { agents }), { kind: 'named', agentIds: ['a'] })).toEqual(['a']);
    expect(steps(known('', { agents: [soon, busy('d')] }), { kind: 'longest_idle', agents: 3 })).toEqual(['a']);
    expect(
      steps(known('', { agents: [present('d', { idleSinceMs: 5 }), present('b', { idleSinceMs: 5 })] }), {
        kind: 'longest_idle',
        agents: 1,
      }),
    ).toEqual(['b']);
  });

  test('those with a proficiency are a step by attribute, where one of them is free', () => {
    const speaks = (level: number) => ({ proficiencies: [{ attribute: 'Language', value: 'Welsh', level }] });
    const welsh = { kind: 'proficiency', attribute: 'Language', value: 'Welsh', levelMin: 3 } as const;
    const agents = [present('a', speaks(2)), present('b', speaks(3)), present('c')];
    expect(steps(known('', { agents }), welsh)).toEqual(['Language=Welsh>=3']);
    expect(steps(known('', { agents: [present('a', speaks(2)), busy('b')] }), welsh)).toEqual([]);
    expect(steps(known('', { agents }), welsh, { kind: 'longest_idle', agents: 5 })).toEqual([
      'Language=Welsh>=3',
      'ac',
    ]);
  });

  test('those who are named are one step, the longest idle first, no more than Connect takes', () => {
    expect(steps(known('abc'), { kind: 'named', agentIds: ['c', 'x', 'a'] })).toEqual(['ac']);
    const many = 'abcdefghijklm';
    expect(steps(known(many), { kind: 'named', agentIds: many.split('') })).toEqual(['abcdefghij']);
  });
});

describe('composed', () => {
  test('an agent is named in the first step only, and a step nobody is left for is left out', () => {
    const person = { lastTalks: [{ agentId: 'b', agoMs: 1, isOfQueue: true }], responsibleAgentId: 'b' };
    expect(
      steps(
        known('abc', person),
        { kind: 'last_agent', withinMs: 1 },
        { kind: 'responsible_agent' },
        { kind: 'longest_idle', agents: 2 },
      ),
    ).toEqual(['b', 'ac']);
  });

  test('there are no more steps than Connect takes, and none is shorter than its agent may take to accept', () => {
    const inTurn = { kind: 'sequential', agentIds: 'abcdefg'.split(''), tries: 7 } as const;
    const ranked = rankAgents([{ strategy: inTurn, forMs: 1_000 }], known('abcdefg'));
    expect(ranked.map(({ forMs }) => forMs)).toEqual([25_000, 25_000, 25_000, 25_000, 25_000]);
    expect(ranked.every(({ strategy }) => strategy === 'sequential')).toBe(true);
  });

  test('a policy of nothing, and nobody there, are no steps', () => {
    expect(steps(known('abc'))).toEqual([]);
    expect(steps(known(''), { kind: 'longest_idle', agents: 2 })).toEqual([]);
  });
});
