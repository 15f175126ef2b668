import * as fc from 'fast-check';
import { byPlace } from '../../../lib/core/callback/line-order';
import { planDials, type PlanInput } from '../../../lib/core/dispatch/plan';
import { agesSinceMs } from '../../../lib/core/dispatch/queue-rules';
import { openedTodayMs, type Hours } from '../../../lib/core/hours';
import { noonMs } from '../../support/builders/callbacks';
import {
  asking,
  entry,
  flight,
  outlook,
  pickUp,
  planInput,
  rules,
  rulesOfA,
  talker,
  taskOfAgent,
  worker,
} from '../../support/builders/plans';

const DAY_MS = 86_400_000;
const openedMs = noonMs - 4 * 3_600_000;
const ofDay = rulesOfA(rules({ openedMs }));
const dialed = (changes: Partial<PlanInput>) => planDials(planInput(changes)).dials.map((dial) => dial.entry.id);
const yesterday = (id: string) => entry(id, { origin: 'lost', placeMs: noonMs - DAY_MS + Number(id) });
/** One who has held since then, the only one. */
const since = (atMs: number) => ({ queue: 'a', count: 1, oldestAgeMs: noonMs - atMs, sinceMs: [atMs] });

describe('a lost call of an earlier day', () => {
  test('goes behind whoever holds since before the queue opened, and before whoever has come since', () => {
    const line = [yesterday('1')];
    const one = { agents: [outlook('1')], rules: ofDay, line };
    expect(dialed({ ...one, holders: [since(openedMs - 1)] })).toEqual([]);
    expect(dialed({ ...one, holders: [since(openedMs)] })).toEqual(['1']);
    expect(
      dialed({ ...one, holders: [since(openedMs - 1)], line: [{ ...yesterday('1'), origin: 'requested' }] }),
    ).toEqual(['1']);
  });

  test('is not overtaken by holders who came before the queue opened, and is by those who came later', () => {
    const taken = (placeMs: number) => [pickUp('x', { placeMs, atMs: noonMs - 2_000 }), pickUp('y', { placeMs })];
    const input = { agents: [talker('1')], rules: ofDay, line: [yesterday('1')] };
    expect(dialed({ ...input, pickUps: taken(openedMs - 1) })).toEqual([]);
    expect(dialed({ ...input, pickUps: taken(openedMs + 1) })).toEqual(['1']);
    const asCallbacks = taken(openedMs - 1).map((one) => ({ ...one, isCallback: true }));
    expect(dialed({ ...input, pickUps: asCallbacks })).toEqual(['1']);
  });

  test('keeps its place among callbacks, whatever they are for', () => {
    const anyEntry = fc.record({
      origin: fc.constantFrom('lost' as const, 'requested' as const),
      placeMs: fc.integer({ min: noonMs - 3 * DAY_MS, max: noonMs }),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), fc.nat(10), (drawn, agents) => {
        const line = drawn.map((one, index) => entry(String(index), one));
        const free = Array.from({ length: agents }, (_, index) => outlook(String(index)));
        const inOrder = line.toSorted(byPlace).map(({ id }) => id);
        expect(dialed({ agents: free, line, rules: ofDay })).toEqual(inOrder.slice(0, agents));
      }),
    );
  });

  test('ages since the queue opened today and not before; one of today, and one that was asked for, since its place', () => {
    const anyPlace = fc.integer({ min: noonMs - 3 * DAY_MS, max: noonMs });
    fc.assert(
      fc.property(anyPlace, anyPlace, (placeMs, opened) => {
        const ofQueue = rules({ openedMs: opened });
        expect(agesSinceMs({ placeMs, origin: 'lost' }, ofQueue)).toBe(placeMs < opened ? opened : placeMs);
        expect(agesSinceMs({ placeMs, origin: 'requested' }, ofQueue)).toBe(placeMs);
      }),
    );
  });

  test('holders and it are served in the order in which they have aged', () => {
    const anyHolder = fc.integer({ min: noonMs - 2 * DAY_MS, max: noonMs - 1 });
    fc.assert(
      fc.property(fc.array(anyHolder, { maxLength: 5 }), fc.nat(DAY_MS), fc.nat(6), (holding, agoMs, agents) => {
        const sinceMs = holding.toSorted((a, b) => a - b);
        const placeMs = noonMs - 3_600_000 - agoMs;
        const oldestAgeMs = noonMs - (sinceMs[0] ?? noonMs);
        const holders = [{ queue: 'a', count: sinceMs.length, oldestAgeMs, sinceMs }];
        const free = Array.from({ length: agents }, (_, index) => outlook(String(index)));
        const line = [entry('1', { origin: 'lost', placeMs })];
        const ahead = sinceMs.filter((atMs) => atMs < Math.max(placeMs, openedMs)).length;
        expect(dialed({ agents: free, holders, line, rules: ofDay })).toEqual(agents > ahead ? ['1'] : []);
      }),
    );
  });

  test('lets the agent go whom a holder from before the queue opened needs', () => {
    const one = {
      origin: 'lost' as const,
      placeMs: noonMs - DAY_MS,
      state: 'offered' as const,
      task: taskOfAgent('1'),
    };
    const letGo = (atMs: number) =>
      planDials(
        planInput({ agents: [outlook('1')], rules: ofDay, holders: [since(atMs)], inFlight: [flight('9', one)] }),
      ).letGo;
    expect(letGo(openedMs - 1)).toEqual(['9']);
    expect(letGo(openedMs + 1)).toEqual([]);
  });
});

describe('since when a queue is open today', () => {
  const hours: Hours = {
    timeZone: 'Europe/London',
    windows: [
      { days: [1, 2, 3, 4, 5, 6], fromMinute: 480, toMinute: 720 },
      { days: [1], fromMinute: 780, toMinute: 1_200 },
    ],
  };
  const at = (iso: string) => Date.parse(iso);

  test.each([
    ['in its first window', '2026-03-02T09:00:00Z', '2026-03-02T08:00:00Z'],
    ['between two windows', '2026-03-02T12:30:00Z', '2026-03-02T08:00:00Z'],
    ['after the last', '2026-03-02T23:00:00Z', '2026-03-02T08:00:00Z'],
    ['before it opens', '2026-03-02T07:59:59Z', undefined],
    ['on a day without hours', '2026-03-01T12:00:00Z', undefined],
    ['in summer', '2026-06-01T08:00:00Z', '2026-06-01T07:00:00Z'],
  ])('%s', (_when, now, opened) => {
    expect(openedTodayMs(hours, at(now))).toBe(opened === undefined ? undefined : at(opened));
  });
});

describe('the way in which lost calls are called back', () => {
  const both = rulesOfA(rules({ lostWays: { mode: 'agent-first', isReservedOn: false, hasTasks: true } }));
  const other = rulesOfA(
    asking('agent-first', { lostWays: { mode: 'customer-first', isReservedOn: false, hasTasks: true } }),
  );
  const wayOf = (origin: 'lost' | 'requested', ofQueue: PlanInput['rules']) =>
    planDials(planInput({ agents: [outlook('1')], line: [entry('1', { origin })], rules: ofQueue })).dials.map(
      ({ way }) => way,
    );

  test("is their own, where there is one, and nobody else's", () => {
    expect([wayOf('lost', both), wayOf('requested', both)]).toEqual([['agent-first'], ['customer-first']]);
    expect([wayOf('lost', other), wayOf('requested', other)]).toEqual([['customer-first'], ['agent-first']]);
    expect(wayOf('lost', rulesOfA(asking()))).toEqual(['agent-first']);
  });

  test('also decides whether an agent is kept while it rings', () => {
    const tasksFor = (origin: 'lost' | 'requested') =>
      planDials(planInput({ agents: [worker('1')], inFlight: [flight('9', { origin })], rules: both })).tasks.length;
    expect([tasksFor('lost'), tasksFor('requested')]).toEqual([1, 0]);
  });

  test('two of one pass are each called in their own, and no agent counts twice', () => {
    const anyLine = fc.array(fc.constantFrom('lost' as const, 'requested' as const), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 0, max: 6 }), fc.boolean(), (origins, agents, isOther) => {
        const line = origins.map((origin, index) => entry(String(index), { origin }));
        const free = Array.from({ length: agents }, (_, index) => outlook(String(index)));
        const { dials } = planDials(planInput({ agents: free, line, rules: isOther ? other : both }));
        expect(dials.length).toBeLessThanOrEqual(agents);
        for (const { entry: one, way } of dials) {
          expect(way).toBe((one.origin === 'lost') === isOther ? 'customer-first' : 'agent-first');
        }
        const asked = dials.flatMap(({ agentIds }) => agentIds);
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });
});
