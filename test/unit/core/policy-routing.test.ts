import { describeRefusal } from '../../../lib/core/policy/refusals';
import { parsePolicy } from '../../../lib/core/policy/policy';
import { config, policyOf, queueConfig, queueOf } from '../../support/builders/policies';

const annaId = '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01';
const borisId = '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a02';
const agents = { anna: annaId, boris: borisId };

const routing = (changes: object) => config({ agents, queues: [queueConfig('support', { routing: changes })] });
const queue = { to: 'queue' } as const;
/** A step of callers who ring in, and the whole queue. */
const step = (written: object) => routing({ inbound: [written, queue] });

const sequential = (changes: object) => step({ to: 'sequential', agents: ['anna', 'boris'], ...changes });
const weighted = (changes: object) => step({ to: 'weighted', by: 'calls', weights: { anna: 3 }, ...changes });
const proficiency = (changes: object) =>
  step({ to: 'proficiency', attribute: 'Language', value: 'Welsh', level: 3, ...changes });
const fcr = (changes: object) => config({ fcr: changes });

const at = 'queues[0].routing.inbound[0]';
/** Where `__proto__` is a key like any other. */
const fromJson = (text: string): {} => JSON.parse(text);
const five = Array.from({ length: 5 }, () => ({ to: 'longest-idle', seconds: 25 }) as const);

/** Configurations that are wrong in one place: the field, the value shown, and words of what is allowed. */
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ['fcr.windowDays', fcr({ windowDays: 31 }), '31', 'a whole number from 1 to 30'],
  ['fcr.minTalkSeconds', fcr({ minTalkSeconds: -1 }), '-1', 'a whole number from 0 to 600'],
  ['fcr.minSample', fcr({ minSample: 0 }), '0', 'a whole number from 1 to 1000'],
  ['fcr.halfLifeDays', fcr({ halfLifeDays: 366 }), '366', 'a whole number from 1 to 365'],
  ['fcr.horizonDays', fcr({ horizonDays: 7 }), '7', 'a whole number from 8 to 365'],
  ['fcr.horizonDays', fcr({ windowDays: 30, horizonDays: 30 }), '30', 'more than 30, fcr.windowDays'],
  ['agents.anna', config({ agents: { anna: 'anna' } }), '"anna"', 'the id of a Connect user'],
  ['agents.anna b', config({ agents: { 'anna b': annaId } }), `"${annaId}"`, 'a short name'],
  ['agents.eve', config({ agents: { ...agents, eve: annaId.toUpperCase() } }), `"${annaId.toUpperCase()}"`, 'no other'],
  ['queues[0].routing.secondsMax', routing({ secondsMax: 601 }), '601', 'a whole number from 25 to 600'],
  ['queues[0].routing.inbound', routing({ inbound: 'queue' }), '"queue"', 'a list of steps'],
  [`${at}.to`, step({ to: 'best' }), '"best"', 'one of "best-fcr", "last-agent"'],
  [`${at}.agents`, step({ to: 'best-fcr', agents: 11 }), '11', 'a whole number from 1 to 10'],
  [`${at}.seconds`, step({ to: 'best-fcr', seconds: 24 }), '24', 'a whole number from 25 to 300'],
  [
    `${at}.shareMax`,
    step({ to: 'best-fcr', shareMax: 0.4 }),
    '0.4',
    'nothing: shares are counted of callbacks of lost',
  ],
  [
    'queues[0].routing.lost[0].shareMax',
    routing({ lost: [{ to: 'best-fcr', shareMax: 0.01 }, queue] }),
    '0.01',
    'a number from 0.05 to 1',
  ],
  [
    'queues[0].routing.lost[1].shareMax',
    routing({ lost: [{ to: 'best-fcr', shareMax: 0.4 }, { to: 'best-fcr' }, queue] }),
    'nothing',
    'a number from 0.05 to 1, because another step of the list has one',
  ],
  [
    'queues[0].routing.lost',
    routing({ lost: [{ to: 'best-fcr' }, queue], secondsMax: 25 }),
    '30 seconds',
    'at most 25',
  ],
  [`${at}.weights.__proto__`, weighted({ weights: fromJson('{"__proto__":1,"anna":3}') }), '1', 'as a name another'],
  ['agents.__proto__', config({ agents: fromJson(`{"__proto__":"${annaId}"}`) }), `"${annaId}"`, 'as a name another'],
  [
    'notices.texts.__proto__',
    config({ notices: { texts: fromJson('{"__proto__":{}}') } }),
    'something that is not shown',
    'as a name another',
  ],
  ['fcr.__proto__', fcr(fromJson('{"__proto__":1}')), '1', 'there is no such field'],
  [`${at}.withinDays`, step({ to: 'last-agent', withinDays: 0 }), '0', 'a whole number from 1 to 365'],
  [`${at}.to`, step({ to: 'responsible-agent' }), '"responsible-agent"', 'another step, because there is no directory'],
  [`${at}.agents`, sequential({ agents: [] }), '[]', 'at least one agent'],
  [`${at}.agents`, sequential({ agents: Array.from({ length: 21 }, (_, one) => `a${one}`) }), '[', 'at most 20 agents'],
  [`${at}.agents[0]`, sequential({ agents: ['anna b'] }), '"anna b"', 'the name of an agent'],
  [
    `${at}.agents[1]`,
    sequential({ agents: ['anna', 'eve'] }),
    '"eve"',
    'a name in agents (["anna","boris"]), or the id',
  ],
  [`${at}.agents[1]`, sequential({ agents: ['anna', annaId] }), `"${annaId}"`, 'an agent who is not in the list yet'],
  [`${at}.tries`, sequential({ tries: 6 }), '6', 'a whole number from 1 to 5'],
  [`${at}.by`, weighted({ by: 'turns' }), '"turns"', 'one of "calls", "talk-time"'],
  [`${at}.weights`, weighted({ weights: {} }), '{}', 'a weight for at least one agent'],
  [`${at}.weights.anna`, weighted({ weights: { anna: 0 } }), '0', 'a whole number from 1 to 100'],
  [`${at}.weights.eve`, weighted({ weights: { eve: 1 } }), '"eve"', 'a name in agents'],
  [`${at}.attribute`, proficiency({ attribute: '' }), '""', 'text of 1 to 64 characters'],
  [`${at}.value`, proficiency({ value: 5 }), '5', 'text of 1 to 64 characters'],
  [`${at}.level`, proficiency({ level: 6 }), '6', 'a whole number from 1 to 5'],
  [`${at}.agents[0]`, step({ to: 'agents', agents: ['eve'] }), '"eve"', 'a name in agents'],
  [`${at}.seconds`, routing({ inbound: [{ ...queue, seconds: 30 }] }), '30', 'there is no such field'],
  [`${at}.to`, routing({ inbound: [{ to: 'last-agent' }] }), '"last-agent"', '"queue", because it is the last step'],
  [`${at}.to`, routing({ inbound: [queue, queue] }), '"queue"', 'another step: after "queue" there is nobody left'],
  [
    'queues[0].routing.requested',
    routing({ requested: [...five, { to: 'last-agent', seconds: 25 }, queue], secondsMax: 600 }),
    '6 steps before "queue"',
    'at most 5, where each try of a sequential step is one',
  ],
  [
    'queues[0].routing.requested',
    routing({ requested: [{ to: 'sequential', agents: ['anna', 'boris'], seconds: 31 }, queue] }),
    '62 seconds in all steps together',
    'at most 60, queues[0].routing.secondsMax',
  ],
];

test.each(wrong)('%s is refused by name, with its value and what is allowed', (field, input, value, allowed) => {
  const parsed = parsePolicy(input);
  const refusals = parsed.ok ? [] : parsed.error;
  expect(refusals.map((one) => one.field)).toEqual([field]);
  expect(refusals.map(describeRefusal).join('\n')).toContain(allowed);
  expect(refusals[0]?.value.startsWith(value)).toBe(true);
});

test('without agents a name is refused all the same', () => {
  const parsed = parsePolicy({
    ...config(),
    queues: [queueConfig('support', { routing: { inbound: [{ to: 'agents', agents: ['eve'] }, queue] } })],
  });
  expect(parsed.ok ? [] : parsed.error.map(({ allowed }) => allowed)).toEqual([
    'a name, once agents has one, or the id of a Connect user (a UUID)',
  ]);
});

test('callers who were lost get the best by first call resolution at first, and others anybody, if nothing is written', () => {
  const { fcr: rules, queues } = policyOf();
  const dayMs = 86_400_000;
  expect(rules).toEqual({
    windowMs: 7 * dayMs,
    talkMinMs: 10_000,
    sampleMin: 30,
    halfLifeMs: 30 * dayMs,
    horizonMs: 90 * dayMs,
  });
  expect(queues[1]?.routing).toEqual({
    inbound: [],
    requested: [],
    lost: [{ strategy: { kind: 'best_fcr', agents: 5 }, forMs: 30_000 }],
  });
});

test('what holds if nothing is written lasts no longer than all steps may', () => {
  const lostFor = (secondsMax: number) => {
    const policy = policyOf({ queues: [queueConfig('support', { routing: { secondsMax } })] });
    return queueOf(policy, 'support').routing.lost.map(({ forMs }) => forMs);
  };
  expect([25, 29, 30, 600].map(lostFor)).toEqual([[25_000], [29_000], [30_000], [30_000]]);
});

test('every step is told in the units of the code, names as ids, and the whole queue goes without saying', () => {
  const directory = { kind: 'csv', file: 'customers.csv' } as const;
  const policy = policyOf({
    agents: { ...agents, anna: annaId.toUpperCase() },
    directory,
    queues: [
      queueConfig('support', {
        routing: {
          secondsMax: 300,
          inbound: [
            { to: 'last-agent' },
            { to: 'responsible-agent', seconds: 25 },
            { to: 'agents', agents: ['anna', borisId] },
            { to: 'proficiency', attribute: 'Language', value: 'Welsh', level: 3 },
            { to: 'longest-idle' },
            queue,
          ],
          requested: [
            { to: 'sequential', agents: ['boris'], tries: 5 },
            { to: 'weighted', by: 'talk-time', weights: { anna: 3, [borisId]: 1 } },
            { to: 'fewest-calls', agents: 2 },
            { to: 'least-talk-time' },
            queue,
          ],
          lost: [{ to: 'best-fcr', shareMax: 0.4, seconds: 45 }, queue],
        },
      }),
    ],
  });
  const forMs = 30_000;
  expect(queueOf(policy, 'support').routing).toEqual({
    inbound: [
      { strategy: { kind: 'last_agent', withinMs: 30 * 86_400_000 }, forMs },
      { strategy: { kind: 'responsible_agent' }, forMs: 25_000 },
      { strategy: { kind: 'named', agentIds: [annaId, borisId] }, forMs },
      { strategy: { kind: 'proficiency', attribute: 'Language', value: 'Welsh', levelMin: 3 }, forMs },
      { strategy: { kind: 'longest_idle', agents: 1 }, forMs },
    ],
    requested: [
      { strategy: { kind: 'sequential', agentIds: [borisId], tries: 1 }, forMs },
      { strategy: { kind: 'weighted', by: 'talk_time', weights: { [annaId]: 3, [borisId]: 1 }, agents: 1 }, forMs },
      { strategy: { kind: 'fewest_calls', agents: 2 }, forMs },
      { strategy: { kind: 'least_talk_time', agents: 1 }, forMs },
    ],
    lost: [{ strategy: { kind: 'best_fcr', agents: 5, shareMax: 0.4 }, forMs: 45_000 }],
  });
});
