import * as fc from 'fast-check';
import { completionWithin, outlookOf, type AgentReading } from '../../../lib/core/dispatch/expected-agents';
import { holdersBefore } from '../../../lib/core/dispatch/holders';
import { completionsToCountOn, poissonAtLeast } from '../../../lib/core/dispatch/poisson';
import { fullBucket, refill, slowDown, takeTokens, type TokenBucket } from '../../../lib/core/dispatch/token-bucket';
import { noonMs } from '../../support/builders/callbacks';
import { plainTimes } from '../../support/builders/plans';

describe('Poisson', () => {
  /** exp(-m) m^i / i! summed without any rearranging. */
  function directly(count: number, mean: number): number {
    let below = 0;
    for (let i = 0; i < count; i += 1) {
      let factorial = 1;
      for (let k = 2; k <= i; k += 1) factorial *= k;
      below += (Math.exp(-mean) * mean ** i) / factorial;
    }
    return 1 - below;
  }

  test('agrees with the sum of its terms', () => {
    const pairs = fc.tuple(fc.integer({ min: 1, max: 25 }), fc.double({ min: 0.001, max: 20, noNaN: true }));
    fc.assert(
      fc.property(pairs, ([count, mean]) => expect(poissonAtLeast(count, mean)).toBeCloseTo(directly(count, mean), 9)),
      { seed: 6 },
    );
  });

  test('knows the values of the tables', () => {
    expect(poissonAtLeast(1, 1)).toBeCloseTo(0.632121, 6);
    expect(poissonAtLeast(3, 2)).toBeCloseTo(0.323324, 6);
    expect([poissonAtLeast(0, 5), poissonAtLeast(1, 0)]).toEqual([1, 0]);
  });

  test('counts on the most completions that are likely enough, and on none of no agents', () => {
    expect(completionsToCountOn(0, 0.15)).toBe(0);
    const drawn = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(drawn, (mean) => {
        const k = completionsToCountOn(mean, 0.15);
        expect(poissonAtLeast(k, mean)).toBeGreaterThanOrEqual(0.15);
        expect(poissonAtLeast(k + 1, mean)).toBeLessThan(0.15);
      }),
      { seed: 7 },
    );
  });

  test('comes to an end for pools of thousands, near the mean', () => {
    expect(completionsToCountOn(2_000, 0.15)).toBeGreaterThan(2_000);
    expect(completionsToCountOn(2_000, 0.15)).toBeLessThan(2_100);
  });
});

describe('holders before a place', () => {
  test('are none before the oldest, all after now, and spread evenly between', () => {
    const holders = { queue: 'a', count: 5, oldestAgeMs: 400_000 };
    expect(holdersBefore(holders, noonMs - 400_001, noonMs)).toBe(0);
    expect(holdersBefore(holders, noonMs, noonMs)).toBe(5);
    expect(holdersBefore(holders, noonMs - 200_000, noonMs)).toBe(3);
    expect(holdersBefore({ ...holders, count: 0 }, noonMs, noonMs)).toBe(0);
  });

  test('leave out the one who asks: first as the oldest, last as the newest, and always one of those who hold', () => {
    const drawn = fc.record({
      count: fc.nat(50),
      oldestAgeMs: fc.integer({ min: 1, max: 900_000 }),
      ageMs: fc.nat(1e6),
    });
    const position = (count: number, oldestAgeMs: number, ageMs: number) =>
      1 + holdersBefore({ queue: 'a', count, oldestAgeMs }, noonMs - ageMs, noonMs, 'among them');
    fc.assert(
      fc.property(drawn, ({ count, oldestAgeMs, ageMs }) => {
        const mine = position(count, oldestAgeMs, ageMs);
        expect(mine).toBeGreaterThanOrEqual(1);
        expect(mine).toBeLessThanOrEqual(Math.max(1, count));
        expect(position(count, oldestAgeMs, oldestAgeMs)).toBe(1);
        expect(position(count, oldestAgeMs, 0)).toBe(Math.max(1, count));
      }),
      { seed: 12 },
    );
  });

  test('are never less than none nor more than all, and never fewer for a later place', () => {
    const drawn = fc.record({
      count: fc.nat(50),
      oldestAgeMs: fc.nat(900_000),
      a: fc.integer({ min: -10_000, max: 1e6 }),
      b: fc.integer({ min: -10_000, max: 1e6 }),
    });
    fc.assert(
      fc.property(drawn, ({ count, oldestAgeMs, a, b }) => {
        const [later, earlier] = [Math.min(a, b), Math.max(a, b)].map((agoMs) =>
          holdersBefore({ queue: 'a', count, oldestAgeMs }, noonMs - agoMs, noonMs),
        );
        expect(earlier).toBeGreaterThanOrEqual(0);
        expect(earlier).toBeLessThanOrEqual(later!);
        expect(later).toBeLessThanOrEqual(count);
      }),
      { seed: 8 },
    );
  });
});

describe('an agent', () => {
  const seen = (state: AgentReading['state'], agoMs: number) => {
    const reading = { agentId: '1', queues: ['a'], state, sinceMs: noonMs - agoMs };
    const { agentId, queues, ...rest } = outlookOf(reading, plainTimes, noonMs);
    expect({ agentId, queues }).toEqual({ agentId: '1', queues: ['a'] });
    return rest;
  };

  test.each([
    ['available', { freeInMs: 0, isFree: true, isTalking: false }],
    ['on_contact', { isFree: false, isTalking: true }],
    ['offered', { isFree: false, isTalking: false }],
    ['on_task', { isFree: false, isTalking: false }],
    ['unavailable', { isFree: false, isTalking: false }],
  ] as const)('who is %s: however long that has lasted, %j', (state, expected) => {
    expect([0, 600_000].map((agoMs) => seen(state, agoMs))).toEqual([expected, expected]);
  });

  test('in after-contact work is due after its mean, at once when it has lasted for longer, and not free before', () => {
    const due = (agoMs: number) => seen('after_contact_work', agoMs);
    const busy = { isFree: false, isTalking: false };
    expect([0, 12_000, 20_000, 600_000].map(due)).toEqual(
      [20_000, 8_000, 0, 0].map((freeInMs) => ({ freeInMs, ...busy })),
    );
  });

  test('who talks is through, work included, at the rate of the pool', () => {
    const lasting = { ...plainTimes, talkMs: 100_000 };
    expect(completionWithin(20_000, lasting)).toBe(0);
    expect(completionWithin(0, lasting)).toBe(0);
    expect(completionWithin(20_000 + 100_000 * Math.LN2, lasting)).toBeCloseTo(0.5, 12);
    expect(completionWithin(1e9, lasting)).toBeCloseTo(1, 12);
  });
});

describe('the dial rate', () => {
  const rate = { perSecond: 2, burst: 5 };
  const anySteps = fc.array(
    fc.record({
      ms: fc.integer({ min: -500, max: 4_000 }),
      wanted: fc.nat(8),
      is429: fc.integer({ min: 0, max: 15 }).map((draw) => draw === 0),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test('never holds more than its burst, and over any interval never grants more than its rate and a burst', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let nowMs = noonMs;
        let bucket: TokenBucket = fullBucket(rate, nowMs);
        const grants: { readonly atMs: number; readonly granted: number }[] = [];
        for (const { ms, wanted, is429 } of steps) {
          nowMs += ms;
          const taken = takeTokens(refill(bucket, rate, nowMs), wanted);
          bucket = is429 ? slowDown(taken.bucket, nowMs) : taken.bucket;
          grants.push({ atMs: bucket.atMs, granted: taken.granted });
          expect(bucket.tokens).toBeLessThanOrEqual(rate.burst);
          expect(bucket.tokens).toBeGreaterThan(-1e-6);
        }
        grants.forEach((first, from) => {
          let sum = 0;
          for (const one of grants.slice(from)) {
            sum += one.granted;
            expect(sum).toBeLessThanOrEqual(rate.burst + ((one.atMs - first.atMs) * rate.perSecond) / 1000 + 1e-6);
          }
        });
      }),
      { seed: 9 },
    );
  });

  test('is nothing after a 429, half for thirty seconds and whole from then on', () => {
    const wide = { perSecond: 2, burst: 1_000 };
    const slowed = slowDown(fullBucket(wide, noonMs), noonMs);
    expect(slowed.tokens).toBe(0);
    expect(refill(slowed, wide, noonMs + 10_000).tokens).toBeCloseTo(10);
    expect(refill(slowed, wide, noonMs + 30_000).tokens).toBeCloseTo(30);
    expect(refill(slowed, wide, noonMs + 40_000).tokens).toBeCloseTo(50);
  });

  test('is filled alike in one step and in many', () => {
    const slowed = slowDown(fullBucket(rate, noonMs), noonMs);
    let stepped = slowed;
    for (let ms = 100; ms <= 4_000; ms += 100) stepped = refill(stepped, rate, noonMs + ms);
    expect(stepped.tokens).toBeCloseTo(refill(slowed, rate, noonMs + 4_000).tokens, 9);
  });

  test('is not filled by a clock that went back', () => {
    const empty = { tokens: 0, atMs: noonMs, slowUntilMs: 0 };
    expect(refill(empty, rate, noonMs - 60_000)).toEqual(empty);
  });
});
