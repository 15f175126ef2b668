import fc from 'fast-check';
import type { HolderSighting } from '../../../lib/ports/pool-store';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

const ann = { contactId: 'call-ann', sinceMs: NOON_MS };
const bob = { contactId: 'call-bob', sinceMs: NOON_MS + 1 };
const zoe = { contactId: 'call-zoe', sinceMs: NOON_MS + 2 };

/** Those who hold, as contact events have told. */
export function describeHolders(open: OpenStore): void {
  describe('holders', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const keep = async (...holders: readonly HolderSighting[]): Promise<void> => {
      for (const holder of holders) await store.pools.holds('support', holder);
    };

    test('a queue of which nothing was told has none', async () => {
      expect(await store.pools.holding('support', 10, 0)).toEqual([]);
    });

    test('they are read back exactly, longest first, each in the queue where they hold', async () => {
      await keep(zoe, ann, bob);
      await store.pools.holds('billing', { ...bob, contactId: 'call-other' });
      expect(await store.pools.holding('support', 10, 0)).toStrictEqual([ann, bob, zoe]);
      expect(await store.pools.holding('billing', 10, 0)).toStrictEqual([{ ...bob, contactId: 'call-other' }]);
    });

    test('two who came in the same millisecond are both kept', async () => {
      await keep({ ...bob, sinceMs: NOON_MS }, ann);
      expect(await store.pools.holding('support', 10, 0)).toEqual([ann, { ...bob, sinceMs: NOON_MS }]);
    });

    test('no more than the limit are shown, and those who came before the time that is asked for take none of it', async () => {
      await keep(ann, bob, zoe);
      expect(await store.pools.holding('support', 2, 0)).toEqual([ann, bob]);
      expect(await store.pools.holding('support', 1, NOON_MS + 1)).toEqual([bob]);
      expect(await store.pools.holding('support', 10, NOON_MS + 3)).toEqual([]);
    });

    test('who is taken away is gone, and nobody else', async () => {
      await keep(ann, bob);
      await store.pools.holdsNoMore('support', ann);
      expect(await store.pools.holding('support', 10, 0)).toEqual([bob]);
    });

    test('taking away again, or one who was never kept or holds elsewhere, changes nothing', async () => {
      await keep(ann, bob);
      await store.pools.holdsNoMore('support', ann);
      await store.pools.holdsNoMore('support', ann);
      await store.pools.holdsNoMore('support', zoe);
      await store.pools.holdsNoMore('support', { ...bob, sinceMs: NOON_MS });
      await store.pools.holdsNoMore('billing', bob);
      expect(await store.pools.holding('support', 10, 0)).toEqual([bob]);
    });

    test('whatever is told, also twice, those who hold are those told of last as holding', async () => {
      const holder = fc.record({
        contactId: fc.constantFrom('call-1', 'call-2', 'call-3'),
        sinceMs: fc.integer({ min: NOON_MS, max: NOON_MS + 2 }),
      });
      const told = fc.array(fc.tuple(fc.boolean(), holder), { maxLength: 15 });
      let queues = 0;
      await fc.assert(
        fc.asyncProperty(told, async (all) => {
          queues += 1;
          const queue = `queue-${queues}`;
          const kept = new Map<string, HolderSighting>();
          for (const [isHolding, one] of all) {
            const key = `${one.sinceMs} ${one.contactId}`;
            await (isHolding ? store.pools.holds(queue, one) : store.pools.holdsNoMore(queue, one));
            if (isHolding) kept.set(key, one);
            else kept.delete(key);
          }
          const expected = [...kept].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
          expect(await store.pools.holding(queue, 100, 0)).toEqual(expected);
        }),
        { seed: 20_260_303, numRuns: 15 },
      );
    });
  });
}
