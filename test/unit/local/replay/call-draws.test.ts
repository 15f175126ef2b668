import * as fc from 'fast-check';
import { parsePhoneNumber } from 'libphonenumber-js';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { drawCalls } from '../../../../local/replay/trace/call-draws';
import type { CallDraw } from '../../../../local/replay/trace/call-draws';
import { TraceError } from '../../../../local/replay/trace/trace-error';
import type { Trace, TraceCall } from '../../../../local/replay/trace/trace';
import { traceCall, traceOf } from './builders';

const OPTIONS = { seed: 42, acceptShare: 0.37 } as const;
const rows = (count: number, changes: Partial<TraceCall> = {}): readonly TraceCall[] =>
  Array.from({ length: count }, (_, at) => traceCall({ row: at + 2, ...changes }));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What chance alone decided, without the estimates that the other calls of a trace enter. */
function chances({ call, patienceMs, acceptsOffer, dials, postAnswerPatienceMs, number, talkMs }: CallDraw) {
  const own = call.outcome === 'abandoned' ? { patienceMs } : { talkMs };
  return { ...own, acceptsOffer, dials, postAnswerPatienceMs, number };
}

const callArbitrary = fc
  .record({
    queue: fc.constantFrom('a', 'b', 'c'),
    outcome: fc.constantFrom('answered' as const, 'abandoned' as const),
    waitMs: fc.nat(600_000),
    talkMs: fc.integer({ min: 1, max: 900_000 }),
  })
  .map(({ talkMs, ...rest }) => (rest.outcome === 'answered' ? { ...rest, talkMs } : rest));
const traceArbitrary = fc
  .array(callArbitrary, { minLength: 1, maxLength: 40 })
  .map((calls) => calls.map((call, at) => traceCall({ ...call, row: at + 2 })));

test('leaving calls out changes nothing of what chance decided for the others', () => {
  fc.assert(
    fc.property(traceArbitrary, fc.func(fc.boolean()), fc.integer(), (calls, isKept, seed) => {
      const kept = calls.filter(({ row }) => isKept(row));
      const all = new Map(drawCalls(traceOf(calls), { ...OPTIONS, seed }).map((draw) => [draw.call.row, draw]));
      for (const draw of drawCalls(traceOf(kept), { ...OPTIONS, seed })) {
        const whole = all.get(draw.call.row);
        expect(whole && chances(whole)).toEqual(chances(draw));
      }
    }),
  );
});

test('while the estimates stand, patience and drawn talk are the same too, in any order of the calls', () => {
  // Dropping calls of one queue cannot touch another queue that has its own estimates.
  const sturdy = [
    ...rows(30, { queue: 'a', waitMs: 20_000 }),
    ...rows(30, { queue: 'a', outcome: 'abandoned', waitMs: 50_000 }).map((call) => ({ ...call, row: call.row + 100 })),
  ];
  const expected = drawCalls(traceOf(sturdy), OPTIONS);
  fc.assert(
    fc.property(traceArbitrary, (others) => {
      const strangers = others.map((call) => ({ ...call, queue: `z${call.queue}`, row: call.row + 1_000 }));
      const mixed = drawCalls(traceOf([...strangers, ...sturdy.toReversed()]), OPTIONS);
      const drawn = new Map(mixed.map((draw) => [draw.call.row, draw]));
      expect(expected.map(({ call }) => drawn.get(call.row))).toEqual(expected);
    }),
  );
});

test('the same seed draws the same, another seed draws otherwise', () => {
  const trace = traceOf(rows(50));
  expect(drawCalls(trace, OPTIONS)).toEqual(drawCalls(trace, OPTIONS));
  const other = drawCalls(trace, { ...OPTIONS, seed: 43 });
  expect(other.map((draw) => draw.patienceMs)).not.toEqual(drawCalls(trace, OPTIONS).map((draw) => draw.patienceMs));
});

test('a caller who gave up has the patience the trace saw, and a talk of a served call of the same queue', () => {
  const calls = [
    ...rows(20, { queue: 'a', talkMs: 111_000 }),
    ...rows(20, { queue: 'b', talkMs: 222_000 }).map((call) => ({ ...call, row: call.row + 100 })),
    traceCall({ row: 500, queue: 'a', outcome: 'abandoned', waitMs: 7_000 }),
    traceCall({ row: 501, queue: 'b', outcome: 'abandoned', waitMs: 8_000 }),
    traceCall({ row: 502, queue: 'c', outcome: 'abandoned', waitMs: 9_000 }),
  ];
  const drawn = drawCalls(traceOf(calls), OPTIONS).slice(-3);
  expect(drawn.map(({ patienceMs }) => patienceMs)).toEqual([7_000, 8_000, 9_000]);
  expect(drawn.slice(0, 2).map(({ talkMs }) => talkMs)).toEqual([111_000, 222_000]);
  // Nobody of queue c was served, so any served call will do.
  expect([111_000, 222_000]).toContain(drawn[2]?.talkMs);
});

test('with no served call at all the talk is the fallback of 334.6 s', () => {
  const [draw] = drawCalls(traceOf([traceCall({ outcome: 'abandoned' })]), OPTIONS);
  expect(draw?.talkMs).toBe(334_600);
});

test('an answered call without times gets the talk of another of its queue', () => {
  const lost = { ...traceCall({ row: 900 }), talkMs: undefined };
  expect(drawCalls(traceOf([...rows(5, { talkMs: 70_000 }), lost]), OPTIONS).at(-1)?.talkMs).toBe(70_000);
});

test('a served caller has at least the patience shown, and beyond it the mean of the queue', () => {
  // 4,000 waits of 30 s and 10 of 120 s given up: (120,000 + 1,200) / 10 = 12,120 s.
  const given = rows(10, { outcome: 'abandoned', waitMs: 120_000 }).map((call) => ({ ...call, row: call.row + 9_000 }));
  const drawn = drawCalls(traceOf([...rows(4_000, { waitMs: 30_000 }), ...given]), OPTIONS).slice(0, 4_000);
  const beyond = drawn.map(({ patienceMs }) => patienceMs - 30_000);
  expect(Math.min(...beyond)).toBeGreaterThanOrEqual(0);
  expect(mean(beyond) / 12_120_000).toBeCloseTo(1, 1);
});

test('over many calls rings, answers, acceptance and patience after the answer have the means assumed', () => {
  const drawn = drawCalls(traceOf(rows(20_000)), OPTIONS);
  const dials = drawn.flatMap((draw) => draw.dials);
  const rings = dials.map(({ ringMs }) => ringMs);
  expect(drawn.every((draw) => draw.dials.length === 3)).toBe(true);
  expect(mean(drawn.map(({ acceptsOffer }) => Number(acceptsOffer)))).toBeCloseTo(0.37, 1);
  expect(mean(dials.map(({ answers }) => Number(answers)))).toBeCloseTo(0.8, 2);
  expect(mean(drawn.map((draw) => draw.postAnswerPatienceMs)) / 290_000).toBeCloseTo(1, 1);
  // A gamma of mean 12 s cut at 24 s keeps a mean just below 12 s.
  expect(mean(rings)).toBeGreaterThan(11_500);
  expect(mean(rings)).toBeLessThan(12_100);
  expect(rings.every((ringMs) => ringMs >= 2_000 && ringMs <= 24_000)).toBe(true);
  // Both cuts are reached, so neither is idle.
  expect([rings.includes(2_000), rings.includes(24_000)]).toEqual([true, true]);
});

test('who accepts at a share also accepts at every larger one', () => {
  const trace = traceOf(rows(300));
  const accepting = (acceptShare: number) => {
    const draws = drawCalls(trace, { seed: 5, acceptShare });
    return new Set(draws.filter((draw) => draw.acceptsOffer).map(({ call }) => call.row));
  };
  const half = accepting(0.5);
  expect([...accepting(0.2)].every((row) => half.has(row))).toBe(true);
  expect([accepting(0).size, accepting(1).size]).toEqual([0, 300]);
});

test.each([
  ['vanad', 'NL'],
  ['technion', 'IL'],
] as const)('every number of a %s trace is possible, of its country, and assigned to nobody', (format, country) => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9_999_999 }), (row) => {
      const number = drawCalls(traceOf([traceCall({ row })], format), OPTIONS)[0]?.number ?? '';
      const parsed = parsePhoneNumber(number);
      expect([parsed.isPossible(), parsed.country, parsed.number]).toEqual([true, country, number]);
      expect(isValidPhoneNumber(number)).toBe(false);
    }),
  );
});

test('calls of one caller share a number; unknown callers and others each have their own', () => {
  const trace: Trace = traceOf(
    [
      traceCall({ row: 2, caller: '77' }),
      traceCall({ row: 3 }),
      traceCall({ row: 4, caller: '78' }),
      traceCall({ row: 5 }),
      traceCall({ row: 6, caller: '77' }),
    ],
    'technion',
  );
  const numbers = drawCalls(trace, OPTIONS).map((draw) => draw.number);
  expect(numbers[4]).toBe(numbers[0]);
  expect(new Set(numbers).size).toBe(4);
});

test('a seed that is not whole and a share outside 0 to 1 are refused', () => {
  const trace = traceOf(rows(1));
  expect(() => drawCalls(trace, { seed: 1.5, acceptShare: 0.5 })).toThrow(TraceError);
  expect(() => drawCalls(trace, { seed: 1, acceptShare: 1.01 })).toThrow('accept 1.01: not a share; allowed: 0 to 1');
  expect(() => drawCalls(trace, { seed: 1, acceptShare: Number.NaN })).toThrow(TraceError);
});
