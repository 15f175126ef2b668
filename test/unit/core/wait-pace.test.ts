import * as fc from 'fast-check';
import { paceAfter, paceAt, type Pace } from '../../../lib/core/wait/pace';
import type { PickUp } from '../../../lib/core/wait/pool-statistics';
import { chosenTuning } from '../../../lib/core/wait/tuning';
import { noonMs } from '../../support/builders/callbacks';
import { backlog, pickUp } from './wait-builders';

const dayMs = 86_400_000;

function follow(pickUps: readonly PickUp[]): Pace | undefined {
  return pickUps.reduce<Pace | undefined>((pace, one) => paceAfter(pace, one), undefined);
}

function paceOf(pickUps: readonly PickUp[], nowMs = noonMs): number | undefined {
  return paceAt(follow(pickUps), nowMs);
}

test('is pick-ups over time while there is a backlog', () => {
  expect(paceOf(backlog)).toBeCloseTo(0.1);
});

test('leaves out the gaps in which agents were idle', () => {
  // The first caller of the backlog was ready from 350 s before noon on: after the pick-up 400 s before, not after the other.
  expect(paceOf([pickUp(1_000), pickUp(400), ...backlog])).toBeCloseTo(4 / 40, 9);
  expect(paceOf([pickUp(1_000), pickUp(300), ...backlog])).toBeCloseTo(5 / 290, 9);
});

test('is unknown from fewer than three gaps', () => {
  expect(paceOf([])).toBeUndefined();
  expect(paceOf(backlog.slice(0, 3))).toBeUndefined();
  expect(paceOf(backlog.slice(0, 4))).toBeCloseTo(0.1);
});

test('is unknown from what is more than a day old, and then begins anew', () => {
  const lastMs = noonMs - 10_000;
  expect(paceOf(backlog, lastMs + dayMs)).toBeCloseTo(0.1);
  expect(paceOf(backlog, lastMs + dayMs + 1)).toBeUndefined();
  const older = [50, 40, 30, 20, 10].map((ago) => pickUp(2 * 86_400 + ago));
  const slower = [400, 300, 200, 100].map((ago) => pickUp(ago, 150));
  expect(paceOf([...older, ...slower.slice(0, 3)])).toBeUndefined();
  expect(paceOf([...older, ...slower])).toBeCloseTo(0.01);
});

test('is unknown when every caller was picked up the moment it was ready, and when all were picked up at one moment', () => {
  expect(paceOf([50, 40, 30, 20, 10].map((ago) => pickUp(ago, 0)))).toBeUndefined();
  expect(paceOf([10, 10, 10, 10, 10].map((ago) => pickUp(ago)))).toBeUndefined();
});

test('follows a change: of many gaps the newest weighs most', () => {
  const fast = Array.from({ length: 100 }, (_, index) => pickUp(1_000 - index * 2, 5_000));
  const pace = follow(fast);
  expect(paceAt(pace, noonMs)).toBeCloseTo(0.5);
  const next = pickUp(1_000 - 99 * 2 - 102, 5_000);
  const after = paceAfter(pace, next);
  expect(after.gapMs).toBeCloseTo(2_000 + chosenTuning.gapGain * 100_000);
});

test('where everything is so many times slower, so is the pace', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 2, max: 20 }), (seconds, times) => {
      const row = (scale: number): readonly PickUp[] => {
        let ago = 0;
        return seconds.map((gap) => pickUp((ago += gap * scale), 8_000_000)).toReversed();
      };
      expect((paceOf(row(1)) ?? 0) / (paceOf(row(times)) ?? 1)).toBeCloseTo(times, 6);
    }),
    { seed: 15 },
  );
});
