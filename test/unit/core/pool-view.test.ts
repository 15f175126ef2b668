import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import { holdersBefore } from '../../../lib/core/dispatch/holders';
import { viewPool, type PoolSources } from '../../../lib/core/dispatch/pool-view';
import type { SeenAgent } from '../../../lib/core/dispatch/seen-agents';
import { emptyPoolStatistics } from '../../../lib/core/wait/pool-statistics';
import { noonMs } from '../../support/builders/callbacks';
import { entry, flight, pickUp, rules, rulesOfA } from '../../support/builders/plans';

/** Figures are of eight seconds ago, and were asked for two seconds ago. */
const asOfMs = noonMs - 8_000;

function view(changes: Partial<PoolSources>) {
  return viewPool({
    nowMs: noonMs,
    readAtMs: noonMs - 2_000,
    holdersAsOfMs: asOfMs,
    queues: new Set(['a']),
    agents: [],
    holders: [],
    seen: [],
    statistics: emptyPoolStatistics,
    flights: [],
    line: [],
    rules: new Map(),
    ...changes,
  });
}

function reading(agentId: string, changes: Partial<AgentReading> = {}): AgentReading {
  return { agentId, queues: ['a'], state: 'on_contact', sinceMs: noonMs - 300_000, ...changes };
}

const saw = (state: SeenAgent['state'], agoMs: number, agentId = '1'): SeenAgent => ({
  agentId,
  state,
  sinceMs: noonMs - agoMs,
});

describe('agents', () => {
  const isFree = (agent: AgentReading, ...seen: readonly SeenAgent[]) =>
    view({ agents: [agent], seen }).agents[0]?.isFree;

  test('are as events show them where those are newer than the reading', () => {
    expect(isFree(reading('1'))).toBe(false);
    expect(isFree(reading('1'), saw('available', 1_000))).toBe(true);
    expect(isFree(reading('1', { state: 'available' }), saw('on_contact', 1_000))).toBe(false);
  });

  test.each([
    ['before the state that was read began', reading('1', { sinceMs: noonMs - 4_000 }), saw('available', 5_000)],
    ['so long ago that the reading knows better', reading('1'), saw('available', 13_000)],
    ['of somebody else', reading('1'), saw('available', 1_000, '2')],
  ])('are as they were read where the event is %s', (_name, agent, seen) => {
    expect(isFree(agent, seen)).toBe(false);
  });

  test('seen in two pools are as the newest of the sightings has it, in whatever order they come', () => {
    const seen = [saw('available', 3_000), saw('on_contact', 1_000)];
    expect([isFree(reading('1'), ...seen), isFree(reading('1'), ...seen.toReversed())]).toEqual([false, false]);
  });

  test('in after-contact work by an event are due from then on', () => {
    const { agents, times } = view({ agents: [reading('1')], seen: [saw('after_contact_work', 4_000)] });
    expect(agents[0]).toMatchObject({ freeInMs: times.afterContactWorkMs - 4_000, isFree: false, isTalking: false });
  });

  test('who cannot be given anything, or serve other queues only, are not there, whatever was seen of them', () => {
    const agents = [reading('1', { state: 'unavailable' }), reading('2', { queues: ['b'] }), reading('3')];
    const { agents: known } = view({ agents, seen: [saw('available', 1_000)] });
    expect(known.map((agent) => agent.agentId)).toEqual(['3']);
  });
});

describe('holders', () => {
  const figures = (count: number, agoMs: number) => ({ queue: 'a', count, oldestAgeMs: agoMs });
  /** How many come before a place. */
  const before = (placeMs: number, changes: Partial<PoolSources>) =>
    view(changes).holders.reduce((sum, one) => sum + holdersBefore(one, placeMs, noonMs), 0);

  test('are those of whom events tell, by their times, those who came after the figures too', () => {
    const sinceMs = [asOfMs - 100_000, asOfMs - 50_000, noonMs - 1_000];
    const holders = [{ ...figures(2, 100_000), sinceMs }];
    const places = [asOfMs - 100_000, asOfMs - 99_999, asOfMs - 40_000, noonMs];
    expect(places.map((placeMs) => before(placeMs, { holders }))).toEqual([0, 1, 2, 3]);
  });

  test('whom the oldest of the figures contradicts have left, and so has everybody when nobody held', () => {
    const sinceMs = [asOfMs - 900_000, asOfMs - 50_000, noonMs - 1_000];
    expect(before(noonMs, { holders: [{ ...figures(1, 50_000), sinceMs }] })).toBe(2);
    expect(before(noonMs, { holders: [{ ...figures(0, 0), sinceMs }] })).toBe(1);
    expect(view({ holders: [{ ...figures(0, 0), sinceMs }] }).holders).toMatchObject([{ count: 1 }]);
  });

  test('are those of the figures where events have told of nobody', () => {
    expect(before(noonMs, { holders: [figures(3, 100_000)] })).toBe(3);
    expect(before(noonMs, { holders: [{ ...figures(3, 100_000), sinceMs: [] }] })).toBe(3);
    expect(before(asOfMs - 100_001, { holders: [figures(3, 100_000)] })).toBe(0);
  });

  test('are not those of the figures, as far as these are few, where a pick-up shows that events come', () => {
    const statistics = { ...emptyPoolStatistics, pickUps: [pickUp('p', { atMs: asOfMs - 60_000 })] };
    expect([1, 2].map((count) => before(noonMs, { holders: [figures(count, 30_000)], statistics }))).toEqual([0, 0]);
    const old = { ...emptyPoolStatistics, pickUps: [pickUp('p', { atMs: noonMs - 3_600_000 })] };
    const other = { ...emptyPoolStatistics, pickUps: [pickUp('p', { atMs: asOfMs - 60_000, queue: 'b' })] };
    expect([old, other].map((known) => before(noonMs, { holders: [figures(2, 30_000)], statistics: known }))).toEqual([
      2, 2,
    ]);
  });

  test('of whom many more are counted than events have told of are taken as spread between the oldest and now', () => {
    const sinceMs = [asOfMs - 50_000];
    const known = (count: number) => before(noonMs, { holders: [{ ...figures(count, 100_000), sinceMs }] });
    // One or two may have hung up since.
    expect([1, 2, 3, 4, 10].map(known)).toEqual([1, 1, 1, 4, 10]);
  });

  test('do not hold any more who have reached an agent since the figures, and the others came later than they', () => {
    const holders = [figures(5, 100_000)];
    const left = (changes: object) => {
      const one = { atMs: asOfMs + 1, placeMs: asOfMs - 100_000, readySinceMs: asOfMs - 100_000, ...changes };
      const statistics = { ...emptyPoolStatistics, pickUps: [pickUp('p', one)] };
      const known = { holders, statistics };
      return { count: before(noonMs, known), isOldestThere: before(asOfMs - 99_000, known) > 0 };
    };
    expect(left({})).toEqual({ count: 4, isOldestThere: true });
    expect(left({ placeMs: asOfMs - 99_000 })).toEqual({ count: 4, isOldestThere: false });
    expect(left({ queue: 'a' })).toEqual({ count: 4, isOldestThere: true });
    expect(left({ queue: 'b' }).count).toBe(5);
    expect(left({ atMs: asOfMs }).count).toBe(5);
    expect(left({ readySinceMs: asOfMs + 1 }).count).toBe(5);
    // Our own caller stood among them; whoever was the oldest is still there.
    expect(left({ isCallback: true, placeMs: asOfMs - 99_000 })).toEqual({ count: 4, isOldestThere: true });
  });

  test.each([[new Set(['a'])], [new Set(['a', 'b'])]])(
    'are not our own ready callers, who wait in the same queue (%o)',
    (queues) => {
      const count = (flights: PoolSources['flights'], holders: PoolSources['holders']) =>
        view({ queues, flights, holders }).holders.map((one) => one.count);
      const ready = (changes: object = {}) => flight('1', { state: 'answered', readyAtMs: asOfMs - 5_000, ...changes });
      expect(count([ready()], [figures(1, 900_000)])).toEqual([0]);
      expect(count([ready()], [{ ...figures(1, 900_000), sinceMs: [] }])).toEqual([0]);
      expect(count([ready()], [{ ...figures(2, 900_000), sinceMs: [asOfMs - 1_000] }])).toEqual([1]);
      expect(count([flight('1')], [figures(1, 900_000)])).toEqual([1]);
      expect(count([ready({ queue: 'b' })], [figures(1, 900_000)])).toEqual([1]);
      expect(count([ready()], [figures(0, 0)])).toEqual([0]);
      // The figures are of before that.
      expect(count([ready({ readyAtMs: asOfMs + 1 })], [figures(1, 900_000)])).toEqual([1]);
    },
  );

  test('and dials of other queues are left out; line, rules and pick-ups are passed on', () => {
    const statistics = { ...emptyPoolStatistics, pickUps: [pickUp('p')] };
    const known = { statistics, line: [entry('1')], rules: rulesOfA(rules()) };
    const holders = [figures(1, 5_000), { ...figures(1, 5_000), queue: 'b' }];
    const {
      nowMs,
      holders: held,
      inFlight,
      line,
      rules: by,
      pickUps,
    } = view({
      ...known,
      holders,
      flights: [flight('1'), flight('2', { queue: 'b' })],
    });
    expect({ nowMs, line, by, pickUps }).toEqual({
      nowMs: noonMs,
      line: known.line,
      by: known.rules,
      pickUps: statistics.pickUps,
    });
    expect([held.map((one) => one.queue), inFlight.map((one) => one.id)]).toEqual([['a'], ['1']]);
  });
});
