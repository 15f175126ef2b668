import * as fc from 'fast-check';
import type { Origin } from '../../../lib/core/callback/callback';
import { isShareSpent } from '../../../lib/core/dispatch/shares';
import { entry, pickUp, planInput, rules, rulesOfA } from '../../support/builders/plans';

const half = rulesOfA(rules({ keptForHolders: { requested: 0, lost: 0.5 } }));
const lost = entry('1', { origin: 'lost' });
const somebody = [{ queue: 'a', count: 1, oldestAgeMs: 1_000 }];
const nobody = [{ queue: 'a', count: 0, oldestAgeMs: 0 }];

/** So many callers who held were picked up, and so many callbacks. */
function pickUps(held: number, called: number, origin?: Origin) {
  const of = (isCallback: boolean) => (_: unknown, index: number) =>
    pickUp(`${isCallback}-${index}`, { isCallback, ...(isCallback && origin !== undefined ? { origin } : {}) });
  return [...Array.from({ length: held }, of(false)), ...Array.from({ length: called }, of(true))];
}

const under = (count: number, origin: Origin = 'lost') => Array.from({ length: count }, () => ({ origin }));

describe('what is kept for those who hold', () => {
  test('is left to them once callbacks of that origin have had the rest of it', () => {
    const spent = (held: number, called: number, dials: number) =>
      isShareSpent(
        lost,
        planInput({ rules: half, holders: somebody, pickUps: pickUps(held, called, 'lost') }),
        under(dials),
      );
    expect([spent(10, 2, 0), spent(10, 2, 7), spent(10, 2, 9), spent(10, 12, 0)]).toEqual([false, false, true, true]);
  });

  test('is asked for only while somebody holds', () => {
    const input = { rules: half, pickUps: pickUps(0, 20, 'lost') };
    expect(isShareSpent(lost, planInput({ ...input, holders: somebody }), under(9))).toBe(true);
    expect(isShareSpent(lost, planInput({ ...input, holders: nobody }), under(9))).toBe(false);
    expect(isShareSpent(lost, planInput(input), under(9))).toBe(false);
  });

  test('is nothing where the queue keeps nothing, as for what callers have asked for', () => {
    const input = planInput({ rules: half, holders: somebody, pickUps: pickUps(0, 20) });
    expect(isShareSpent(entry('1'), input, under(9, 'requested'))).toBe(false);
    expect(isShareSpent(lost, { ...input, rules: new Map() }, under(9))).toBe(false);
  });

  test('is not used up by callbacks of the other origin, and one whose origin is not told was asked for', () => {
    const kept = rulesOfA(rules({ keptForHolders: { requested: 0.5, lost: 0.5 } }));
    const input = (called: Origin | undefined) =>
      planInput({ rules: kept, holders: somebody, pickUps: pickUps(0, 20, called) });
    expect(isShareSpent(lost, input('requested'), [])).toBe(false);
    expect(isShareSpent(lost, input(undefined), [])).toBe(false);
    expect(isShareSpent(entry('1'), input(undefined), [])).toBe(true);
    expect(isShareSpent(lost, input('lost'), [])).toBe(true);
    const held = planInput({ rules: kept, holders: somebody, pickUps: pickUps(20, 0) });
    expect(isShareSpent(entry('1'), held, [])).toBe(false);
    expect(isShareSpent(lost, planInput({ rules: kept, holders: somebody }), under(9, 'requested'))).toBe(false);
  });

  test('is no more than one pick-up short of its part, however many are picked up', () => {
    const drawn = fc.record({
      kept: fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10),
      held: fc.nat(32),
      called: fc.nat(32),
    });
    fc.assert(
      fc.property(drawn, ({ kept, held, called }) => {
        const ofA = rulesOfA(rules({ keptForHolders: { requested: 0, lost: kept } }));
        const input = planInput({ rules: ofA, holders: somebody, pickUps: pickUps(held, called, 'lost') });
        if (isShareSpent(lost, input, [])) return;
        const all = Math.max(4, held + called);
        expect(called).toBeLessThanOrEqual((1 - kept) * all + 1e-9);
      }),
      { seed: 42 },
    );
  });

  test('does not keep the first callback of a quiet pool waiting', () => {
    expect(isShareSpent(lost, planInput({ rules: half, holders: somebody }), [])).toBe(false);
  });
});
