import * as fc from 'fast-check';
import { learn, noLessons } from '../../../lib/core/wait/lessons';
import { expectWait } from '../../../lib/core/wait/expected-wait';
import { lineWaitMs } from '../../../lib/core/wait/line-wait';
import { addPickUp, lessonsOf, PICK_UPS_KEPT, type PoolStatistics } from '../../../lib/core/wait/pool-statistics';
import { statisticsSchema } from '../../../lib/adapters/dynamodb/item-schemas';
import { noonMs } from '../../support/builders/callbacks';
import { backlog, pickUp, question, statisticsOf, told } from './wait-builders';

const anyCount = fc.oneof(
  fc.nat(300),
  fc.constantFrom(10_000, 1e9, Number.POSITIVE_INFINITY),
  fc.double({ min: -5, max: 400, noNaN: true }),
);
const anyTime = fc.oneof(fc.nat(600_000), fc.constantFrom(0, 1, 1e9, 1e12));

/** A row of pick-ups as bad as clocks and events can make it. */
const anyRow = fc.array(
  fc.record({
    gap: fc.oneof(fc.nat(60), fc.constantFrom(0, 90_000)),
    ready: fc.oneof(fc.integer({ min: -100, max: 3_000 }), fc.constant(1e7)),
    isCallback: fc.boolean(),
    queue: fc.constantFrom('support', 'billing', undefined),
    told: fc.option(
      fc.record({ gapMs: fc.constantFrom(1e-9, 1, 1e9), byPoolMs: anyTime, byQueueMs: anyTime, lastMs: anyTime }),
      {
        nil: undefined,
      },
    ),
  }),
  { maxLength: 80 },
);

function statisticsFrom(row: readonly { readonly gap: number; readonly ready: number }[]): PoolStatistics {
  let ago = 0;
  const pickUps = row.map(({ gap, ready, ...changes }, at) => {
    ago += gap;
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return pickUp(ago, ready, { contactId: `c${at}`, ...given });
  });
  return statisticsOf([...pickUps.toReversed(), ...backlog]);
}

test('whatever was learned and whoever is ahead, what is told is a number, none of it negative, in order', () => {
  fc.assert(
    fc.property(
      anyRow,
      anyCount,
      anyCount,
      fc.constantFrom(0, 1, 10_000, 1e12),
      (row, holders, callbacks, patienceMs) => {
        const ahead = { holders, callbacks };
        const statistics = statisticsFrom(row);
        const expected = expectWait(question({ statistics, aheadInPool: ahead, aheadInQueue: ahead, patienceMs }));
        if (expected === undefined) return;
        const { waitMs, range } = expected;
        expect(range.fromMs).toBeGreaterThanOrEqual(0);
        expect(range.fromMs).toBeLessThanOrEqual(waitMs);
        expect(range.toMs).toBeGreaterThanOrEqual(waitMs);
        expect(Number.isFinite(range.toMs)).toBe(true);
      },
    ),
    { seed: 41, numRuns: 200 },
  );
});

test('what was learned can be kept in the table, whatever came: finite numbers within what it holds', () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      const statistics = statisticsFrom(row);
      for (const number of numbersIn(lessonsOf(statistics))) {
        expect(Number.isFinite(number)).toBe(true);
        expect(number === 0 || Math.abs(number) > 1e-100).toBe(true);
        expect(Math.abs(number)).toBeLessThan(1e100);
      }
    }),
    { seed: 42, numRuns: 200 },
  );
});

test('no line is so long that the work has no end', () => {
  const speed = { perSecond: 0.5, patienceMs: 600_000 };
  const startedAt = process.hrtime.bigint();
  const lines = [499, 10_000, 1e9].flatMap((holders) => [0, 499, 1e9].map((callbacks) => ({ holders, callbacks })));
  for (const line of lines) expect(Number.isFinite(lineWaitMs(line, speed))).toBe(true);
  // A hundred times what it takes: only work without bound fails this.
  expect(Number(process.hrtime.bigint() - startedAt) / 1e6).toBeLessThan(lines.length * 100);
});

test('what the table holds from before forecasts were kept is read as it was', () => {
  const { queue: _queue, ...older } = pickUp(10);
  const item = { pickUps: [older], ringToReady: [{ contactId: 'c', ms: 9 }] };
  expect(statisticsSchema.parse({ pk: 'POOL#frontline', sk: 'PACE', version: 3, ...item })).toEqual(item);
});

test('what is kept of a pool with a thousand queues is far below the 400 KB of an item, and 10 KB with ten', () => {
  const bytesWith = (queues: number): number => {
    const id = (letter: string, at: number) => `${letter.repeat(28)}${String(at).padStart(8, '0')}`;
    const long = (at: number) =>
      pickUp(4_000_000 - 3_000 * at - 1 / 3, 300, {
        contactId: id('c', at),
        agentId: id('a', at),
        queue: `support-of-a-long-name-${at % queues}`,
        told: told({ gapMs: 1e5 / 3, byPoolMs: 123_456, byQueueMs: 123_456, lastMs: 123_456 }),
        talkMs: 123_456,
        afterContactWorkMs: 12_345,
      });
    // All within the last day, so that nothing is forgotten.
    const row = Array.from({ length: queues + PICK_UPS_KEPT }, (_, at) => ({
      ...long(at),
      atMs: noonMs + at * 50.125,
      readySinceMs: noonMs,
    }));
    const lessons = learn(noLessons(), row.slice(0, queues));
    const settled: PoolStatistics['settled'] = { untilMs: noonMs + (queues - 1) * 50.125, lessons };
    const ringToReady = row.slice(-PICK_UPS_KEPT).map(({ contactId }) => ({ contactId, ms: 12_345 }));
    const pickUps = row.slice(queues);
    expect(addPickUp({ pickUps, ringToReady, settled }, long(0)).pickUps).toHaveLength(PICK_UPS_KEPT);
    return itemBytes({ pickUps, ringToReady, settled });
  };
  expect(bytesWith(10)).toBeGreaterThan(8_000);
  expect(bytesWith(10)).toBeLessThan(16_000);
  expect(bytesWith(1_000)).toBeLessThan(250_000);
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** As DynamoDB counts: names and texts by their bytes, numbers by two digits a byte and one more, one for each entry, three for each list or map. */
function itemBytes(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
      return Math.ceil(String(value).replaceAll(/\D/g, '').length / 2) + 2;
    case 'object':
      return Object.entries(value ?? {}).reduce(
        (sum, [name, one]) => sum + 1 + (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + itemBytes(one),
        3,
      );
    default:
      return 1;
  }
}
