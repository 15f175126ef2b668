import fc from 'fast-check';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { Change } from '../../../lib/ports/changes';
import type { Store } from '../../../lib/ports/store';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { byItem } from './change-script';
import { allPages, CALL_MS, caseWith, contactId, deliveryWith, everyMark, handledCall } from './lost-samples';
import { lostCall, lostMark, sortedMarks } from './lost-samples';
import { openOn } from './open-tables';
import { NUMBER, OTHER_NUMBER } from './samples';

// Goal: whatever is kept of lost calls, the memory engine and the table show the same and tell of the same changes.
// Method: the same random operations are run on both; every outcome, and all that can be read afterwards, is compared.

const numbers = [NUMBER, OTHER_NUMBER] as const;
const queues = ['support', 'billing'] as const;
const DAY_MS = 86_400_000;

const key = { number: fc.constantFrom(...numbers), queue: fc.constantFrom(...queues) };
const marks = fc.array(
  fc.oneof(
    fc.constantFrom(...everyMark),
    fc.nat(5).map((index) => lostMark(index)),
  ),
  {
    minLength: 1,
    maxLength: 4,
  },
);
/** In steps of some days, before and after. */
const at = fc.integer({ min: -6, max: 6 });
const STEP_MS = 6 * DAY_MS;
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('open', 'mark'), ...key, marks }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('settle'),
      ...key,
      at,
      off: fc.constantFrom(0, 0, 0, 1),
      closed: fc.boolean(),
      agent: fc.constantFrom(undefined, 'ann'),
      dueAfter: fc.constantFrom(undefined, 1, 9),
      isOverdue: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('call'), call: fc.nat(2), at, isOver: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('keepLost', 'dropLost'), ...key, at, basis: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('handled'), ...key, at, work: fc.constantFrom(undefined, 5) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('take', 'sending', 'sent', 'failed'),
      id: fc.constantFrom('a', 'b'),
      at,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('turn'), ...key, id: fc.constantFrom('a', 'b'), at }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

let engine: EmbeddedDynamo;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
});
afterAll(() => engine.close());

test('random operations have the same outcomes, leave the same behind and tell the same on memory and on the table', async () => {
  const openTable = openOn(() => engine.client);
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
      const told: Record<'memory' | 'table', Change[]> = { memory: [], table: [] };
      const memory = createMemoryStore({ onChange: (change) => void told.memory.push(change) });
      const table = await openTable({ onChange: (change) => void told.table.push(change) });
      for (const [index, one] of operations.entries()) {
        const [expected, actual] = [await run(memory, one, index), await run(table, one, index)];
        expect(actual).toEqual(expected);
      }
      expect(await observe(table)).toEqual(await observe(memory));
      expect(byItem(told.table)).toEqual(byItem(told.memory));
    }),
    { seed: 5_032_026, numRuns: 25 },
  );
});

async function run({ calls, cases, history, deliveries }: Store, one: Operation, index: number): Promise<unknown> {
  const atMs = 'at' in one ? CALL_MS + one.at * STEP_MS : 0;
  switch (one.kind) {
    case 'open':
    case 'mark': {
      const marked = await cases[one.kind](one, one.marks, `case-${index}`);
      return [marked?.id, marked?.version, sortedMarks(marked)];
    }
    case 'settle': {
      const marked = await cases.get(one);
      if (marked === undefined) return 'no case';
      return cases.settle(summaryOf(one, marked.id, atMs), marked.version + one.off);
    }
    case 'call': {
      const callId = contactId(one.call);
      const stored = await calls.get(callId);
      const judged = one.isOver ? { judged: lostCall({ callId, startedAtMs: atMs }) } : {};
      return calls.put({ facts: { callId, segments: [] }, ...judged }, stored?.version ?? 0);
    }
    case 'keepLost':
    case 'dropLost': {
      const { number, queue } = one;
      return history[one.kind](lostCall({ number, queue, startedAtMs: atMs, prompt: `p${index}` }), one.basis);
    }
    case 'handled': {
      const work = one.work === undefined ? {} : { afterContactWorkMs: one.work };
      return history.keepHandled(
        handledCall({ number: one.number, connectedAtMs: atMs, agentId: `${index}`, ...work }),
      );
    }
    case 'take':
      return deliveries.take(deliveryWith({ id: one.id, atMs, leaseUntilMs: atMs + 2 * STEP_MS }), atMs);
    case 'sending':
    case 'sent':
    case 'failed':
      return deliveries.put(deliveryWith({ id: one.id, atMs, state: one.kind, tries: index }));
    case 'turn':
      return deliveries.takeSmsTurn(one.number, { deliveryId: one.id, atMs, perMs: 2 * STEP_MS });
  }
}

function summaryOf(one: Extract<Operation, { readonly kind: 'settle' }>, id: string, atMs: number) {
  const { number, queue, closed, agent, dueAfter, isOverdue } = one;
  return caseWith({
    number,
    queue,
    id,
    lostAtMs: atMs,
    ...(agent === undefined ? {} : { customer: { agentId: agent } }),
    ...(dueAfter === undefined ? {} : { dueAtMs: CALL_MS + dueAfter }),
    ...(isOverdue ? { overdueAtMs: atMs } : {}),
    ...(closed ? { status: 'processed', closed: { how: 'by_hand', ref: 'd', atMs: atMs + DAY_MS, by: 'ann' } } : {}),
  });
}

async function observe({ calls, cases, history, deliveries }: Store): Promise<unknown> {
  const range = { fromMs: CALL_MS - 7 * STEP_MS, toMs: CALL_MS + 7 * STEP_MS };
  const queries = (['open', 'processed'] as const).flatMap((status) => [
    { ...range, status },
    { ...range, status, queue: 'support', agent: 'ann' },
  ]);
  const keys = numbers.flatMap((number) => queues.map((queue) => ({ number, queue })));
  const found = await Promise.all(keys.map(cases.get));
  return {
    cases: found.map((marked) => [marked?.id, marked?.version, sortedMarks(marked)]),
    ofCaller: (await Promise.all(numbers.map(cases.ofCaller))).map((all) => all.map(({ id }) => id)),
    keys: await Promise.all(found.map(async (marked) => marked && (await cases.keyOf(marked.id)))),
    pages: await Promise.all(
      queries.map((query) => allPages(async (next) => cases.page(query, { limit: 2, next }))).map(itemsOf),
    ),
    due: (await cases.due(CALL_MS + 5, 9)).map(({ number, queue }) => `${number} ${queue}`).toSorted(),
    calls: await Promise.all([0, 1, 2].map((index) => calls.get(contactId(index)))),
    days: await Promise.all(
      Array.from({ length: 13 }, (_, index) =>
        new Date(CALL_MS + (index - 6) * STEP_MS).toISOString().slice(0, 10),
      ).map((day) => calls.ofDay(day, { limit: 9 })),
    ),
    lost: await Promise.all(numbers.map((number) => history.lostSince(number, CALL_MS))),
    handled: await Promise.all(numbers.map((number) => history.handledSince(number, CALL_MS))),
    lastHandled: await Promise.all(numbers.map((number) => history.lastHandled(number, 2))),
    deliveries: await Promise.all(['a', 'b'].map(deliveries.get)),
    failed: await Promise.all(['2026-02', '2026-03'].map((month) => deliveries.failed(month, { limit: 9 }))),
  };
}

async function itemsOf<T>(list: Promise<{ readonly items: readonly T[] }>): Promise<readonly T[]> {
  return (await list).items;
}
