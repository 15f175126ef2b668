import type { Store } from '../../../lib/ports/store';
import { guardWith, NUMBER, OTHER_NUMBER, type OpenStore } from './samples';

/** A number's guard changes only under its version. */
export function describeGuards(open: OpenStore): void {
  describe('dial guards', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('a number nobody dialed has no guard', async () => {
      expect(await store.guards.get(NUMBER)).toBeUndefined();
    });

    test('a guard is read back exactly, held and let go', async () => {
      expect(await store.guards.put(guardWith(), 0)).toBe('stored');
      expect(await store.guards.get(NUMBER)).toStrictEqual({ value: guardWith(), version: 1 });
      const { number, day } = guardWith();
      expect(await store.guards.put({ number, day, dials: [] }, 1)).toBe('stored');
      expect(await store.guards.get(NUMBER)).toStrictEqual({ value: { number, day, dials: [] }, version: 2 });
    });

    test('a guard keeps what was dialed on the days before', async () => {
      const guard = guardWith({ earlier: { '2026-02-27': 1, '2026-03-01': 2 } });
      await store.guards.put(guard, 0);
      expect(await store.guards.get(NUMBER)).toStrictEqual({ value: guard, version: 1 });
    });

    test('a put of another version is a conflict and changes nothing', async () => {
      await store.guards.put(guardWith(), 0);
      for (const version of [0, 2]) {
        expect(await store.guards.put(guardWith({ dials: ['b#1'] }), version)).toBe('conflict');
      }
      expect(await store.guards.get(NUMBER)).toEqual({ value: guardWith(), version: 1 });
    });

    test('numbers have guards of their own', async () => {
      await store.guards.put(guardWith(), 0);
      expect(await store.guards.put(guardWith({ number: OTHER_NUMBER }), 0)).toBe('stored');
    });

    test('of 32 who take a free number at once exactly one has it', async () => {
      const takers = Array.from({ length: 32 }, (_, index) => guardWith({ dials: [`taker-${index}#1`] }));
      const outcomes = await Promise.all(takers.map((guard) => store.guards.put(guard, 0)));
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const winner = takers[outcomes.indexOf('stored')];
      expect(await store.guards.get(NUMBER)).toEqual({ value: winner, version: 1 });
    });
  });
}
