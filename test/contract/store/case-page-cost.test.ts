import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { caseKeyOf, settlingOf } from '../../../lib/adapters/dynamodb/case-item';
import { KEPT_MS } from '../../../lib/adapters/dynamodb/retention';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { LostCase } from '../../../lib/core/lost/case';
import type { CaseQuery } from '../../../lib/ports/case-store';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { caseWith, lostMark } from './lost-samples';

// Goal: a page of cases costs at most three queries, however many there are and however few of them are asked for.
// Method: months of cases on the embedded store, every request to it counted; and 100,000 of one month in memory.

const MARCH_MS = Date.parse('2026-03-01T00:00:00Z');
const DAY_MS = 86_400_000;
const march = { status: 'open', fromMs: MARCH_MS, toMs: MARCH_MS + 31 * DAY_MS } as const;
const twoYears = { status: 'open', fromMs: MARCH_MS - 700 * DAY_MS, toMs: MARCH_MS + 31 * DAY_MS } as const;

function caseAt(index: number, lostAtMs: number): LostCase {
  const digits = String(index).padStart(6, '0');
  return {
    ...caseWith({ number: `+44207${digits}`, id: `CASE${digits}`, lostAtMs, customer: { name: 'x'.repeat(200) } }),
    queue: index % 2 === 0 ? 'support' : 'billing',
    reason: index % 1500 === 0 ? 'technical_failure' : 'agents_busy',
  };
}

/** Walks all pages; how many there were, and the most requests that one of them took. */
async function walk(store: Store, query: CaseQuery, limit: number, requests: () => readonly string[]) {
  const ids: string[] = [];
  const perPage: number[] = [];
  let next: string | undefined;
  do {
    const before = requests().length;
    const page = await store.cases.page(query, { limit, next });
    perPage.push(requests().length - before);
    ids.push(...page.items.map(({ id }) => id));
    next = page.next;
  } while (next !== undefined);
  return { ids, pages: perPage.length, most: Math.max(...perPage) };
}

describe('on the table', () => {
  const count = 3_000;
  const cases = Array.from({ length: count }, (_, index) => caseAt(index, MARCH_MS + index * 600_000));
  const old = caseAt(count, MARCH_MS - 600 * DAY_MS);
  const requests: string[] = [];
  let engine: EmbeddedDynamo;
  let store: Store;

  beforeAll(async () => {
    engine = await startEmbeddedDynamo();
    await createTable(engine.client, 'callbacks');
    const items = [...cases, old].map(itemOf);
    const document = DynamoDBDocumentClient.from(engine.client);
    for (let at = 0; at < items.length; at += 25) {
      const puts = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
      await document.send(new BatchWriteCommand({ RequestItems: { callbacks: puts } }));
    }
    engine.client.middlewareStack.add(
      (next, { commandName }) =>
        (call) => {
          requests.push(String(commandName));
          return next(call);
        },
      { step: 'initialize' },
    );
    store = createDynamoStore(engine.client, 'callbacks');
  });
  afterAll(() => engine.close());

  test.each<[string, CaseQuery, number, number]>([
    ['all of a month, a screen at a time', march, 100, count],
    ['all of a month at once', march, count, count],
    ['a queue of a month', { ...march, queue: 'billing' }, 100, count / 2],
    ['the two of a rare reason', { ...march, reason: 'technical_failure' }, 50, 2],
    ['an agent of whom there is none', { ...march, agent: 'eve' }, 50, 0],
    ['two years with next to nothing in them', { ...twoYears, toMs: MARCH_MS }, 50, 1],
    ['two years', twoYears, 500, count + 1],
  ])('%s: no page takes more than three queries, and each case is on one', async (_name, query, limit, expected) => {
    requests.length = 0;
    const { ids, most } = await walk(store, query, limit, () => requests);
    expect(most).toBeLessThanOrEqual(3);
    expect(new Set(requests)).toEqual(new Set(['QueryCommand']));
    expect(ids).toHaveLength(expected);
    expect(new Set(ids).size).toBe(expected);
  });

  test('a page without a filter is one query, which reads no more than it shows', async () => {
    requests.length = 0;
    expect((await store.cases.page(march, { limit: 25 })).items).toHaveLength(25);
    expect(requests).toEqual(['QueryCommand']);
  });
});

test('of 20,000 cases of a month in memory each is on one page, the latest first', async () => {
  const store = createMemoryStore();
  const count = 20_000;
  for (let index = 0; index < count; index += 1) {
    // In a scrambled order, so that nothing depends on the order of writing.
    const one = caseAt(index, MARCH_MS + ((index * 7_919) % count) * 20_000);
    await store.cases.open(one, [lostMark(1)], one.id);
    await store.cases.settle(one, 1);
  }
  const { ids, pages } = await walk(store, march, 1_000, () => []);
  expect(new Set(ids).size).toBe(count);
  expect(pages).toBe(count / 1_000);
  const times = ids.map((id) => (Number(id.slice(4)) * 7_919) % count);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect((await walk(store, { ...march, reason: 'technical_failure' }, 50, () => [])).ids).toHaveLength(14);
});

/** A case as it is once it was opened and settled, to be written many at a time. */
function itemOf(summary: LostCase) {
  const { number, queue, id } = summary;
  const settled = Object.entries(settlingOf(summary, 1, KEPT_MS).values ?? {}).map(([name, value]) => [
    name.slice(1),
    value,
  ]);
  return { ...caseKeyOf(summary), number, queue, id, ...Object.fromEntries(settled) };
}
