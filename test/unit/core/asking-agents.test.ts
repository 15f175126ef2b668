import { planDials, type PlanInput } from '../../../lib/core/dispatch/plan';
import { noonMs } from '../../support/builders/callbacks';
import {
  asking,
  entry,
  flight,
  outlook,
  plainTimes,
  planInput,
  rules,
  rulesOfA,
  talker,
  taskFor,
  taskOfAgent,
  tasked,
  worker,
} from '../../support/builders/plans';

const first = rulesOfA(asking());
const reserved = rulesOfA(asking('reserved'));
const asked = (changes: Partial<PlanInput>) =>
  planDials(planInput({ rules: first, ...changes })).dials.map(
    ({ entry: { id }, way, agentIds }) => `${id} ${way} ${agentIds.join(' ')}`,
  );
const three = [entry('1'), entry('2'), entry('3')];
/** Of someone who has held since before everybody in the line, or since after them. */
const earlier = { queue: 'a', count: 1, oldestAgeMs: 900_000, sinceMs: [noonMs - 900_000] };
const later = { queue: 'a', count: 1, oldestAgeMs: 1_000, sinceMs: [noonMs - 1_000] };
const longAgoMs = noonMs - 60_000;

describe('who is asked first', () => {
  test('are those who are free, then those in after-contact work, the soonest first, each for the next in line', () => {
    const agents = [worker('3', 15_000), worker('2', 5_000), outlook('1')];
    expect(asked({ agents, line: three })).toEqual(['1 agent-first 1', '2 agent-first 2', '3 agent-first 3']);
  });

  test('are never those who talk, who have a task, or whose work lasts for long', () => {
    expect(asked({ agents: [talker('1'), tasked('2'), worker('3', 90_000)], line: three })).toEqual([]);
  });

  test('are asked sooner than a customer would be rung, for the time that asking takes', () => {
    const leadMs = plainTimes.ringToReadyMs;
    const agents = [worker('1', leadMs + 5_000)];
    expect(asked({ agents, line: three })).toEqual(['1 agent-first 1']);
    expect(asked({ agents, line: three, rules: rulesOfA(rules()) })).toEqual([]);
  });

  test('are not those whom a caller who holds will take: any who is free, and of the others whom earlier ones need', () => {
    expect(asked({ agents: [outlook('1')], line: three, holders: [later] })).toEqual([]);
    expect(asked({ agents: [worker('1')], line: three, holders: [later] })).toEqual(['1 agent-first 1']);
    expect(asked({ agents: [worker('1')], line: three, holders: [earlier] })).toEqual([]);
    expect(asked({ agents: [outlook('1'), worker('2')], line: three, holders: [earlier] })).toEqual([
      '1 agent-first 2',
    ]);
    expect(asked({ agents: [worker('1', 5_000), worker('2')], line: three, holders: [earlier] })).toEqual([
      '1 agent-first 2',
    ]);
  });

  test('are not those who are needed for dials without an agent of their own', () => {
    const agents = [worker('1', 5_000), worker('2')];
    expect(asked({ agents, line: three, inFlight: [flight('9')] })).toEqual(['1 agent-first 2']);
    expect(asked({ agents, line: three, inFlight: [flight('8'), flight('9')] })).toEqual([]);
  });

  test.each([
    ['has been asked', taskFor('1')],
    ['has accepted', taskOfAgent('1')],
  ])('are not asked for another while one %s, and are not missed by anybody else', (_name, task) => {
    const inFlight = [flight('9', { state: 'offered', task })];
    expect(asked({ agents: [worker('1', 5_000)], line: three, inFlight })).toEqual([]);
    expect(asked({ agents: [worker('1', 5_000), worker('2')], line: three, inFlight })).toEqual(['1 agent-first 2']);
  });

  test('number no more than there are dials that the queue may have', () => {
    const agents = [outlook('1'), outlook('2'), outlook('3')];
    const capped = rulesOfA(asking('agent-first', { maxInFlight: 2 }));
    expect(asked({ agents, line: three, rules: capped })).toHaveLength(2);
    const inFlight = [flight('9', { state: 'offered', task: taskOfAgent('4') })];
    expect(asked({ agents: [...agents, tasked('4')], line: three, rules: capped, inFlight })).toHaveLength(1);
  });

  test('serve the queue of the caller they are asked for', () => {
    const both = new Map([
      ['a', asking()],
      ['b', asking()],
    ]);
    const agents = [outlook('1', { queues: ['b'] }), outlook('2', { queues: ['a', 'b'] })];
    expect(asked({ agents, line: [entry('1'), entry('2', { queue: 'b' })], rules: both })).toEqual([
      '1 agent-first 2',
      '2 agent-first 1',
    ]);
  });

  test('stand beside customers of another queue who are rung first, and nobody is counted twice', () => {
    const mixed = new Map([
      ['a', rules()],
      ['b', asking()],
    ]);
    const agents = [outlook('1', { queues: ['a', 'b'] }), outlook('2', { queues: ['a', 'b'] })];
    const line = [entry('1'), entry('2', { queue: 'b' }), entry('3')];
    expect(asked({ agents, line, rules: mixed })).toEqual(['1 customer-first ', '2 agent-first 2']);
  });
});

describe('an agent kept for a caller who does not answer', () => {
  const spare = tasked('1');
  const accepted = { task: taskOfAgent('1'), startedAtMs: longAgoMs };
  const agents = [spare, talker('2')];

  test('is asked for the next in line', () => {
    expect(asked({ agents, line: three, inFlight: [flight('9', accepted)] })).toEqual(['1 agent-first 1']);
  });

  test.each([
    ['the ring is young', { startedAtMs: noonMs - 2_000 }],
    ['somebody has picked up', { pickedUpAtMs: noonMs - 1_000 }],
    ['the caller is ready', { state: 'answered' }],
    ['the caller is still to be rung', { state: 'offered' }],
    ['the agent has not accepted', { task: taskFor('1') }],
  ] as const)('is not asked while %s', (_name, changes) => {
    expect(asked({ agents, line: three, inFlight: [flight('9', { ...accepted, ...changes })] })).toEqual([]);
  });

  test('is not asked for a third while the second may still answer, or is still to be agreed to', () => {
    const inFlight = [flight('8', accepted), flight('9', { ...accepted, startedAtMs: noonMs - 2_000 })];
    const more = [...agents, talker('3'), talker('4')];
    expect(asked({ agents: more, line: three, inFlight })).toEqual([]);
    const askedNow = [flight('8', accepted), flight('9', { state: 'offered', task: taskFor('1') })];
    expect(asked({ agents: more, line: three, inFlight: askedNow })).toEqual([]);
    const both = [flight('8', accepted), flight('9', accepted)];
    expect(asked({ agents: more, line: three, inFlight: both })).toEqual(['1 agent-first 1']);
  });

  test('is asked before anybody is rung, also where task and dial begin together', () => {
    const inFlight = [flight('9', accepted)];
    expect(asked({ agents, line: three, inFlight, rules: reserved })).toEqual(['1 agent-first 1']);
  });
});

describe('task and dial begin together', () => {
  test('for an agent whose work will last until the task has come and be over when the caller is ready', () => {
    expect(asked({ agents: [worker('1', 10_000)], line: three, rules: reserved })).toEqual(['1 reserved 1']);
  });

  test.each([
    ['may be taken by another call before the task has come', worker('1', 500)],
    ['is free, and may be taken by any call', outlook('1')],
    ['would let the caller wait', worker('1', plainTimes.ringToReadyMs + 5_000)],
  ])('but where the agent %s, that one is asked first', (_name, agent) => {
    expect(asked({ agents: [agent], line: three, rules: reserved })).toEqual(['1 agent-first 1']);
  });
});

test('who is asked is logged against the agents whom nobody else needs', () => {
  const inFlight = [flight('9', { task: taskOfAgent('4') })];
  const agents = [outlook('1'), worker('2'), worker('3', 15_000), tasked('4')];
  const { dials } = planDials(planInput({ agents, line: [entry('1')], holders: [later], inFlight, rules: first }));
  expect(dials).toMatchObject([{ rule: 'covered', capacity: 3, inFlight: 2, agentIds: ['2'] }]);
});
