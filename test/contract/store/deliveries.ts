import type { Store } from '../../../lib/ports/store';
import { allPages, CALL_MS, deliveryWith } from './lost-samples';
import { NUMBER, OTHER_NUMBER, type OpenStore } from './samples';

const delivery = deliveryWith();
const TEN_MINUTES_MS = 600_000;

/** Notices on their way, each sent by one at a time. */
export function describeDeliveries(open: OpenStore): void {
  describe('deliveries', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const failedIn = async (month: string, limit = 10) =>
      (await allPages((next) => store.deliveries.failed(month, { limit, next }))).items;
    const turn = (deliveryId: string, atMs: number, number = NUMBER) =>
      store.deliveries.takeSmsTurn(number, { deliveryId, atMs, perMs: TEN_MINUTES_MS });

    test('one that nobody took is unknown', async () => {
      expect(await store.deliveries.get(delivery.id)).toBeUndefined();
    });

    test('is taken once, and then busy until the lease has run out', async () => {
      expect(await store.deliveries.take(delivery, CALL_MS)).toEqual({ kind: 'taken', tries: 1 });
      const known = { ...delivery, tries: 1 };
      expect(await store.deliveries.get(delivery.id)).toStrictEqual(known);
      const again = deliveryWith({ leaseUntilMs: CALL_MS + 120_000 });
      expect(await store.deliveries.take(again, CALL_MS + 59_999)).toEqual({ kind: 'busy', delivery: known });
      expect(await store.deliveries.take(again, CALL_MS + 60_000)).toEqual({ kind: 'taken', tries: 2 });
      expect(await store.deliveries.get(delivery.id)).toStrictEqual({ ...again, tries: 2 });
    });

    test('of 20 who take one at once exactly one has it, the first time and when the lease has run out', async () => {
      for (const tries of [1, 2]) {
        const atMs = CALL_MS + tries * 60_000;
        const mine = deliveryWith({ leaseUntilMs: atMs + 60_000 });
        const taken = await Promise.all(Array.from({ length: 20 }, () => store.deliveries.take(mine, atMs)));
        expect(taken.filter(({ kind }) => kind === 'taken')).toEqual([{ kind: 'taken', tries }]);
        expect(taken.filter(({ kind }) => kind === 'busy')).toHaveLength(19);
      }
    });

    test.each(['sent', 'failed', 'skipped'] as const)('one that was %s is settled for good', async (state) => {
      await store.deliveries.take(delivery, CALL_MS);
      const known = { ref: 'message-1', why: 'no answer', mayHaveArrived: true, about: '{"type":"case.opened"}' };
      const settled = deliveryWith({ state, tries: 1, ...known });
      await store.deliveries.put(settled);
      expect(await store.deliveries.get(delivery.id)).toStrictEqual(settled);
      expect(await store.deliveries.take(delivery, CALL_MS * 2)).toEqual({ kind: 'settled', delivery: settled });
    });

    test('one that is let go may be taken again at once, and keeps what its receiver called it', async () => {
      await store.deliveries.take(delivery, CALL_MS);
      const { leaseUntilMs: _over, ...letGo } = deliveryWith({ tries: 1, ref: 'task-1' });
      await store.deliveries.put(letGo);
      expect(await store.deliveries.take(delivery, CALL_MS)).toEqual({ kind: 'taken', tries: 2 });
      expect((await store.deliveries.get(delivery.id))?.ref).toBe('task-1');
    });

    test('those of a month that failed come the latest first, each on one page', async () => {
      const monthMs = Date.parse('2026-03-01T00:00:00Z');
      const times = [monthMs - 1, monthMs, monthMs + 5, monthMs + 31 * 86_400_000 - 1, monthMs + 31 * 86_400_000];
      for (const [index, atMs] of times.entries()) {
        await store.deliveries.put(deliveryWith({ id: `d-${index}`, atMs, state: 'failed', why: 'no answer' }));
      }
      await store.deliveries.put(deliveryWith({ id: 'sent', state: 'sent' }));
      for (const limit of [1, 2, 3, 10]) {
        expect((await failedIn('2026-03', limit)).map(({ id }) => id)).toEqual(['d-3', 'd-2', 'd-1']);
      }
      const found = deliveryWith({ id: 'd-0', atMs: monthMs - 1, state: 'failed', why: 'no answer' });
      expect(await failedIn('2026-02')).toStrictEqual([found]);
      expect(await store.deliveries.failed('2026-03', { limit: 5, next: 'x' })).toEqual({
        items: [],
        isCursorUnreadable: true,
      });
    });

    test('one that is sent after all is no longer among those that failed', async () => {
      await store.deliveries.put(deliveryWith({ state: 'failed' }));
      await store.deliveries.put(deliveryWith({ state: 'sent' }));
      expect(await failedIn('2026-03')).toEqual([]);
    });

    test('a number gets one SMS within the time, and its delivery may ask again', async () => {
      expect(await turn('a', CALL_MS)).toBe(true);
      expect(await turn('b', CALL_MS + TEN_MINUTES_MS - 1)).toBe(false);
      expect(await turn('a', CALL_MS)).toBe(true);
      expect(await turn('b', CALL_MS, OTHER_NUMBER)).toBe(true);
      expect(await turn('b', CALL_MS + TEN_MINUTES_MS)).toBe(true);
      expect(await turn('a', CALL_MS + TEN_MINUTES_MS)).toBe(false);
    });

    test('of 20 who would send one number an SMS at once exactly one may', async () => {
      const turns = await Promise.all(Array.from({ length: 20 }, (_, index) => turn(`d-${index}`, CALL_MS)));
      expect(turns.filter((isMine) => isMine)).toHaveLength(1);
    });

    test('whose turn it was is nothing that is known of the caller', async () => {
      await turn('a', CALL_MS);
      expect(await store.callers.get(NUMBER)).toBeUndefined();
    });
  });
}
