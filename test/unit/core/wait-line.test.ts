import * as fc from 'fast-check';
import { createRng } from '../../../lib/core/rng';
import { lineWaitMs, type Ahead } from '../../../lib/core/wait/line-wait';

const anySpeed = fc.record({
  perSecond: fc.double({ min: 0.005, max: 2, noNaN: true }),
  patienceMs: fc.integer({ min: 10_000, max: 3_600_000 }),
});
const anyAhead = fc.record({ holders: fc.nat(60), callbacks: fc.nat(60) });

const behind = (holders: number, callbacks: number): Ahead => ({ holders, callbacks });

test.each([
  ['nobody ahead is one gap', behind(0, 0), 10],
  ['callbacks never give up', behind(0, 7), 80],
  ['holders may', behind(2, 0), 10 + 1 / 0.11 + 1 / 0.12],
  // 1/0.11 until something happens; then 0.06/0.11 that the holder is gone, 0.05/0.11 that the callback is.
  ['one of each, in either order', behind(1, 1), 1 / 0.11 + (0.06 / 0.11) * 20 + (0.05 / 0.11) * (10 + 1 / 0.11)],
])('%s', (_name, ahead, seconds) => {
  expect(lineWaitMs(ahead, { perSecond: 0.1, patienceMs: 100_000 })).toBeCloseTo(seconds * 1000, 6);
});

test('each caller ahead adds to the wait, holder or callback, however short patience is', () => {
  fc.assert(
    fc.property(anyAhead, anySpeed, ({ holders, callbacks }, speed) => {
      const wait = lineWaitMs(behind(holders, callbacks), speed);
      expect(lineWaitMs(behind(holders + 1, callbacks), speed)).toBeGreaterThan(wait);
      expect(lineWaitMs(behind(holders, callbacks + 1), speed)).toBeGreaterThan(wait);
    }),
    { seed: 10, numRuns: 500 },
  );
});

test('it grows also where the exact mean gives way to its bound', () => {
  const speed = { perSecond: 0.5, patienceMs: 60_000 };
  const waits = [498, 499, 500, 501].map((holders) => lineWaitMs(behind(holders, 499), speed));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(4);
});

test('those who never give up take at least a gap each, and nobody takes more than one', () => {
  fc.assert(
    fc.property(anyAhead, anySpeed, ({ holders, callbacks }, speed) => {
      const gapMs = 1000 / speed.perSecond;
      const wait = lineWaitMs(behind(holders, callbacks), speed);
      expect(wait).toBeGreaterThanOrEqual((callbacks + 1) * gapMs * (1 - 1e-9));
      expect(wait).toBeLessThanOrEqual((holders + callbacks + 1) * gapMs * (1 + 1e-9));
    }),
    { seed: 11 },
  );
});

test('a holder ahead costs no more than a callback ahead', () => {
  fc.assert(
    fc.property(anyAhead, anySpeed, ({ holders, callbacks }, speed) => {
      expect(lineWaitMs(behind(holders + 1, callbacks), speed)).toBeLessThanOrEqual(
        lineWaitMs(behind(holders, callbacks + 1), speed),
      );
    }),
    { seed: 12 },
  );
});

test('where everything is so many times slower, the wait is as many times longer', () => {
  fc.assert(
    fc.property(anyAhead, anySpeed, fc.integer({ min: 2, max: 50 }), (ahead, { perSecond, patienceMs }, times) => {
      const slower = lineWaitMs(ahead, { perSecond: perSecond / times, patienceMs: patienceMs * times });
      expect(slower / lineWaitMs(ahead, { perSecond, patienceMs })).toBeCloseTo(times, 6);
    }),
    { seed: 13 },
  );
});

test('it is what simulated lines take on average', () => {
  const speed = { perSecond: 0.2, patienceMs: 60_000 };
  const runs = 20_000;
  const rng = createRng(14);
  let seconds = 0;
  for (let run = 0; run < runs; run += 1) seconds += playLine(6, 4);
  expect((seconds * 1000) / runs / lineWaitMs(behind(6, 4), speed)).toBeCloseTo(1, 1.7);

  function playLine(holders: number, callbacks: number): number {
    const line = [...Array<'holder'>(holders).fill('holder'), ...Array<'callback'>(callbacks).fill('callback')]
      .map((who) => ({ who, at: rng.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ who }) => who);
    let elapsed = 0;
    for (;;) {
      const waiting = line.flatMap((who, at) => (who === 'holder' ? [at] : []));
      const rate = speed.perSecond + (waiting.length * 1000) / speed.patienceMs;
      elapsed -= Math.log(1 - rng.next()) / rate;
      const isPickUp = rng.next() * rate < speed.perSecond;
      if (isPickUp && line.length === 0) return elapsed;
      line.splice(isPickUp ? 0 : (waiting[Math.floor(rng.next() * waiting.length)] ?? 0), 1);
    }
  }
});
