import type { Store } from '../../../lib/ports/store';
import { closedWith, dialingWith, NUMBER, OTHER_NUMBER, requestWith, waitingWith, type OpenStore } from './samples';

/** Finding callbacks by id and by a caller's number, and the copies for reports. */
export function describeCallbackLookups(open: OpenStore): void {
  describe('finding callbacks', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const idsOf = async (number: string) =>
      (await store.callbacks.ofCaller(number)).map((stored) => stored.value.id).toSorted();

    test('an unknown id finds nothing', async () => {
      expect(await store.callbacks.find('nobody')).toBeUndefined();
    });

    test('an id finds its callback as it is now, open or closed', async () => {
      await store.callbacks.register(waitingWith(), 0);
      expect(await store.callbacks.find(waitingWith().id)).toEqual(waitingWith());
      await store.callbacks.put(closedWith(), 1);
      expect(await store.callbacks.find(waitingWith().id)).toEqual(closedWith());
    });

    test('an id finds its archived callback after another one took the key', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.put(closedWith(), 1);
      await store.callbacks.archive(closedWith(), 1);
      await store.callbacks.put(closedWith({ archived: true }), 2);
      await store.callbacks.register(waitingWith({ id: 'second' }), 3);
      expect(await store.callbacks.find(waitingWith().id)).toEqual(closedWith({ archived: true }));
      expect(await store.callbacks.find('second')).toEqual(waitingWith({ id: 'second' }));
    });

    test('archiving twice is archiving once', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.put(closedWith(), 1);
      await store.callbacks.archive(closedWith(), 1);
      await store.callbacks.archive(closedWith(), 1);
      await store.callbacks.register(waitingWith({ id: 'second' }), 2);
      expect(await store.callbacks.find(closedWith().id)).toEqual(closedWith({ archived: true }));
      expect(await idsOf(NUMBER)).toEqual(['second']);
    });

    test('archiving again with another outcome replaces the copy', async () => {
      const completed = closedWith({ outcome: 'completed', closedAtMs: closedWith().closedAtMs + 7_000 });
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.archive(closedWith({ outcome: 'exhausted' }), 1);
      await store.callbacks.archive(completed, 2);
      await store.callbacks.register(waitingWith({ id: 'second' }), 1);
      expect(await store.callbacks.find(completed.id)).toEqual({ ...completed, archived: true });
    });

    test('whoever archives an older version late does not undo a newer copy', async () => {
      const completed = closedWith({ outcome: 'completed' });
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.archive(completed, 5);
      await store.callbacks.archive(closedWith({ outcome: 'exhausted' }), 4);
      await store.callbacks.register(waitingWith({ id: 'second' }), 1);
      expect(await store.callbacks.find(completed.id)).toMatchObject({ outcome: 'completed' });
    });

    test('archiving leaves the callback itself and its version alone', async () => {
      await store.callbacks.register(closedWith(), 0);
      await store.callbacks.archive(closedWith(), 1);
      expect(await store.callbacks.get(closedWith())).toEqual({ value: closedWith(), version: 1 });
    });

    test('a number leads to its callbacks in every queue, with their versions, and to no one else', async () => {
      const billing = waitingWith({ id: 'b', queue: 'billing' });
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.register(billing, 0);
      await store.callbacks.register(waitingWith({ id: 'c', number: OTHER_NUMBER, cli: OTHER_NUMBER }), 0);
      await store.callbacks.put({ ...billing, inLineSinceMs: 3 }, 1);
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([
        { value: { ...billing, inLineSinceMs: 3 }, version: 2 },
        { value: waitingWith(), version: 1 },
      ]);
      expect(await idsOf('+442079460009')).toEqual([]);
    });

    test('a caller who asked to be called elsewhere is found by either number', async () => {
      const elsewhere = waitingWith({ number: OTHER_NUMBER, cli: NUMBER });
      await store.callbacks.register(elsewhere, 0);
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([{ value: elsewhere, version: 1 }]);
      expect(await store.callbacks.ofCaller(OTHER_NUMBER)).toEqual([{ value: elsewhere, version: 1 }]);
    });

    test('an own callback and one elsewhere are both found', async () => {
      await store.callbacks.register(waitingWith({ id: 'elsewhere', number: OTHER_NUMBER, cli: NUMBER }), 0);
      await store.callbacks.register(waitingWith({ id: 'own', queue: 'billing' }), 0);
      expect(await idsOf(NUMBER)).toEqual(['elsewhere', 'own']);
    });

    test('callbacks elsewhere come in the order of their queues', async () => {
      for (const queue of ['support', 'billing', 'returns']) {
        await store.callbacks.register(waitingWith({ id: queue, queue, number: OTHER_NUMBER, cli: NUMBER }), 0);
      }
      const found = await store.callbacks.ofCaller(NUMBER);
      expect(found.map((stored) => stored.value.queue)).toEqual(['billing', 'returns', 'support']);
    });

    test('once somebody else has the key, the number asked from leads there no more', async () => {
      await store.callbacks.register(waitingWith({ number: OTHER_NUMBER, cli: NUMBER }), 0);
      const closed = closedWith({ number: OTHER_NUMBER, cli: NUMBER });
      await store.callbacks.put(closed, 1);
      await store.callbacks.archive(closed, 1);
      await store.callbacks.register(waitingWith({ id: 'theirs', number: OTHER_NUMBER, cli: OTHER_NUMBER }), 2);
      expect(await idsOf(NUMBER)).toEqual([]);
      expect(await idsOf(OTHER_NUMBER)).toEqual(['theirs']);
    });

    test('copies for reports are not current callbacks', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.archive(closedWith(), 1);
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([{ value: waitingWith(), version: 1 }]);
    });

    test('more callbacks of a number than one answer of the engine holds are all found', async () => {
      const request = requestWith({ attributes: { story: 'x'.repeat(60_000) } });
      const many = Array.from({ length: 20 }, (_, index) =>
        dialingWith({ id: `id-${index}`, queue: `queue-${String(index).padStart(2, '0')}`, request }),
      );
      for (const one of many) await store.callbacks.register(one, 0);
      const found = await store.callbacks.ofCaller(NUMBER);
      expect(found.map((stored) => stored.value.queue)).toEqual(many.map((one) => one.queue));
    });
  });
}
