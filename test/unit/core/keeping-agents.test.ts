import { planDials, type PlanInput } from '../../../lib/core/dispatch/plan';
import { noonMs } from '../../support/builders/callbacks';
import {
  asking,
  entry,
  flight,
  outlook,
  planInput,
  rules,
  rulesOfA,
  talker,
  taskFor,
  taskOfAgent,
  tasked,
  worker,
} from '../../support/builders/plans';

const plan = (changes: Partial<PlanInput>) => planDials(planInput({ rules: rulesOfA(asking()), ...changes }));
const offer = (id: string, agentId: string) => flight(id, { state: 'offered', task: taskOfAgent(agentId) });
const holder = (agoMs: number, queue = 'a') => ({ queue, count: 1, oldestAgeMs: agoMs, sinceMs: [noonMs - agoMs] });
const before = holder(900_000);
const after = holder(1_000);

describe('who has accepted', () => {
  const dialNow = (changes: Partial<PlanInput>) => plan({ inFlight: [offer('9', '1')], ...changes }).dialNow;

  test('in after-contact work has the caller rung when the rest of it is as long as a ring', () => {
    expect(dialNow({ agents: [worker('1', 26_000)] })).toEqual([]);
    expect(dialNow({ agents: [worker('1', 12_000)] })).toEqual(['9']);
    expect(dialNow({ agents: [worker('1', 0)] })).toEqual(['9']);
  });

  test.each([
    ['is free, the reading being older than the task', outlook('1')],
    ['has nothing but the task', tasked('1')],
    ['is not seen, as one who takes no other call', talker('2')],
  ])('and %s has the caller rung at once', (_name, agent) => {
    expect(dialNow({ agents: [agent] })).toEqual(['9']);
  });

  test('has nobody rung before that', () => {
    expect(
      dialNow({ agents: [tasked('1')], inFlight: [flight('9', { state: 'offered', task: taskFor('1') })] }),
    ).toEqual([]);
    expect(dialNow({ agents: [tasked('1')], inFlight: [flight('9', { task: taskOfAgent('1') })] })).toEqual([]);
  });

  test.each([
    ['has picked up', { pickedUpAtMs: noonMs - 1_000 }, []],
    ['is ready', { state: 'answered' }, []],
    ['does not answer', { startedAtMs: noonMs - 60_000 }, ['9']],
  ] as const)('for two is left to the first who %s', (_name, changes, expected) => {
    const inFlight = [flight('8', { task: taskOfAgent('1'), ...changes }), offer('9', '1')];
    expect(dialNow({ agents: [tasked('1')], inFlight })).toEqual(expected);
  });
});

describe('a task ends before its time', () => {
  const letGo = (changes: Partial<PlanInput>) => plan({ inFlight: [offer('9', '1')], ...changes }).letGo;

  test.each([
    ['asked', flight('9', { state: 'offered', task: taskFor('1') })],
    ['kept for an offer', offer('9', '1')],
    ['kept for a dial', flight('9', { task: taskOfAgent('1') })],
  ])('when the agent who is %s was taken by a call first, and nobody is rung for it', (_name, one) => {
    expect(plan({ agents: [talker('1')], inFlight: [one] })).toMatchObject({ letGo: ['9'], dialNow: [] });
    expect(letGo({ agents: [worker('1')], inFlight: [one] })).toEqual([]);
  });

  test('when its idle agent is needed for one who holds and came before, as long as nobody is rung', () => {
    expect(plan({ agents: [tasked('1')], inFlight: [offer('9', '1')], holders: [before] })).toMatchObject({
      letGo: ['9'],
      dialNow: [],
    });
    expect(letGo({ agents: [outlook('1')], holders: [before] })).toEqual(['9']);
    expect(letGo({ agents: [tasked('1')], holders: [after] })).toEqual([]);
    expect(letGo({ agents: [worker('1')], holders: [before] })).toEqual([]);
    const rung = flight('9', { task: taskOfAgent('1') });
    expect(letGo({ agents: [tasked('1')], inFlight: [rung], holders: [before] })).toEqual([]);
  });

  test('not for those who hold in a queue that its agent does not serve', () => {
    const holders = [holder(900_000, 'b')];
    expect(letGo({ agents: [tasked('1'), talker('2', ['a', 'b'])], holders })).toEqual([]);
    expect(letGo({ agents: [tasked('1', ['a', 'b'])], holders })).toEqual(['9']);
  });

  test('not for those whom a class may pass', () => {
    const inFlight = [{ ...offer('9', '1'), class: 'vip' }];
    const vip = (headStartMs: number) => rulesOfA(asking('agent-first', { headStartMs: { vip: headStartMs } }));
    expect(letGo({ agents: [tasked('1')], inFlight, holders: [before], rules: vip(300_000) })).toEqual([]);
    expect(letGo({ agents: [tasked('1')], inFlight, holders: [before], rules: vip(100_000) })).toEqual(['9']);
  });

  test('not once the caller is ready: then the event of that decides', () => {
    const inFlight = [flight('9', { state: 'answered', task: taskOfAgent('1') })];
    expect(letGo({ agents: [talker('1')], inFlight, holders: [before] })).toEqual([]);
  });
});

describe('a dial for which nobody is kept', () => {
  const tasks = (changes: Partial<PlanInput>) => plan({ inFlight: [flight('9')], ...changes }).tasks;

  test('has the next agent asked who is about to be free', () => {
    expect(tasks({ agents: [worker('2', 9_000), worker('1', 5_000)] })).toEqual([
      { id: '9', agentIds: ['1'], openIds: ['1', '2'] },
    ]);
  });

  test('has the agent asked who comes free after those whom earlier holders need', () => {
    const agents = [worker('1', 5_000), worker('2', 9_000)];
    expect(tasks({ agents, holders: [before] })).toEqual([{ id: '9', agentIds: ['2'], openIds: ['2'] }]);
    expect(tasks({ agents, holders: [after] })).toEqual([{ id: '9', agentIds: ['1'], openIds: ['1', '2'] }]);
    expect(tasks({ agents: agents.slice(1), holders: [before] })).toEqual([]);
  });

  test.each([
    ['are free: whoever is ready first gets them', [outlook('1')]],
    ['talk', [talker('1')]],
    ['have a task', [tasked('1')]],
  ])('has none asked who %s', (_name, agents) => {
    expect(tasks({ agents })).toEqual([]);
  });

  test.each([
    ['is ready', { state: 'answered' }],
    ['does not answer', { startedAtMs: noonMs - 60_000 }],
    ['has an agent', { task: taskOfAgent('7') }],
  ] as const)('has none asked when the caller %s', (_name, changes) => {
    expect(tasks({ agents: [worker('1'), worker('2')], inFlight: [flight('9', changes)] })).toEqual([]);
  });

  test('leaves the next agent to a ready caller who came before, and none is asked for two', () => {
    const agents = [worker('1', 5_000), worker('2', 9_000), talker('3')];
    const ready = flight('8', { state: 'answered', placeMs: noonMs - 800_000 });
    expect(tasks({ agents, inFlight: [flight('9'), ready] })).toEqual([{ id: '9', agentIds: ['2'], openIds: ['2'] }]);
    const second = flight('8', { placeMs: noonMs - 800_000 });
    expect(tasks({ agents, inFlight: [flight('9'), second] })).toEqual([
      { id: '8', agentIds: ['1'], openIds: ['1'] },
      { id: '9', agentIds: ['2'], openIds: ['2'] },
    ]);
  });

  test('has none asked who is asked for another of the same plan', () => {
    const agents = [worker('1', 5_000), worker('2', 9_000), talker('3')];
    const { dials, tasks: made } = plan({ agents, inFlight: [flight('9')], line: [entry('1')] });
    const all = [...dials, ...made].flatMap((one) => one.agentIds);
    expect(all.toSorted()).toEqual(['1', '2']);
  });

  test('has none asked who is asked for one in line that came before, and whom a holder between them leaves', () => {
    const agents = [worker('1', 5_000), worker('2', 9_000), talker('3')];
    const line = [entry('1', { placeMs: noonMs - 800_000 })];
    const { dials, tasks: made } = plan({ agents, inFlight: [flight('9')], line, holders: [holder(750_000)] });
    expect(dials.map((dial) => dial.agentIds)).toEqual([['2']]);
    expect(made).toEqual([]);
  });

  test('has none asked where customers are dialed first', () => {
    expect(tasks({ agents: [worker('1')], rules: rulesOfA(rules()) })).toEqual([]);
  });
});
