import type { CallbackFacts, CallbackIn, Closed } from '../../../lib/core/callback/callback';
import type { Store } from '../../../lib/ports/store';
import { allPages } from './lost-samples';
import { closedWith, everyForm, NOON_MS, OTHER_NUMBER, type OpenStore } from './samples';

const MARCH_MS = Date.parse('2026-03-01T00:00:00Z');

/** All that a closed callback may have; a new fact does not compile before it is here. */
const full: Required<CallbackFacts> & Required<Closed> = {
  ...closedWith({ origin: 'lost', class: 'vip', attempt: 2, attemptsSpent: 1, cli: OTHER_NUMBER }),
  outcome: 'expired',
  why: 'deadline',
  archived: true,
  callNumber: OTHER_NUMBER,
  language: 'ru-RU',
  lostIn: 'billing',
  slotMs: NOON_MS,
  past: [{ attempt: 1, outcome: 'no_answer', atMs: NOON_MS - 5_000 }],
  tasksOffered: 2,
  askedInVain: ['ann', 'anyone'],
  tasksToEnd: { contactIds: ['task-1'], sinceMs: NOON_MS, tryAtMs: NOON_MS + 1 },
  giveUpMs: 300_000,
  undoneAttempt: 2,
};

/** Copies of closed callbacks, by outcome and month. */
export function describeClosedCallbacks(open: OpenStore): void {
  describe('closed callbacks', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const closedOf = async (outcome: Closed['outcome'], month: string, limit = 10) =>
      (await allPages((next) => store.callbacks.closedOf(outcome, month, { limit, next }))).items;

    test('there is none before a copy is written, of whatever form', async () => {
      for (const [index, [, callback]] of everyForm.entries()) {
        await store.callbacks.register({ ...callback, number: `+4420794600${String(index + 10)}` }, 0);
      }
      expect(await closedOf('completed', '2026-03')).toEqual([]);
    });

    test('a copy shows all that the callback was', async () => {
      await store.callbacks.archive({ ...full, archived: false }, 3);
      expect(await closedOf('expired', '2026-03')).toStrictEqual([full]);
    });

    test('they come in order of closing, each on one page, by outcome and month', async () => {
      const times = [MARCH_MS - 1, MARCH_MS + 9, MARCH_MS, MARCH_MS + 31 * 86_400_000 - 1, MARCH_MS + 31 * 86_400_000];
      const copies = times.map((closedAtMs, index) => closedWith({ id: `id-${index}`, closedAtMs }));
      for (const copy of copies) await store.callbacks.archive(copy, 1);
      await store.callbacks.archive(closedWith({ id: 'other', outcome: 'exhausted', closedAtMs: MARCH_MS }), 1);
      for (const limit of [1, 2, 3, 10]) {
        expect(idsOf(await closedOf('completed', '2026-03', limit))).toEqual(['id-2', 'id-1', 'id-3']);
      }
      expect(idsOf(await closedOf('completed', '2026-02'))).toEqual(['id-0']);
      expect(idsOf(await closedOf('exhausted', '2026-03'))).toEqual(['other']);
      expect(await store.callbacks.closedOf('completed', '2026-03', { limit: 5, next: 'x' })).toEqual({
        items: [],
        isCursorUnreadable: true,
      });
    });

    test('they may be asked for from a time on, and a cursor leads on from wherever is later', async () => {
      for (const index of [1, 2, 3, 4]) {
        await store.callbacks.archive(closedWith({ id: `id-${index}`, closedAtMs: MARCH_MS + index }), 1);
      }
      const from = async (fromMs: number, next?: string) => {
        const page = await store.callbacks.closedOf('completed', '2026-03', { limit: 2, fromMs, next });
        return { ids: idsOf(page.items), next: page.next };
      };
      expect((await from(MARCH_MS - 1)).ids).toEqual(['id-1', 'id-2']);
      expect((await from(MARCH_MS + 5)).ids).toEqual([]);
      const { ids, next } = await from(MARCH_MS + 2);
      expect(ids).toEqual(['id-2', 'id-3']);
      expect((await from(MARCH_MS + 2, next)).ids).toEqual(['id-4']);
      expect((await from(MARCH_MS + 1, next)).ids).toEqual(['id-4']);
      expect((await from(MARCH_MS + 5, next)).ids).toEqual([]);
    });

    test('one that closed otherwise, on later evidence, is listed there and no longer here', async () => {
      await store.callbacks.archive(closedWith({ outcome: 'exhausted' }), 1);
      await store.callbacks.archive(closedWith(), 2);
      expect(await closedOf('exhausted', '2026-03')).toEqual([]);
      expect(await closedOf('completed', '2026-03')).toHaveLength(1);
    });
  });
}

function idsOf(callbacks: readonly CallbackIn<Closed>[]): readonly string[] {
  return callbacks.map(({ id }) => id);
}
