import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { pageOfCases, pagesOfCases } from '../../../../lib/app/reports/lost-cases';
import type { CaseMark, LostCase } from '../../../../lib/core/lost/case';
import type { CaseQuery } from '../../../../lib/ports/case-store';
import type { Store } from '../../../../lib/ports/store';
import { noonMs } from '../../../support/builders/callbacks';
import { keepCase } from '../../../support/report-source';

const range = { fromMs: noonMs - 86_400_000, toMs: noonMs + 86_400_000 };

function lostMark(atMs: number, reason: 'agents_busy' | 'abandoned_menu' = 'agents_busy'): CaseMark {
  const lost = { type: 'abandoned' as const, reason };
  return { kind: 'lost', callId: `call-${atMs}`, basis: 1, startedAtMs: atMs, endedAtMs: atMs + 60_000, lost };
}

/** As an export takes them. */
async function allOf(store: Store, query: CaseQuery, next?: string): Promise<readonly LostCase[]> {
  const found: LostCase[] = [];
  for await (const cases of pagesOfCases({ store }, query, next)) found.push(...cases);
  return found;
}

async function storeOfCases(count: number) {
  const store = createMemoryStore();
  for (let at = 0; at < count; at += 1) {
    const key = { number: `+4416329${String(60_000 + at)}`, queue: at % 2 === 0 ? 'support' : 'billing' };
    const marks: CaseMark[] = [lostMark(noonMs + at * 1000, at % 3 === 0 ? 'abandoned_menu' : 'agents_busy')];
    if (at % 5 === 0) {
      const closedAtMs = noonMs + at * 1000 + 120_000;
      marks.push({ kind: 'closed', how: 'by_hand', ref: 'r', atMs: closedAtMs, by: 'Ada', reason: 'spoke' });
    }
    await keepCase(store, key, marks, `01JNBCASE${String(at).padStart(17, '0')}`);
  }
  return store;
}

test('all open cases are found once, the latest first, over more than a page', async () => {
  const store = await storeOfCases(600);
  const ids = (await allOf(store, { status: 'open', ...range })).map(({ id }) => id);
  expect(ids).toHaveLength(480);
  expect(new Set(ids).size).toBe(480);
  expect(ids).toEqual(ids.toSorted().toReversed());
});

test('an export goes on where a page ended', async () => {
  const store = await storeOfCases(30);
  const query = { status: 'open', ...range } as const;
  const page = await pageOfCases({ store }, query, { limit: 10 });
  const rest = (await allOf(store, query, page.next)).map(({ id }) => id);
  expect(page.items).toHaveLength(10);
  expect(rest).toHaveLength(14);
  expect(rest).not.toContain(page.items[9]?.id);
});

test.each([
  ['queue', { queue: 'billing' }, 24],
  ['reason', { reason: 'abandoned_menu' }, 16],
  ['days', { fromMs: noonMs + 60_000 + 50_000 }, 8],
])('a filter by %s keeps the others out', async (_, filter, count) => {
  const store = await storeOfCases(60);
  expect(await allOf(store, { status: 'open', ...range, ...filter })).toHaveLength(count);
});

test('processed cases are found by who closed them', async () => {
  const store = await storeOfCases(30);
  const query = { status: 'processed', ...range, agent: 'Ada' } as const;
  const found = await allOf(store, query);
  expect(found.map(({ closed }) => closed?.reason)).toEqual(Array.from({ length: 6 }, () => 'spoke'));
  const others = await pageOfCases({ store }, { ...query, agent: 'Bob' }, { limit: 10 });
  expect(others.items).toEqual([]);
});
