import * as fc from 'fast-check';
import { leadOffsetMs } from '../../../lib/core/dispatch/lead';
import {
  addPickUp,
  addReadyEnd,
  addRingToReady,
  emptyPoolStatistics,
  type PoolStatistics,
  type RingToReady,
} from '../../../lib/core/wait/pool-statistics';
import { noonMs } from '../../support/builders/callbacks';

function samples(count: number, end: Partial<RingToReady>): readonly RingToReady[] {
  return Array.from({ length: count }, (_, index) => ({ contactId: `c${index}`, ms: 18_000, ...end }));
}

const served = (waitMs: number) => ({ waitMs, isLost: false });

describe('the lead, by what became of those who were ready', () => {
  const usual = leadOffsetMs([]);

  test('is as it was for as long as hardly anything is known', () => {
    expect(leadOffsetMs(samples(15, { waitMs: 90_000, isLost: true }))).toBe(usual);
    expect(leadOffsetMs(samples(32, {}))).toBe(usual);
  });

  test('is shorter with everybody beyond the first who left', () => {
    const oneLeft = [...samples(31, served(10_000)), ...samples(1, { waitMs: 60_000, isLost: true })];
    const fourLeft = [...samples(28, served(10_000)), ...samples(4, { waitMs: 20_000, isLost: true })];
    expect(leadOffsetMs(oneLeft)).toBe(usual);
    expect(leadOffsetMs(fourLeft)).toBe(usual - 5_500);
  });

  test('is shorter where more than one in ten waits long', () => {
    expect(leadOffsetMs([...samples(28, served(8_000)), ...samples(4, served(30_000))])).toBe(usual - 1_000);
    expect(leadOffsetMs([...samples(29, served(8_000)), ...samples(3, served(30_000))])).toBe(usual);
  });

  test('is longer where nearly nobody waits, for then agents idle', () => {
    expect(leadOffsetMs([...samples(26, served(2_000)), ...samples(6, served(9_000))])).toBe(usual + 1_000);
    expect(leadOffsetMs([...samples(25, served(2_000)), ...samples(7, served(9_000))])).toBe(usual);
  });

  test('never leaves its bounds, and does not depend on the order of what is known', () => {
    const anySample = fc.record({
      contactId: fc.uuid(),
      ms: fc.nat(60_000),
      waitMs: fc.nat(600_000),
      isLost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 40 }), (known) => {
        const offset = leadOffsetMs(known);
        return offset >= -6_000 && offset <= usual + 1_000 && offset === leadOffsetMs(known.toReversed());
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('how a ready caller’s wait ended', () => {
  const ready = addRingToReady(emptyPoolStatistics, { contactId: 'dial-1', ms: 18_000 });
  const endOf = (statistics: PoolStatistics) => statistics.ringToReady[0];
  const pickUp = {
    contactId: 'dial-1',
    atMs: noonMs,
    placeMs: noonMs - 600_000,
    readySinceMs: noonMs - 7_000,
    isCallback: true,
    agentId: 'agent-1',
  };

  test('is kept with the ring: from being queued to the agent, or to leaving', () => {
    expect(endOf(addPickUp(ready, pickUp))).toMatchObject({ waitMs: 7_000, isLost: false });
    expect(endOf(addReadyEnd(ready, 'dial-1', { waitMs: 40_000, isLost: true }))).toMatchObject({
      waitMs: 40_000,
      isLost: true,
    });
  });

  test('is to have reached an agent wherever any event says so, and a repeat changes nothing', () => {
    const left = { waitMs: 40_000, isLost: true };
    const leftFirst = addPickUp(addReadyEnd(ready, 'dial-1', left), pickUp);
    expect(endOf(leftFirst)).toMatchObject({ isLost: false, waitMs: 7_000 });
    expect(addReadyEnd(leftFirst, 'dial-1', left)).toBe(leftFirst);
    const gone = addReadyEnd(ready, 'dial-1', left);
    expect(addReadyEnd(gone, 'dial-1', { ...left, waitMs: 1 })).toBe(gone);
  });

  test('teaches nothing until the ring is known, and is kept for so long', () => {
    const early = addReadyEnd(ready, 'dial-2', { waitMs: 1, isLost: true });
    expect(early.ringToReady).toEqual(ready.ringToReady);
    expect(addReadyEnd(early, 'dial-2', { waitMs: 2, isLost: true })).toBe(early);
    const known = addRingToReady(early, { contactId: 'dial-2', ms: 9_000 });
    expect(known.ringToReady.at(-1)).toEqual({ contactId: 'dial-2', ms: 9_000, waitMs: 1, isLost: true });
    expect(known.earlyEnds).toBeUndefined();
  });

  test('is the same in whichever order rings, pick-ups and leavings are told, and however often', () => {
    const anyTold = fc.constantFrom('ring', 'left', 'picked_up');
    const dials = ['dial-1', 'dial-2', 'dial-3'];
    const tell = (statistics: PoolStatistics, [contactId, told]: readonly [string, string]) => {
      if (told === 'ring') return addRingToReady(statistics, { contactId, ms: 18_000 });
      if (told === 'left') return addReadyEnd(statistics, contactId, { waitMs: 40_000, isLost: true });
      return addPickUp(statistics, { ...pickUp, contactId });
    };
    const endsOf = (all: readonly (readonly [string, string])[]) =>
      all.reduce(tell, emptyPoolStatistics).ringToReady.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1));
    fc.assert(
      fc.property(
        fc
          .array(fc.tuple(fc.constantFrom(...dials), anyTold), { maxLength: 12 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => expect(endsOf([...shuffled, ...shuffled])).toEqual(endsOf(all)),
      ),
      { numRuns: 300, seed: 12 },
    );
  });
});
