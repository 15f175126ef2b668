import * as fc from 'fast-check';
import { askedInstead, openToAsk } from '../../../lib/core/dispatch/asked-instead';
import { planDials, type PlannedDial } from '../../../lib/core/dispatch/plan';
import { noonMs } from '../../support/builders/callbacks';
import {
  asking,
  entry,
  flight,
  outlook,
  planInput,
  rulesOfA,
  talker,
  taskOfAgent,
  tasked,
  worker,
} from '../../support/builders/plans';

const line = [entry('1'), entry('2')];
const planned = (changes: Parameters<typeof planInput>[0], mode: 'agent-first' | 'reserved' = 'agent-first') =>
  planDials(planInput({ rules: rulesOfA(asking(mode)), line, ...changes }));
const openOf = (dials: readonly PlannedDial[]) =>
  dials.map(({ entry: { id }, agentIds, openIds = [] }) => `${id} ${agentIds.join('')} of ${openIds.join('')}`);

describe('who is open to be asked', () => {
  test('are those whom nobody ahead needs, the soonest free first, and those of earlier dials of the pass', () => {
    const agents = [worker('3', 15_000), worker('2', 5_000), outlook('1'), talker('4')];
    expect(openOf(planned({ agents }).dials)).toEqual(['1 1 of 123', '2 2 of 123']);
    const earlier = { queue: 'a', count: 1, oldestAgeMs: 900_000, sinceMs: [noonMs - 900_000] };
    expect(openOf(planned({ agents, holders: [earlier] }).dials)).toEqual(['1 2 of 23', '2 3 of 23']);
  });

  test('are none who did not take the task before, take no tasks, or are to be kept for a dial that rings', () => {
    const unwilling = entry('1', { askedInVain: ['2'] });
    const agents = [outlook('1'), outlook('2'), outlook('3', { takesTasks: false }), outlook('4')];
    expect(openOf(planned({ agents, line: [unwilling] }).dials)).toEqual(['1 1 of 14']);
    const ringing = [flight('9')];
    const plan = planned({ agents: [outlook('1'), outlook('2'), worker('5'), worker('6')], inFlight: ringing });
    const [task] = plan.tasks.flatMap(({ agentIds }) => agentIds);
    expect(task).toBeDefined();
    for (const { openIds } of plan.dials) expect(openIds).not.toContain(task);
  });

  test('with the dial are only those who are as sure as the planned one; before it a spare one too', () => {
    const agents = [worker('1', 5_000), worker('2', 10_000), worker('3', 25_000), worker('4', 1_000)];
    const sure = planned({ agents: agents.slice(0, 3), line: [entry('1')] }, 'reserved').dials;
    expect([sure[0]?.way, ...openOf(sure)]).toEqual(['reserved', '1 1 of 12']);
    const unsure = planned({ agents, line: [entry('1')] }, 'reserved').dials;
    expect([unsure[0]?.way, ...openOf(unsure)]).toEqual(['agent-first', '1 4 of 4123']);
    const inFlight = [flight('9', { task: taskOfAgent('5'), startedAtMs: noonMs - 60_000 })];
    const spare = planned({ agents: [tasked('5'), worker('1', 5_000)], line: [entry('1')], inFlight }).dials;
    expect(openOf(spare)).toEqual(['1 5 of 51']);
  });

  test('is nobody for customers who are rung first', () => {
    const { dials } = planDials(planInput({ agents: [outlook('1')], line }));
    expect(dials.map((dial) => 'openIds' in dial)).toEqual([false]);
  });
});

/** Dials of a pass, from their agents and who is open to each. */
function dialsOf(...of: readonly (readonly [string, string])[]): readonly PlannedDial[] {
  return of.map(([agentId, open], index) => ({
    entry: entry(String(index)),
    rule: 'covered',
    way: 'agent-first',
    agentIds: agentId === '' ? [] : [agentId],
    openIds: open.split(''),
    capacity: 1,
    inFlight: 1,
  }));
}
const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const askedBy = (dials: readonly PlannedDial[] | undefined) => dials?.map(({ agentIds }) => agentIds.join('')).join();

describe('asking another', () => {
  test('who is asked for no other dial changes that one dial', () => {
    expect(askedBy(askedInstead(dialsOf(['a', 'abc'], ['b', 'abc']), 0, 'c'))).toBe('c,b');
  });

  test('who is to be asked for a later one makes that one ask whom this one lets go, or somebody else', () => {
    expect(askedBy(askedInstead(dialsOf(['a', 'ab'], ['b', 'ab']), 0, 'b'))).toBe('b,a');
    expect(askedBy(askedInstead(dialsOf(['a', 'ab'], ['b', 'bc']), 0, 'b'))).toBe('b,c');
    expect(askedInstead(dialsOf(['a', 'ab'], ['b', 'b']), 0, 'b')).toBeUndefined();
  });

  test('who has been chosen for an earlier one is none to ask', () => {
    const dials = dialsOf(['a', 'ab'], ['b', 'ab']);
    expect(askedInstead(dials, 1, 'a')).toBeUndefined();
    expect(openToAsk(dials, 1)).toEqual(['b']);
    expect(openToAsk(dials, 0)).toEqual(['a', 'b']);
  });

  test('no dial loses its agent, none is asked for two, and each asks somebody who is open to it', () => {
    const dial = fc.record({
      open: fc.subarray(letters, { minLength: 1 }),
      wanted: fc.constantFrom(...letters),
    });
    fc.assert(
      fc.property(fc.array(dial, { maxLength: 5 }), (drawn) => {
        const taken = new Set<string>();
        const begun = drawn.flatMap(({ open, wanted }) => {
          const agentId = open.find((one) => !taken.has(one));
          if (agentId === undefined) return [];
          taken.add(agentId);
          return [{ agentId, open, wanted }];
        });
        let dials = dialsOf(...begun.map(({ agentId, open }) => [agentId, open.join('')] as const));
        for (const [index, { wanted }] of begun.entries()) {
          const next = openToAsk(dials, index).includes(wanted) ? askedInstead(dials, index, wanted) : dials;
          expect(next?.slice(0, index)).toEqual(dials.slice(0, index));
          expect([wanted, dials[index]?.agentIds[0]]).toContain(next?.[index]?.agentIds[0]);
          dials = next ?? [];
        }
        const asked = dials.map(({ agentIds }) => agentIds.join(''));
        expect(new Set(asked).size).toBe(begun.length);
        for (const [index, agentId] of asked.entries()) expect(begun[index]?.open).toContain(agentId);
      }),
      { numRuns: 300 },
    );
  });
});
