import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

const slot = { queue: 'support', startMs: NOON_MS };
const CAPACITY = 4;

/** Nobody is promised a place in a slot that is full, and nobody takes two. */
export function describeSlots(open: OpenStore): void {
  describe('slots', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const book = (callbackId: string, changes: Partial<typeof slot> = {}) =>
      store.slots.book({ ...slot, ...changes }, callbackId, CAPACITY);
    const counts = async (fromMs = 0, toMs = NOON_MS * 2) => [...(await store.slots.counts('support', fromMs, toMs))];

    test('a slot that nobody booked is not counted', async () => {
      expect(await counts()).toEqual([]);
    });

    test('takes as many as it has places for, and no more', async () => {
      const outcomes = [];
      for (const id of ['a', 'b', 'c', 'd', 'e']) outcomes.push(await book(id));
      expect(outcomes).toEqual(['booked', 'booked', 'booked', 'booked', 'full']);
      expect(await counts()).toEqual([[NOON_MS, CAPACITY]]);
    });

    test('booked again takes no second place, full or not', async () => {
      for (const id of ['a', 'a', 'b', 'c', 'd', 'a']) expect(await book(id)).toBe('booked');
      expect(await counts()).toEqual([[NOON_MS, CAPACITY]]);
    });

    test('that is left has room again, and leaving it again changes nothing', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await book(id);
      for (const _twice of [1, 2]) await store.slots.leave(slot, 'b');
      expect(await counts()).toEqual([[NOON_MS, 3]]);
      expect([await book('e'), await book('f')]).toEqual(['booked', 'full']);
    });

    test('that the last one leaves is as if it had never been booked', async () => {
      await book('a');
      await store.slots.leave(slot, 'a');
      expect(await counts()).toEqual([]);
      expect(await book('b')).toBe('booked');
      expect(await counts()).toEqual([[NOON_MS, 1]]);
    });

    test('that was never booked may be left', async () => {
      await store.slots.leave(slot, 'a');
      expect(await counts()).toEqual([]);
    });

    test('is not left by others', async () => {
      await book('a');
      await store.slots.leave(slot, 'b');
      expect(await counts()).toEqual([[NOON_MS, 1]]);
    });

    test('of another queue or another time is another slot', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await book(id);
      expect(await book('e', { queue: 'billing' })).toBe('booked');
      expect(await book('e', { startMs: NOON_MS + 1 })).toBe('booked');
      expect(await counts()).toEqual([
        [NOON_MS, 4],
        [NOON_MS + 1, 1],
      ]);
      expect(await store.slots.counts('billing', NOON_MS, NOON_MS)).toEqual(new Map([[NOON_MS, 1]]));
    });

    test('counts come in order, from the first to the last that was asked for, both included', async () => {
      const starts = [9, 10, 11, 99, 100, 101, 1_000].map((ms) => ms * 60_000);
      for (const startMs of starts.toReversed()) await book('a', { startMs });
      expect((await counts(600_000, 6_000_000)).map(([startMs]) => startMs)).toEqual(starts.slice(1, 5));
    });

    test('of 50 who book 4 places at once exactly 4 are booked', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => `callback-${index}`);
      const outcomes = await Promise.all(ids.map((id) => book(id)));
      expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(CAPACITY);
      expect(await counts()).toEqual([[NOON_MS, CAPACITY]]);
      const booked = ids.filter((_, index) => outcomes[index] === 'booked');
      expect(await Promise.all(booked.map((id) => book(id)))).toEqual(booked.map(() => 'booked'));
    });
  });
}
