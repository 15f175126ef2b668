import { planDials, type PlanInput } from '../../../lib/core/dispatch/plan';
import { noonMs } from '../../support/builders/callbacks';
import {
  entry,
  flight,
  outlook,
  pickUp,
  plainTimes,
  planInput,
  rules,
  rulesOfA,
  talker,
  taskOfAgent,
  tasked,
  worker,
} from '../../support/builders/plans';

const dialed = (changes: Partial<PlanInput>) =>
  planDials(planInput(changes)).dials.map((dial) => `${dial.entry.id} ${dial.rule}`);
const three = [entry('1'), entry('2'), entry('3')];

describe('cover', () => {
  test('as many are dialed as agents are free, in the order of the places', () => {
    const agents = [outlook('1'), outlook('2')];
    expect(dialed({ agents, line: three.toReversed() })).toEqual(['1 covered', '2 covered']);
  });

  test('dials in flight count, those of the pass as well', () => {
    const agents = [outlook('1'), outlook('2')];
    expect(dialed({ agents, line: three, inFlight: [flight('9')] })).toEqual(['1 covered']);
    expect(dialed({ agents, line: three, inFlight: [flight('8'), flight('9')] })).toEqual([]);
  });

  test.each([
    ['dialing', flight('9')],
    ['answered', flight('9', { state: 'answered' })],
    ['offered', flight('9', { state: 'offered', task: { clientToken: 't', agentIds: [] } })],
  ] as const)('a dial that is %s counts', (_state, one) => {
    expect(dialed({ agents: [outlook('1')], line: three, inFlight: [one] })).toEqual([]);
  });

  test('a dial with an agent of its own takes none of the others', () => {
    const inFlight = [flight('9', { task: taskOfAgent('2') })];
    expect(dialed({ agents: [outlook('1'), tasked('2')], line: three, inFlight })).toEqual(['1 covered']);
    expect(dialed({ agents: [tasked('2')], line: three, inFlight })).toEqual([]);
  });

  test('an agent who is kept for a caller of another queue adds nobody to this one', () => {
    const agents = [talker('1'), talker('2'), tasked('3', ['b']), talker('4', ['a', 'b'])];
    const inFlight = [flight('9', { queue: 'b', task: taskOfAgent('3') })];
    const line = [entry('1')];
    expect(dialed({ agents, line, inFlight })).toEqual([]);
    expect(dialed({ agents: agents.slice(0, 3), line, inFlight })).toEqual([]);
    expect(dialed({ agents: [outlook('1'), ...agents.slice(1)], line, inFlight })).toEqual(['1 covered']);
  });

  test('holders who came before are covered first, those who came later are not', () => {
    const agents = [outlook('1'), outlook('2'), outlook('3')];
    const before = { queue: 'a', count: 2, oldestAgeMs: 900_000 };
    const line = [entry('1', { placeMs: noonMs })];
    expect(dialed({ agents, line, holders: [{ ...before, count: 3 }] })).toEqual([]);
    expect(dialed({ agents, line, holders: [before] })).toEqual(['1 covered']);
    const after = { queue: 'a', count: 50, oldestAgeMs: 1_000 };
    expect(dialed({ agents, line: [entry('1')], holders: [after] })).toEqual(['1 covered']);
  });

  test('holders whose times are known count by those and not by their number', () => {
    const line = [entry('1')];
    const known = (sinceMs: readonly number[]) => [{ queue: 'a', count: 1, oldestAgeMs: 900_000, sinceMs }];
    expect(dialed({ agents: [outlook('1')], line, holders: known([noonMs - 599_001]) })).toEqual([]);
    expect(dialed({ agents: [outlook('1')], line, holders: known([noonMs - 599_000]) })).toEqual(['1 covered']);
  });

  test('agents of other queues only, and holders of queues they do not serve, make no difference', () => {
    expect(dialed({ agents: [outlook('1', { queues: ['b'] })], line: three })).toEqual([]);
    const agents = [outlook('1'), outlook('2', { queues: ['b'] })];
    const holders = [{ queue: 'b', count: 9, oldestAgeMs: 900_000 }];
    expect(dialed({ agents, line: three, holders })).toEqual(['1 covered']);
  });

  test('after-contact work counts when it is over by the time the caller is ready', () => {
    expect(dialed({ agents: [worker('1', 12_000)], line: three })).toEqual(['1 covered']);
    expect(dialed({ agents: [worker('1', 60_000)], line: three })).toEqual([]);
    const later = { ...plainTimes, leadOffsetMs: -12_000 };
    expect(dialed({ agents: [worker('1', 12_000)], line: three, times: later })).toEqual([]);
    expect(dialed({ agents: [worker('1', 2_000)], line: three, times: later })).toEqual(['1 covered']);
  });

  test('completions are counted on where they are at least as likely as not', () => {
    const agents = Array.from({ length: 10 }, (_, index) => talker(`${index}`));
    const times = { ...plainTimes, afterContactWorkMs: 0, ringToReadyMs: 32_500 };
    const count = (talkMs: number) => dialed({ agents, line: three, times: { ...times, talkMs } }).length;
    // Each of ten is through within 30 s with 4.9%, 9.5% and 18%: means of 0.49, 0.95 and 1.8.
    expect([600_000, 300_000, 150_000].map(count)).toEqual([0, 1, 2]);
  });

  test('no queue has more in flight than its own limit, nor fewer because of others', () => {
    const agents = ['1', '2', '3'].map((id) => outlook(id, { queues: ['a', 'b'] }));
    const line = [...three, entry('4', { queue: 'b' })];
    const capped = rulesOfA(rules({ maxInFlight: 1 }));
    expect(dialed({ agents, line, rules: capped })).toEqual(['1 covered', '4 covered']);
    expect(dialed({ agents, line, rules: capped, inFlight: [flight('9')] })).toEqual(['4 covered']);
    expect(dialed({ agents, line, rules: capped, inFlight: [flight('9', { queue: 'b' })] })).toHaveLength(2);
  });

  test('a queue that the rules do not name is dialed as any other', () => {
    expect(dialed({ agents: [outlook('1')], line: three, rules: new Map() })).toEqual(['1 covered']);
  });
});

describe('an overtaken head', () => {
  const busy = [talker('1'), talker('2')];
  const taken = [pickUp('p'), pickUp('q')];

  test('is dialed when agents have just taken two later callers, and only the head', () => {
    expect(dialed({ agents: busy, line: three, pickUps: taken })).toEqual(['1 overtaken']);
  });

  test('is not dialed after one pick-up, nor without agents who serve it', () => {
    expect(dialed({ agents: busy, line: three, pickUps: taken.slice(1) })).toEqual([]);
    expect(dialed({ agents: [], line: three, pickUps: taken })).toEqual([]);
  });

  test.each([
    ['of an earlier caller', { placeMs: noonMs - 900_000 }, 90_000],
    ['by an agent of another queue', { agentId: '7' }, 90_000],
    ['that is long past', { atMs: noonMs - 60_000 }, 90_000],
    ['of before it entered the line', { atMs: noonMs - 5_000 }, 5_000],
  ])('is not dialed for a pick-up %s', (_name, changes, inLineMs) => {
    const line = [entry('1', { inLineSinceMs: noonMs - inLineMs })];
    expect(dialed({ agents: busy, line, pickUps: taken })).toEqual(['1 overtaken']);
    expect(dialed({ agents: busy, line, pickUps: [pickUp('p'), pickUp('q', changes)] })).toEqual([]);
  });

  test('is not dialed while another dial is under way, also one of another queue of the same agents', () => {
    expect(dialed({ agents: busy, line: three, pickUps: taken, inFlight: [flight('9')] })).toEqual([]);
    const shared = busy.map((one) => ({ ...one, queues: ['a', 'b'] }));
    const inFlight = [flight('9', { queue: 'b' })];
    expect(dialed({ agents: shared, line: three, pickUps: taken, inFlight })).toEqual([]);
    expect(dialed({ agents: shared, line: three, pickUps: taken })).toEqual(['1 overtaken']);
  });

  test('that came back to the line only now keeps those behind it waiting, whoever overtook them', () => {
    const back = entry('1', { inLineSinceMs: noonMs - 1_000 });
    expect(dialed({ agents: busy, line: [entry('2')], pickUps: taken })).toEqual(['2 overtaken']);
    expect(dialed({ agents: busy, line: [back, entry('2')], pickUps: taken })).toEqual([]);
  });

  test('waits when its queue has all the dials that it may have', () => {
    const none = rulesOfA(rules({ maxInFlight: 0 }));
    expect(dialed({ agents: busy, line: three, pickUps: taken, rules: none })).toEqual([]);
  });
});

test('where three queues overlap, no pass dials more callers than the pool has agents', () => {
  const queues = ['a', 'b', 'c'];
  // Each queue is served by 20 of 30 agents, so shares taken pair by pair leave room for 35.
  const agents = Array.from({ length: 30 }, (_, index) =>
    outlook(`${index}`, { queues: queues.filter((_queue, skipped) => skipped !== index % 3) }),
  );
  const line = queues.flatMap((queue, part) =>
    Array.from({ length: 40 }, (_, index) => entry(`${part}${String(index).padStart(2, '0')}`, { queue })),
  );
  expect(planDials(planInput({ agents, line })).dials).toHaveLength(30);
});
