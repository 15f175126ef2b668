import { explainRouting } from '../../../../lib/core/routing/explain-routing';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';

const dayMs = 86_400_000;
const by = {
  fcr: { windowMs: 7 * dayMs, talkMinMs: 10_000, sampleMin: 30, halfLifeMs: 30 * dayMs, horizonMs: 90 * dayMs },
  names: new Map([
    ['1', 'anna'],
    ['2', 'boris'],
  ]),
};
const measured = '(measured over 90 days, at least 30 calls each)';
const share = "of today's callbacks of lost calls";

test.each<[string, Strategy]>([
  [`For 30 s the 5 agents who solve most at once ${measured}.`, { kind: 'best_fcr', agents: 5 }],
  [
    `For 30 s the 2 agents who solve most at once ${measured}; ${share} they get at most 40%.`,
    { kind: 'best_fcr', agents: 2, shareMax: 0.4 },
  ],
  [
    `For 30 s the agent who solves most at once ${measured}; ${share} that one gets at most 7%.`,
    { kind: 'best_fcr', agents: 1, shareMax: 0.07 },
  ],
  [
    'For 30 s the agent who talked to the caller last, if that was within a day.',
    { kind: 'last_agent', withinMs: dayMs },
  ],
  ['For 30 s the agent who looks after the caller, as the directory has it.', { kind: 'responsible_agent' }],
  [
    'For 30 s each boris, then anna, then 3: one after the other, at most 2 of them.',
    { kind: 'sequential', agentIds: ['2', '1', '3'], tries: 2 },
  ],
  [
    "For 30 s the agent furthest behind with a part of today's calls, shared out as anna 3, boris 1.",
    { kind: 'weighted', by: 'calls', weights: { '1': 3, '2': 1 }, agents: 1 },
  ],
  [
    "For 30 s the 2 agents furthest behind with a part of today's talk, shared out as anna 1.",
    { kind: 'weighted', by: 'talk_time', weights: { '1': 1 }, agents: 2 },
  ],
  ['For 30 s the agent with the fewest calls today.', { kind: 'fewest_calls', agents: 1 }],
  ['For 30 s the 2 agents with the least talk today.', { kind: 'least_talk_time', agents: 2 }],
  ['For 30 s the agent free for longest.', { kind: 'longest_idle', agents: 1 }],
  [
    'For 30 s whoever has Language "Welsh" at level 3 or more.',
    { kind: 'proficiency', attribute: 'Language', value: 'Welsh', levelMin: 3 },
  ],
  ['For 30 s anna or boris.', { kind: 'named', agentIds: ['1', '2'] }],
])('%s', (sentence, strategy) => {
  expect(explainRouting([{ strategy, forMs: 30_000 }], by)).toEqual([sentence, 'Then anybody who serves the queue.']);
});

test('steps follow one another, and without any it is anybody at once', () => {
  const steps = [
    { strategy: { kind: 'responsible_agent' }, forMs: 25_000 },
    { strategy: { kind: 'longest_idle', agents: 1 }, forMs: 40_000 },
  ] as const;
  expect(explainRouting(steps, by)).toEqual([
    'For 25 s the agent who looks after the caller, as the directory has it.',
    'Then for 40 s the agent free for longest.',
    'Then anybody who serves the queue.',
  ]);
  expect(explainRouting([], by)).toEqual(['Anybody who serves the queue.']);
});
