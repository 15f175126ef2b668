import type { Store } from '../../../lib/ports/store';
import { closedWith, NUMBER, OTHER_NUMBER, waitingWith, type OpenStore } from './samples';

const THIRD_NUMBER = '+442079460003';

/** Numbers that a caller names later lead to the callback that is called on them. */
export function describeAliases(open: OpenStore): void {
  describe('other numbers of a callback', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const idsOf = async (number: string) =>
      (await store.callbacks.ofCaller(number)).map((stored) => stored.value.id).toSorted();
    const elsewhere = waitingWith({ callNumber: OTHER_NUMBER });

    async function calledElsewhere(): Promise<void> {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.alias(OTHER_NUMBER, waitingWith());
      await store.callbacks.put(elsewhere, 1);
    }

    test('lead to it as soon as it says that it is called there', async () => {
      await store.callbacks.register(waitingWith(), 0);
      await store.callbacks.alias(OTHER_NUMBER, waitingWith());
      expect(await idsOf(OTHER_NUMBER)).toEqual([]);
      await store.callbacks.put(elsewhere, 1);
      for (const number of [NUMBER, OTHER_NUMBER]) {
        expect(await store.callbacks.ofCaller(number)).toEqual([{ value: elsewhere, version: 2 }]);
      }
    });

    test('lead nowhere any more once it is called on yet another', async () => {
      await calledElsewhere();
      await store.callbacks.alias(THIRD_NUMBER, waitingWith());
      await store.callbacks.put(waitingWith({ callNumber: THIRD_NUMBER }), 2);
      expect(await idsOf(OTHER_NUMBER)).toEqual([]);
      expect(await idsOf(THIRD_NUMBER)).toEqual([waitingWith().id]);
    });

    test('lead nowhere once its key has gone to a later request', async () => {
      await calledElsewhere();
      await store.callbacks.put(closedWith({ callNumber: OTHER_NUMBER, archived: true }), 2);
      await store.callbacks.register(waitingWith({ id: 'later' }), 3);
      expect(await idsOf(OTHER_NUMBER)).toEqual([]);
    });

    test('may be the same for several callbacks of a queue, and hide none of them', async () => {
      await calledElsewhere();
      const third = waitingWith({ id: 'third', number: THIRD_NUMBER, cli: THIRD_NUMBER, callNumber: OTHER_NUMBER });
      await store.callbacks.register(third, 0);
      await store.callbacks.alias(OTHER_NUMBER, third);
      const own = waitingWith({ id: 'own', number: OTHER_NUMBER, cli: OTHER_NUMBER });
      await store.callbacks.register(own, 0);
      const found = await store.callbacks.ofCaller(OTHER_NUMBER);
      expect(found.map((stored) => stored.value.id)).toEqual(['own', elsewhere.id, 'third']);
    });

    test('hide nothing that was asked for from them', async () => {
      const asked = waitingWith({ id: 'asked', number: THIRD_NUMBER, cli: OTHER_NUMBER });
      await store.callbacks.register(asked, 0);
      await calledElsewhere();
      expect(await idsOf(OTHER_NUMBER)).toEqual([elsewhere.id, 'asked'].toSorted());
    });

    test('lead to it once, however often they were named', async () => {
      const asked = waitingWith({ number: OTHER_NUMBER, cli: NUMBER });
      await store.callbacks.register(asked, 0);
      for (const number of [NUMBER, NUMBER, OTHER_NUMBER]) await store.callbacks.alias(number, asked);
      await store.callbacks.put({ ...asked, callNumber: NUMBER }, 1);
      for (const number of [NUMBER, OTHER_NUMBER]) expect(await idsOf(number)).toEqual([asked.id]);
    });
  });
}
