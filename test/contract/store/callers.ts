import type { Store } from '../../../lib/ports/store';
import { NOON_MS, NUMBER, OTHER_NUMBER, waitingWith, type OpenStore } from './samples';

/** What is kept of callers, by number. */
export function describeCallers(open: OpenStore): void {
  describe('callers', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('one of whom nothing was kept is unknown', async () => {
      expect(await store.callers.get(NUMBER)).toBeUndefined();
    });

    test('a language and an opt-out are kept beside each other, whichever came first', async () => {
      await store.callers.remember(NUMBER, { language: 'ru-RU' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ language: 'ru-RU' });
      await store.callers.remember(NUMBER, { optedOutAtMs: NOON_MS });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ language: 'ru-RU', optedOutAtMs: NOON_MS });
      await store.callers.remember(NUMBER, { language: 'en-US' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ language: 'en-US', optedOutAtMs: NOON_MS });
    });

    test('an opt-out that is lifted is gone, and all else stays', async () => {
      await store.callers.remember(NUMBER, { language: 'ru-RU', optedOutAtMs: NOON_MS });
      await store.callers.remember(NUMBER, { optedOutAtMs: 'lifted' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ language: 'ru-RU' });
    });

    test('a language may be chosen as an opt-out is lifted', async () => {
      await store.callers.remember(NUMBER, { optedOutAtMs: NOON_MS });
      await store.callers.remember(NUMBER, { language: 'ru-RU', optedOutAtMs: 'lifted' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ language: 'ru-RU' });
    });

    test('a block is kept and lifted apart from an opt-out', async () => {
      await store.callers.remember(NUMBER, { optedOutAtMs: NOON_MS, blockedAtMs: NOON_MS + 1 });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ optedOutAtMs: NOON_MS, blockedAtMs: NOON_MS + 1 });
      await store.callers.remember(NUMBER, { optedOutAtMs: 'lifted' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ blockedAtMs: NOON_MS + 1 });
      await store.callers.remember(NUMBER, { blockedAtMs: 'lifted', optedOutAtMs: NOON_MS, language: 'ru-RU' });
      expect(await store.callers.get(NUMBER)).toStrictEqual({ optedOutAtMs: NOON_MS, language: 'ru-RU' });
    });

    test('a change that changes nothing keeps nothing', async () => {
      await store.callers.remember(NUMBER, {});
      expect(await store.callers.get(NUMBER)).toBeUndefined();
    });

    test('numbers are apart from each other and from the callbacks kept under them', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callers.remember(NUMBER, { language: 'ru-RU' });
      expect(await store.callers.get(OTHER_NUMBER)).toBeUndefined();
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([{ value: waitingWith(), version: 1 }]);
    });

    test('the last call of a number is kept beside its profile, in place of the one before', async () => {
      expect(await store.callers.lastCall(NUMBER)).toBeUndefined();
      await store.callers.noteCall(NUMBER, { contactId: 'c1', atMs: NOON_MS });
      await store.callers.noteCall(NUMBER, { contactId: 'c2', atMs: NOON_MS + 1 });
      await store.callers.noteCall(NUMBER, { contactId: 'c2', atMs: NOON_MS + 1 });
      expect(await store.callers.lastCall(NUMBER)).toStrictEqual({ contactId: 'c2', atMs: NOON_MS + 1 });
      expect(await store.callers.lastCall(OTHER_NUMBER)).toBeUndefined();
      expect(await store.callers.get(NUMBER)).toBeUndefined();
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([]);
      expect(await store.cases.ofCaller(NUMBER)).toEqual([]);
    });

    test('of many changes at once to different fields none is lost', async () => {
      const changes = Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? { language: 'ru-RU' as const } : { optedOutAtMs: NOON_MS },
      );
      await Promise.all(changes.map((change) => store.callers.remember(NUMBER, change)));
      expect(await store.callers.get(NUMBER)).toEqual({ language: 'ru-RU', optedOutAtMs: NOON_MS });
    });
  });
}
