import * as fc from 'fast-check';
import { expectedWaitMs, type WaitQuestion } from '../../../lib/core/wait/expected-wait';
import { paceOf } from '../../../lib/core/wait/pace';
import {
  addPickUp,
  addRingToReady,
  emptyPoolStatistics,
  meanTowards,
  PICK_UPS_KEPT,
  type PickUp,
} from '../../../lib/core/wait/pool-statistics';
import { noonMs } from '../../support/builders/callbacks';

/** A pick-up so many seconds before noon, of a caller who had been ready for a while. */
function pickUp(agoSeconds: number, readySeconds = 300, changes: Partial<PickUp> = {}): PickUp {
  const atMs = noonMs - agoSeconds * 1000;
  const readySinceMs = atMs - readySeconds * 1000;
  return {
    contactId: `c${agoSeconds}`,
    atMs,
    placeMs: readySinceMs,
    readySinceMs,
    isCallback: false,
    agentId: '1',
    ...changes,
  };
}

/** One pick-up every ten seconds while a backlog lasts. */
const backlog = [50, 40, 30, 20, 10].map((ago) => pickUp(ago));

function question(changes: Partial<WaitQuestion> = {}): WaitQuestion {
  return { nowMs: noonMs, holdersAhead: 0, callbacksAhead: 0, pickUps: backlog, patienceMs: 824_000, ...changes };
}

describe('pace', () => {
  test('is pick-ups over time while there is a backlog', () => {
    expect(paceOf(backlog, noonMs)).toBeCloseTo(0.1);
  });

  test('leaves out the gaps in which agents were idle', () => {
    // The first caller of the backlog was ready from 350 s before noon on: after the pick-up 400 s before, not after the other.
    expect(paceOf([pickUp(1_000), pickUp(400), ...backlog], noonMs)).toBeCloseTo(4 / 40, 9);
    expect(paceOf([pickUp(1_000), pickUp(300), ...backlog], noonMs)).toBeCloseTo(5 / 290, 9);
  });

  test('is unknown from fewer than three gaps, and from what is half an hour old', () => {
    expect(paceOf([], noonMs)).toBeUndefined();
    expect(paceOf(backlog.slice(0, 3), noonMs)).toBeUndefined();
    expect(paceOf(backlog.slice(0, 4), noonMs)).toBeCloseTo(0.1);
    expect(paceOf(backlog, noonMs + 1_800_000)).toBeUndefined();
  });

  test('is unknown when every caller was picked up the moment it was ready', () => {
    expect(
      paceOf(
        [50, 40, 30, 20, 10].map((ago) => pickUp(ago, 0)),
        noonMs,
      ),
    ).toBeUndefined();
  });
});

describe('expected wait', () => {
  test('is unknown without a pace', () => {
    expect(expectedWaitMs(question({ pickUps: [] }))).toBeUndefined();
  });

  test('matches an example worked by hand', () => {
    // Pace 0.1, theta 1/100; holders 2 of 3 ahead: 1/0.1 + 1/0.10667 + 1/0.11333 + 1/0.12 = 36.5319 s; last wait 300 s.
    const asked = question({ holdersAhead: 2, callbacksAhead: 1, patienceMs: 100_000 });
    expect(expectedWaitMs(asked)).toBeCloseTo(0.3 * 300_000 + 0.7 * 36_531.86, 0);
  });

  test('is the plain sum of gaps when nobody gives up, or when callbacks alone are ahead', () => {
    const callbacksOnly = backlog.map((one) => ({ ...one, isCallback: true }));
    expect(expectedWaitMs(question({ holdersAhead: 7, patienceMs: 1e15, pickUps: callbacksOnly }))).toBeCloseTo(
      80_000,
      3,
    );
    expect(expectedWaitMs(question({ callbacksAhead: 7, patienceMs: 60_000, pickUps: callbacksOnly }))).toBeCloseTo(
      80_000,
      3,
    );
  });

  test('grows with every callback ahead, and with every holder ahead where all ahead are holders', () => {
    const drawn = fc.record({
      some: fc.nat(60),
      others: fc.nat(60),
      patienceMs: fc.integer({ min: 10_000, max: 3_600_000 }),
    });
    fc.assert(
      fc.property(drawn, ({ some, others, patienceMs }) => {
        const wait = (holdersAhead: number, callbacksAhead: number) =>
          expectedWaitMs(question({ patienceMs, holdersAhead, callbacksAhead }))!;
        expect(wait(others, some + 1)).toBeGreaterThan(wait(others, some));
        expect(wait(some + 1, 0)).toBeGreaterThan(wait(some, 0));
      }),
      { seed: 10 },
    );
  });

  test('is no longer for holders ahead than for as many callbacks, since holders may give up', () => {
    const waits = [0, 3, 6].map((holdersAhead) =>
      expectedWaitMs(question({ holdersAhead, callbacksAhead: 6 - holdersAhead }))!,
    );
    expect(waits).toEqual(waits.toSorted((a, b) => b - a));
    expect(new Set(waits).size).toBe(3);
  });
});

describe('what is remembered of a pool', () => {
  const anyPickUps = fc
    .uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 45 })
    .map((agos) => agos.map((ago) => pickUp(ago)));

  test('does not depend on order or repetition while it fits', () => {
    const drawn = anyPickUps.chain((all) => {
      const few = all.slice(0, PICK_UPS_KEPT);
      return fc.tuple(fc.constant(few), fc.shuffledSubarray([...few, ...few], { minLength: few.length * 2 }));
    });
    fc.assert(
      fc.property(drawn, ([few, order]) => {
        const remember = (all: readonly PickUp[]) => all.reduce(addPickUp, emptyPoolStatistics);
        expect(remember(order)).toEqual(remember(few));
      }),
      { seed: 11 },
    );
  });

  test('is the latest pick-ups, in order of time', () => {
    fc.assert(
      fc.property(anyPickUps, (all) => {
        const kept = all.reduce(addPickUp, emptyPoolStatistics).pickUps.map((one) => one.atMs);
        const sorted = all.map((one) => one.atMs).toSorted((a, b) => a - b);
        expect(kept).toEqual(sorted.slice(-PICK_UPS_KEPT));
      }),
      { seed: 12 },
    );
  });

  test('gains what became known later, and keeps it when an earlier form comes again', () => {
    const first = addPickUp(emptyPoolStatistics, pickUp(10));
    const more = addPickUp(first, pickUp(10, 300, { talkMs: 5_000, afterContactWorkMs: 700 }));
    expect(addPickUp(more, pickUp(10)).pickUps).toEqual([pickUp(10, 300, { talkMs: 5_000, afterContactWorkMs: 700 })]);
  });

  test('holds one ring-to-ready a contact', () => {
    const once = addRingToReady(emptyPoolStatistics, { contactId: 'c', ms: 9 });
    expect(addRingToReady(once, { contactId: 'c', ms: 10 })).toBe(once);
  });

  test('is drawn towards what was thought before, by the weight of four samples', () => {
    expect(meanTowards(100, [])).toBe(100);
    expect(meanTowards(100, [200, 200, 200, 200])).toBe(150);
  });
});
