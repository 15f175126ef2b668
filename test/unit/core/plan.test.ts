import * as fc from 'fast-check';
import type { AgentOutlook } from '../../../lib/core/dispatch/expected-agents';
import { planDials, type DialInFlight, type LineEntry, type PlanInput } from '../../../lib/core/dispatch/plan';
import type { PickUp } from '../../../lib/core/wait/pool-statistics';
import { noonMs } from '../../support/builders/callbacks';

const queueNames = ['a', 'b', 'c'] as const;

function outlook(agentId: string, changes: Partial<AgentOutlook> = {}): AgentOutlook {
  return { agentId, queues: ['a'], isExpectedFree: true, completionsExpected: 0, ...changes };
}

function entry(id: string, changes: Partial<LineEntry> = {}): LineEntry {
  const placeMs = noonMs - 600_000 + Number(id.replaceAll(/\D/g, '')) * 1000;
  return {
    id,
    number: `+44${id}`,
    queue: 'a',
    class: 'standard',
    placeMs,
    inLineSinceMs: noonMs - 600_000,
    ...changes,
  };
}

function flight(id: string, changes: Partial<DialInFlight> = {}): DialInFlight {
  return { id, queue: 'a', placeMs: noonMs - 700_000, startedAtMs: noonMs - 15_000, ...changes };
}

function pickUp(changes: Partial<PickUp> = {}): PickUp {
  const atMs = noonMs - 2_000;
  return {
    contactId: 'p',
    atMs,
    placeMs: noonMs,
    readySinceMs: noonMs - 5_000,
    isCallback: false,
    agentId: '1',
    ...changes,
  };
}

function input(changes: Partial<PlanInput> = {}): PlanInput {
  return { nowMs: noonMs, agents: [], holders: [], inFlight: [], line: [], pickUps: [], ...changes };
}

const dialed = (changes: Partial<PlanInput>) =>
  planDials(input(changes)).map((dial) => `${dial.entry.id} ${dial.rule}`);
const three = [entry('1'), entry('2'), entry('3')];

describe('cover', () => {
  test('as many are dialed as agents are free, in the order of the places', () => {
    expect(dialed({ agents: [outlook('1'), outlook('2')], line: three.toReversed() })).toEqual([
      '1 covered',
      '2 covered',
    ]);
  });

  test('dials in flight count, those of the pass as well', () => {
    const agents = [outlook('1'), outlook('2')];
    expect(dialed({ agents, line: three, inFlight: [flight('9')] })).toEqual(['1 covered']);
    expect(dialed({ agents, line: three, inFlight: [flight('8'), flight('9')] })).toEqual([]);
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

  test('agents of other queues only, and holders of queues they do not serve, make no difference', () => {
    expect(dialed({ agents: [outlook('1', { queues: ['b'] })], line: three })).toEqual([]);
    const agents = [outlook('1'), outlook('2', { queues: ['b'] })];
    const holders = [{ queue: 'b', count: 9, oldestAgeMs: 900_000 }];
    expect(dialed({ agents, line: three, holders })).toEqual(['1 covered']);
  });

  test('completions are counted on as far as they are likely enough', () => {
    const busy = (count: number, completionsExpected: number) =>
      Array.from({ length: count }, (_, index) => outlook(`${index}`, { isExpectedFree: false, completionsExpected }));
    // One completion or more: 95% of the time with a mean of 3, 2% with a mean of 0.02.
    expect(dialed({ agents: busy(10, 0.3), line: three })[0]).toBe('1 covered');
    expect(dialed({ agents: busy(10, 0.002), line: three })).toEqual([]);
  });

  test('a line of another class is served beside the standard one, each in its order', () => {
    const line = [entry('1', { class: 'vip', placeMs: noonMs }), entry('2'), entry('3')];
    expect(dialed({ agents: [outlook('1'), outlook('2')], line })).toEqual(['2 covered', '3 covered']);
  });
});

describe('an overtaken head', () => {
  const busy = [outlook('1', { isExpectedFree: false }), outlook('2', { isExpectedFree: false })];

  test('is dialed when an agent has just taken a later caller', () => {
    expect(dialed({ agents: busy, line: three, pickUps: [pickUp()] })).toEqual(['1 overtaken']);
  });

  test('is not dialed without a pick-up, nor when nobody is free', () => {
    expect(dialed({ agents: busy, line: three })).toEqual([]);
  });

  test.each([
    ['of an earlier caller', { placeMs: noonMs - 900_000 }],
    ['by an agent of another queue', { agentId: '7' }],
    ['that is long past', { atMs: noonMs - 11_000 }],
    ['of before it entered the line', { atMs: noonMs - 5_000 }],
  ])('is not dialed for a pick-up %s', (_name, changes) => {
    const line = [entry('1', { inLineSinceMs: noonMs - 3_000 })];
    expect(dialed({ agents: busy, line, pickUps: [pickUp()] })).toEqual(['1 overtaken']);
    expect(dialed({ agents: busy, line, pickUps: [pickUp(changes)] })).toEqual([]);
  });

  test('is not owed a second dial for the same pick-up', () => {
    const inFlight = [flight('9', { startedAtMs: noonMs - 1_000 })];
    expect(dialed({ agents: busy, line: three, pickUps: [pickUp()], inFlight })).toEqual([]);
  });

  test('that came back to the line only now keeps those behind it waiting, whoever overtook them', () => {
    const back = entry('1', { inLineSinceMs: noonMs - 1_000 });
    expect(dialed({ agents: busy, line: [entry('2')], pickUps: [pickUp()] })).toEqual(['2 overtaken']);
    expect(dialed({ agents: busy, line: [back, entry('2')], pickUps: [pickUp()] })).toEqual([]);
  });

  test('is not owed one when another queue of the same agents has answered the pick-up', () => {
    const shared = busy.map((one) => ({ ...one, queues: ['a', 'b'] }));
    const inFlight = [flight('9', { queue: 'b', startedAtMs: noonMs - 1_000 })];
    expect(dialed({ agents: shared, line: three, pickUps: [pickUp()], inFlight })).toEqual([]);
    expect(dialed({ agents: shared, line: three, pickUps: [pickUp()] })).toEqual(['1 overtaken']);
  });

  test('waits all the same when every signed-in agent has a dial', () => {
    const inFlight = [flight('8'), flight('9')];
    expect(dialed({ agents: busy, line: three, pickUps: [pickUp()], inFlight })).toEqual([]);
  });
});

test('where three queues overlap, no pass dials more callers than the pool has agents', () => {
  // Each queue is served by 20 of 30 agents, so shares taken pair by pair leave room for 35.
  const agents = Array.from({ length: 30 }, (_, index) =>
    outlook(`${index}`, { queues: queueNames.filter((_queue, skipped) => skipped !== index % 3) }),
  );
  const line = queueNames.flatMap((queue, part) =>
    Array.from({ length: 40 }, (_, index) => entry(`${part}${String(index).padStart(2, '0')}`, { queue })),
  );
  expect(planDials(input({ agents, line }))).toHaveLength(30);
});

const anyQueues = fc.subarray([...queueNames], { minLength: 1 });
const anyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    agents: fc.array(
      fc.record({
        queues: anyQueues,
        isFree: fc.boolean(),
        completionsExpected: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 12 },
    ),
    holders: fc.array(
      fc.record({ queue: fc.constantFrom(...queueNames), count: fc.nat(5), oldestAgeMs: fc.nat(900_000) }),
      { maxLength: 2 },
    ),
    inFlight: fc.array(fc.record({ queue: fc.constantFrom(...queueNames), startedAgoMs: fc.nat(30_000) }), {
      maxLength: 5,
    }),
    line: fc.array(
      fc.record({ queue: fc.constantFrom(...queueNames), placeAgoMs: fc.nat(600_000), inLineAgoMs: fc.nat(20_000) }),
      {
        maxLength: 20,
      },
    ),
    pickUps: fc.array(fc.record({ agoMs: fc.nat(15_000), placeAgoMs: fc.nat(600_000), agent: fc.nat(12) }), {
      maxLength: 6,
    }),
  })
  .map((drawn) =>
    input({
      agents: drawn.agents.map(({ queues, isFree, completionsExpected }, index) =>
        outlook(`${index}`, { queues, isExpectedFree: isFree, completionsExpected: isFree ? 0 : completionsExpected }),
      ),
      holders: drawn.holders,
      inFlight: drawn.inFlight.map((one, index) =>
        flight(`f${index}`, { queue: one.queue, startedAtMs: noonMs - one.startedAgoMs }),
      ),
      line: drawn.line.map((one, index) =>
        entry(`${index}`, {
          queue: one.queue,
          placeMs: noonMs - one.placeAgoMs,
          inLineSinceMs: noonMs - one.inLineAgoMs,
        }),
      ),
      pickUps: drawn.pickUps.map((one, index) =>
        pickUp({
          contactId: `p${index}`,
          atMs: noonMs - one.agoMs,
          placeMs: noonMs - one.placeAgoMs,
          agentId: `${one.agent}`,
        }),
      ),
    }),
  );

describe('whatever a pass knows', () => {
  const expectAlways = (holds: (known: PlanInput, ids: readonly string[]) => boolean) =>
    fc.assert(
      fc.property(anyInput, (known) =>
        holds(
          known,
          planDials(known).map((dial) => dial.entry.id),
        ),
      ),
      { numRuns: 1_000, seed: 5 },
    );

  test('dials, those in flight included, never exceed the agents of their queue nor those of the pool', () => {
    expectAlways((known, ids) => {
      if (ids.length === 0) return true;
      if (known.inFlight.length + ids.length > known.agents.length) return false;
      return queueNames.every((queue) => {
        const planned = known.line.filter((one) => one.queue === queue && ids.includes(one.id)).length;
        const flying = known.inFlight.filter((one) => one.queue === queue).length;
        const serving = known.agents.filter((one) => one.queues.includes(queue)).length;
        return planned === 0 || planned + flying <= serving;
      });
    });
  });

  test('nobody is dialed while an earlier place of the same line is not', () => {
    expectAlways((known, ids) =>
      known.line.every((one) => {
        if (!ids.includes(one.id)) return true;
        const earlier = known.line.filter((other) => other.queue === one.queue && other.placeMs < one.placeMs);
        return earlier.every((other) => ids.includes(other.id));
      }),
    );
  });

  test('nobody is planned twice, and what is logged never shows more in flight than there is capacity', () => {
    expectAlways((known, ids) => {
      const planned = planDials(known);
      return new Set(ids).size === ids.length && planned.every((dial) => dial.inFlight <= dial.capacity);
    });
  });

  test('with all agents in every queue, free ones less holders and dials in flight bound the covered', () => {
    expectAlways((known) => {
      const agents = known.agents.map((one) => ({ ...one, queues: [...queueNames], completionsExpected: 0 }));
      const free = agents.filter((one) => one.isExpectedFree).length;
      const planned = planDials({ ...known, agents, pickUps: [] });
      return planned.length === 0 || planned.length + known.inFlight.length <= free;
    });
  });

  test('the order in which the index gives the line makes no difference', () => {
    expectAlways((known, ids) => {
      const reversed = planDials({ ...known, line: known.line.toReversed() }).map((dial) => dial.entry.id);
      return JSON.stringify(reversed) === JSON.stringify(ids);
    });
  });
});
