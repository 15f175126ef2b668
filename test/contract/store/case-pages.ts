import type { LostCase } from '../../../lib/core/lost/case';
import type { CaseQuery } from '../../../lib/ports/case-store';
import type { Store } from '../../../lib/ports/store';
import { allPages, CALL_MS, caseWith, fullCase, lostMark } from './lost-samples';
import { NUMBER, type OpenStore } from './samples';

const MARCH_MS = Date.parse('2026-03-01T00:00:00Z');
const DAY_MS = 86_400_000;
const queues = ['support', 'billing'] as const;
const reasons = ['agents_busy', 'not_answered', 'outside_hours'] as const;

/** Cases across the turn of four months, some at its very instant, two at the same. */
const cases: readonly LostCase[] = Array.from({ length: 24 }, (_, index) => {
  const atMs = [MARCH_MS - 40 * DAY_MS, MARCH_MS - 1, MARCH_MS, MARCH_MS + 5, MARCH_MS + 31 * DAY_MS][index % 5] ?? 0;
  const at = atMs + Math.floor(index / 10);
  const isOpen = index % 3 > 0;
  return {
    ...caseWith({ number: `+4420794600${String(index + 10)}`, id: `CASE${String(index + 10)}`, lostAtMs: at }),
    queue: queues[index % 2] ?? '',
    reason: reasons[index % 3] ?? 'agents_busy',
    ...(index % 4 === 0 ? { customer: { agentId: 'ann' } } : {}),
    ...(isOpen ? {} : { status: 'processed', closed: { how: 'by_hand', ref: 'd', atMs: at + DAY_MS, by: 'zoe' } }),
  };
});

/** Lists of settled cases. */
export function describeCasePages(open: OpenStore): void {
  describe('pages of cases', () => {
    let store: Store;
    const settle = async (summary: LostCase) => {
      const { version } = await store.cases.open(summary, [lostMark(1)], summary.id);
      await store.cases.settle(summary, version);
    };
    const read = (query: Partial<CaseQuery> = {}, limit = 5) =>
      allPages((next) => store.cases.page({ status: 'open', ...recent, ...query }, { limit, next }));
    const recent = { fromMs: MARCH_MS - 50 * DAY_MS, toMs: MARCH_MS + 40 * DAY_MS };

    test('what they show of a case is all of it, and nothing of one that is not settled', async () => {
      store = await open();
      await store.cases.open({ number: NUMBER, queue: 'billing' }, [lostMark(1)], 'not settled');
      await settle(fullCase);
      const open1 = caseWith({ number: '+442079460009', id: 'open' });
      await settle(open1);
      expect((await read({ status: 'processed' })).items).toStrictEqual([fullCase]);
      expect((await read()).items).toStrictEqual([open1]);
    });

    test('a case moves between the lists as it is closed and opened again', async () => {
      store = await open();
      const ids = async () => [(await read()).items.length, (await read({ status: 'processed' })).items.length];
      await settle(caseWith());
      expect(await ids()).toEqual([1, 0]);
      await settle({ ...fullCase, reopened: 0 });
      expect(await ids()).toEqual([0, 1]);
      await settle(caseWith({ reopened: 1, lostAtMs: CALL_MS + 9_000_000 }));
      expect(await ids()).toEqual([1, 0]);
    });

    describe('of many', () => {
      let isFilled = false;
      beforeEach(async () => {
        // Nothing below writes, so that one table serves all.
        if (isFilled) return;
        store = await open();
        await Promise.all(cases.map(settle));
        isFilled = true;
      });

      test.each<[string, Partial<CaseQuery>]>([
        ['all', {}],
        ['a queue', { queue: 'billing' }],
        ['a reason', { reason: 'not_answered' }],
        ['an agent who looks after the caller', { agent: 'ann' }],
        ['an agent who closed it', { agent: 'zoe' }],
        ['nobody of that name', { agent: 'eve' }],
        ['all of these', { queue: 'support', reason: 'agents_busy', agent: 'ann' }],
        ['one month', { fromMs: MARCH_MS, toMs: MARCH_MS + 31 * DAY_MS }],
        ['an instant', { fromMs: MARCH_MS, toMs: MARCH_MS + 1 }],
        ['no time at all', { fromMs: MARCH_MS, toMs: MARCH_MS }],
        ['nothing, backwards', { fromMs: MARCH_MS + 1, toMs: MARCH_MS }],
      ])('%s: the latest first, each on one page, whatever its size', async (_name, asked) => {
        for (const status of ['open', 'processed'] as const) {
          const query = { ...recent, ...asked, status };
          const expected = cases.filter((one) => isAsked(one, query)).toSorted(latestFirst);
          for (const limit of [1, 2, 5, 50]) {
            expect((await read(query, limit)).items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          }
        }
      });

      test('a cursor says nothing of any number', async () => {
        const { cursors } = await read({}, 1);
        expect(cursors.length).toBeGreaterThan(5);
        const readable = cursors.flatMap((cursor) => [cursor, Buffer.from(cursor, 'base64url').toString()]);
        expect(readable.filter((text) => text.includes('2079460'))).toEqual([]);
      });

      test('a cursor that was never given out is told so', async () => {
        const query = { status: 'open', ...recent } as const;
        const page = await store.cases.page(query, { limit: 5, next: 'x' });
        expect(page).toEqual({ items: [], isCursorUnreadable: true });
      });

      test('a cursor of later days begins with the days that are asked for', async () => {
        const { cursors } = await read({}, 1);
        const earlier = { status: 'open', ...recent, toMs: MARCH_MS } as const;
        const all = await store.cases.page(earlier, { limit: 50 });
        expect(all.items.length).toBeGreaterThan(1);
        expect(await store.cases.page(earlier, { limit: 50, next: cursors[0] })).toEqual(all);
      });
    });
  });
}

function isAsked(one: LostCase, query: CaseQuery): boolean {
  const agents = [one.customer?.agentId, one.closed?.by];
  return (
    one.status === query.status &&
    timeOf(one) >= query.fromMs &&
    timeOf(one) < query.toMs &&
    (query.queue ?? one.queue) === one.queue &&
    (query.reason ?? one.reason) === one.reason &&
    (query.agent === undefined || agents.includes(query.agent))
  );
}

function timeOf({ closed, lostAtMs }: LostCase): number {
  return closed?.atMs ?? lostAtMs;
}

function latestFirst(a: LostCase, b: LostCase): number {
  return timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1);
}
