import * as fc from 'fast-check';
import { planDials, type LineEntry, type PlanInput } from '../../../lib/core/dispatch/plan';
import { standingMs, turnMs } from '../../../lib/core/dispatch/queue-rules';
import { noonMs } from '../../support/builders/callbacks';
import { entry, outlook, planInput, rules, rulesOfA } from '../../support/builders/plans';

const dialed = (changes: Partial<PlanInput>) => planDials(planInput(changes)).dials.map((dial) => dial.entry.id);
const agents = (count: number) =>
  Array.from({ length: count }, (_, index) => outlook(`${index}`, { queues: ['a', 'b'] }));
const ago = (id: string, minutes: number, changes: Partial<LineEntry> = {}) =>
  entry(id, { placeMs: noonMs - minutes * 60_000, ...changes });

describe('the turn', () => {
  test('of a queue with weight 1 is the place, whatever the other queues weigh', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), (agoMs) => {
        const one = { queue: 'a', class: 'standard', placeMs: noonMs - agoMs };
        expect(turnMs(one, rules(), noonMs)).toBe(one.placeMs);
        expect(turnMs(one, undefined, noonMs)).toBe(one.placeMs);
      }),
      { seed: 31 },
    );
  });

  test('comes so many times sooner as the queue weighs, and never before those who wait in it already', () => {
    const weighing = new Map([
      ['a', rules()],
      ['b', rules({ weight: 3 })],
    ]);
    const line = [ago('1', 10), ago('2', 2), ago('3', 4, { queue: 'b' }), ago('4', 3, { queue: 'b' })];
    expect(dialed({ agents: agents(4), line, rules: weighing })).toEqual(['3', '1', '4', '2']);
    expect(dialed({ agents: agents(4), line })).toEqual(['1', '3', '4', '2']);
  });

  test('of a place that is still to come is that of now: no weight makes it earlier or later', () => {
    const one = { queue: 'a', class: 'standard', placeMs: noonMs + 60_000 };
    expect(turnMs(one, rules({ weight: 50 }), noonMs)).toBe(noonMs);
  });

  test('of one who waits comes sooner than that of any who come later than a known time, however they weigh', () => {
    const drawn = fc.record({ weight: fc.integer({ min: 1, max: 100 }), agoMs: fc.integer({ min: 1, max: 1e7 }) });
    fc.assert(
      fc.property(drawn, ({ weight, agoMs }) => {
        const mine = turnMs({ queue: 'a', class: 'standard', placeMs: noonMs - agoMs }, rules(), noonMs);
        const other = { queue: 'b', class: 'standard', placeMs: noonMs - Math.floor(agoMs / weight) };
        expect(turnMs(other, rules({ weight }), noonMs)).toBeGreaterThanOrEqual(mine);
      }),
      { seed: 32 },
    );
  });
});

describe('a class', () => {
  const vip = rulesOfA(rules({ headStartMs: { vip: 120_000 } }));

  test('passes those who came less than its head start earlier, and nobody who came before', () => {
    const line = [ago('1', 5), ago('2', 3.5), ago('3', 2), ago('4', 2, { class: 'vip' })];
    expect(dialed({ agents: agents(4), line, rules: vip })).toEqual(['1', '4', '2', '3']);
    expect(dialed({ agents: agents(4), line })).toEqual(['1', '2', '3', '4']);
  });

  test('that the rules do not name has no head start', () => {
    expect(standingMs({ class: 'gold', placeMs: noonMs }, rules({ headStartMs: { vip: 1 } }))).toBe(noonMs);
    expect(standingMs({ class: 'vip', placeMs: noonMs }, rules({ headStartMs: { vip: 1 } }))).toBe(noonMs - 1);
  });

  test('waits for holders who came more than its head start earlier, and not for others', () => {
    const line = [ago('4', 2, { class: 'vip' })];
    const since = (minutes: number) => {
      const oldestAgeMs = minutes * 60_000;
      return [{ queue: 'a', count: 1, oldestAgeMs, sinceMs: [noonMs - oldestAgeMs] }];
    };
    expect(dialed({ agents: agents(1), line, rules: vip, holders: since(5) })).toEqual([]);
    expect(dialed({ agents: agents(1), line, rules: vip, holders: since(3) })).toEqual(['4']);
    expect(dialed({ agents: agents(1), line, holders: since(3) })).toEqual([]);
  });

  test('never lets anybody of a queue be passed by who came more than the head start later', () => {
    const anyLine = fc.array(fc.record({ agoMs: fc.nat(600_000), isVip: fc.boolean() }), { maxLength: 15 });
    const drawn = fc.record({
      line: anyLine,
      headStartMs: fc.nat(300_000),
      free: fc.nat(10),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(drawn, ({ line: lineDrawn, headStartMs, free, weight }) => {
        const line = lineDrawn.map(({ agoMs, isVip }, index) =>
          entry(`${index}`, { placeMs: noonMs - agoMs, class: isVip ? 'vip' : 'standard' }),
        );
        const ofA = rulesOfA(rules({ headStartMs: { vip: headStartMs }, weight }));
        const ids = dialed({ agents: agents(free), line, rules: ofA });
        const passed = line.filter((one) =>
          line.some(
            (other) =>
              ids.includes(other.id) &&
              (!ids.includes(one.id) || ids.indexOf(one.id) > ids.indexOf(other.id)) &&
              other.placeMs > one.placeMs + headStartMs,
          ),
        );
        expect(passed).toEqual([]);
      }),
      { seed: 33, numRuns: 500 },
    );
  });
});

test('of one turn the place decides, as of those that are still to come', () => {
  const line = ['1', '3', '2'].map((id, index) => entry(id, { placeMs: noonMs + 60_000 - index }));
  expect(dialed({ agents: agents(3), line })).toEqual(['2', '3', '1']);
});

test('of one place the id decides, so that a replay dials alike', () => {
  const line = ['3', '1', '2'].map((id) => entry(id, { placeMs: noonMs - 60_000 }));
  expect(dialed({ agents: agents(3), line })).toEqual(['1', '2', '3']);
});

test('a line whose head must wait keeps all behind it waiting, and no line of another queue', () => {
  const capped = new Map([
    ['a', rules({ maxInFlight: 1 })],
    ['b', rules()],
  ]);
  const inFlight = [{ ...entry('9'), state: 'dialing' as const, startedAtMs: noonMs - 5_000 }];
  const line = [entry('1'), entry('2'), entry('3', { queue: 'b' })];
  expect(dialed({ agents: agents(5), line, rules: capped, inFlight })).toEqual(['3']);
  expect(dialed({ agents: agents(5), line, inFlight })).toEqual(['1', '2', '3']);
});
