import type { Store } from '../../../lib/ports/store';
import { closedWith, everyForm, NUMBER, OTHER_NUMBER, waitingWith, type OpenStore } from './samples';

const key = { number: NUMBER, queue: 'support' };

/** Conditions, versions, and what a write keeps. */
export function describeCallbackWrites(open: OpenStore): void {
  describe('writing callbacks', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('an unknown key has no callback', async () => {
      expect(await store.callbacks.get(key)).toBeUndefined();
    });

    test('a first registration is stored as version 1', async () => {
      expect(await store.callbacks.register(waitingWith(), 0)).toBe('stored');
      expect(await store.callbacks.get(key)).toEqual({ value: waitingWith(), version: 1 });
    });

    test('a second registration of a key is a conflict and changes nothing', async () => {
      await store.callbacks.register(waitingWith(), 0);
      expect(await store.callbacks.register(waitingWith({ id: 'second', placeMs: 1 }), 0)).toBe('conflict');
      expect(await store.callbacks.get(key)).toEqual({ value: waitingWith(), version: 1 });
      expect(await store.callbacks.find('second')).toBeUndefined();
    });

    test('callbacks of one number in two queues are apart, so are those of two numbers in one queue', async () => {
      const first = waitingWith();
      const otherQueue = waitingWith({ id: 'b', queue: 'billing' });
      const otherNumber = waitingWith({ id: 'c', number: OTHER_NUMBER });
      for (const one of [first, otherQueue, otherNumber]) {
        expect(await store.callbacks.register(one, 0)).toBe('stored');
      }
      for (const one of [first, otherQueue, otherNumber]) {
        expect(await store.callbacks.get(one)).toEqual({ value: one, version: 1 });
      }
    });

    test('a put of the stored version is stored under the next one', async () => {
      await store.callbacks.register(waitingWith(), 0);
      expect(await store.callbacks.put(waitingWith({ inLineSinceMs: 5 }), 1)).toBe('stored');
      expect(await store.callbacks.put(waitingWith({ inLineSinceMs: 6 }), 2)).toBe('stored');
      expect(await store.callbacks.get(key)).toEqual({ value: waitingWith({ inLineSinceMs: 6 }), version: 3 });
    });

    test.each([
      ['an older version', 1],
      ['a version not reached yet', 3],
      ['no version', 0],
    ])('a put that expects %s is a conflict and changes nothing', async (_name, expectedVersion) => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.put(waitingWith({ inLineSinceMs: 5 }), 1);
      expect(await store.callbacks.put(waitingWith({ inLineSinceMs: 9 }), expectedVersion)).toBe('conflict');
      expect(await store.callbacks.get(key)).toEqual({ value: waitingWith({ inLineSinceMs: 5 }), version: 2 });
    });

    test('a put of a key that is not there is a conflict and makes nothing', async () => {
      expect(await store.callbacks.put(waitingWith(), 1)).toBe('conflict');
      expect(await store.callbacks.get(key)).toBeUndefined();
    });

    test('a registration over the expected version of a closed callback replaces it', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.put(closedWith({ archived: true }), 1);
      expect(await store.callbacks.register(waitingWith({ id: 'second' }), 1)).toBe('conflict');
      expect(await store.callbacks.register(waitingWith({ id: 'second' }), 2)).toBe('stored');
      expect(await store.callbacks.get(key)).toEqual({ value: waitingWith({ id: 'second' }), version: 3 });
    });

    test.each(everyForm)('a callback that is %s is read back exactly', async (_form, callback) => {
      await store.callbacks.register(callback, 0);
      expect((await store.callbacks.get(callback))?.value).toStrictEqual(callback);
      expect(await store.callbacks.find(callback.id)).toStrictEqual(callback);
    });

    test('a later state leaves nothing of an earlier one behind', async () => {
      let version = 0;
      for (const [, callback] of everyForm) {
        const outcome =
          version === 0 ? await store.callbacks.register(callback, 0) : await store.callbacks.put(callback, version);
        expect(outcome).toBe('stored');
        version += 1;
        expect(await store.callbacks.get(key)).toStrictEqual({ value: callback, version });
      }
    });

    test('of 64 puts that expect one version exactly one is stored, and that one is kept', async () => {
      await store.callbacks.register(waitingWith(), 0);
      const tries = Array.from({ length: 64 }, (_, index) => waitingWith({ inLineSinceMs: index }));
      const outcomes = await Promise.all(tries.map((one) => store.callbacks.put(one, 1)));
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const winner = tries[outcomes.indexOf('stored')];
      expect(await store.callbacks.get(key)).toEqual({ value: winner, version: 2 });
    });

    test('of 50 registrations of one key exactly one is stored, and only that one is found', async () => {
      const tries = Array.from({ length: 50 }, (_, index) => waitingWith({ id: `try-${index}` }));
      const outcomes = await Promise.all(tries.map((one) => store.callbacks.register(one, 0)));
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const winner = tries[outcomes.indexOf('stored')];
      const found = await Promise.all(tries.map((one) => store.callbacks.find(one.id)));
      expect(found.filter((one) => one !== undefined)).toEqual([winner]);
      expect(await store.callbacks.line({ queue: 'support', class: 'standard' }, 10)).toHaveLength(1);
    });
  });
}
