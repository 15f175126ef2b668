import fc from 'fast-check';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { Callback } from '../../../lib/core/callback/callback';
import { languageCodes } from '../../../lib/core/speech/language-codes';
import type { Store } from '../../../lib/ports/store';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { openOn } from './open-tables';
import { closedWith, everyForm, guardWith, NOON_MS, NUMBER, OTHER_NUMBER } from './samples';

// Goal: whatever is done to a store, the memory engine and the table show the same.
// Method: the same random operations are run on both; every outcome, and all that can be read afterwards, is compared.
// Times grow with the operation, so that no two timers are equal: among equal timers an engine may choose.

const numbers = [NUMBER, OTHER_NUMBER] as const;
const queues = ['support', 'billing'] as const;
const agents = ['ann', 'bob'] as const;

const key = { number: fc.constantFrom(...numbers), queue: fc.constantFrom(...queues) };
/** Mostly the version that is stored, sometimes another. */
const versionOff = fc.constantFrom(0, 0, 0, 0, 1, -1);
const operation = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('register'), ...key, cli: fc.constantFrom(...numbers), versionOff }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('put'), ...key, form: fc.nat(everyForm.length - 1), versionOff }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('archive'), ...key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remember'), contactId: fc.constantFrom('one', 'two') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('guard'), ...key, versionOff }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('learn'), versionOff }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take'), versionOff }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('alias'), ...key, from: fc.constantFrom(...numbers) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('book', 'leave'), ...key, id: fc.constantFrom('a', 'b', 'c') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('profile'),
      ...key,
      language: fc.constantFrom(undefined, ...languageCodes),
      optedOutAtMs: fc.constantFrom(undefined, NOON_MS, 'lifted' as const),
      blockedAtMs: fc.constantFrom(undefined, NOON_MS, 'lifted' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('see'),
      agentId: fc.constantFrom(...agents),
      agoMs: fc.integer({ min: -5_000, max: 5_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('holds', 'holdsNoMore'),
      ...key,
      contactId: fc.constantFrom('one', 'two'),
      agoMs: fc.constantFrom(0, 1),
    }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

let engine: EmbeddedDynamo;
let openTable: () => Promise<Store>;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
  openTable = openOn(() => engine.client);
});
afterAll(() => engine.close());

test('random operations have the same outcomes and leave the same behind on memory and on the table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
      const memory = createMemoryStore();
      const table = await openTable();
      for (const [index, one] of operations.entries()) {
        const [expected, actual] = [await run(memory, one, index), await run(table, one, index)];
        expect(actual).toEqual(expected);
      }
      expect(await observe(table, operations)).toEqual(await observe(memory, operations));
    }),
    { seed: 7_052_026, numRuns: 40 },
  );
});

async function run(store: Store, one: Operation, index: number): Promise<unknown> {
  const atMs = NOON_MS + index * 10_000;
  switch (one.kind) {
    case 'register': {
      const { number, queue, cli } = one;
      const version = await versionOf(store.callbacks.get({ number, queue }), one.versionOff);
      const placed = { ...formAt(0, atMs), id: `id-${index}`, number, queue, cli };
      return store.callbacks.register(placed, version);
    }
    case 'put': {
      const stored = await store.callbacks.get(one);
      if (stored === undefined) return 'nothing to change';
      const { id, number, queue, cli, placeMs } = stored.value;
      const next = { ...formAt(one.form, atMs), id, number, queue, cli, placeMs };
      return store.callbacks.put(next, Math.max(0, stored.version + one.versionOff));
    }
    case 'archive': {
      const stored = await store.callbacks.get(one);
      if (stored?.value.state !== 'closed') return 'nothing to archive';
      return store.callbacks.archive(stored.value, stored.version);
    }
    case 'remember':
      return store.contacts.remember(
        { kind: 'inbound', contactId: one.contactId, queue: 'support', enteredAtMs: atMs },
        atMs,
      );
    case 'guard': {
      const version = await versionOf(store.guards.get(one.number), one.versionOff);
      return store.guards.put(guardWith({ number: one.number, dials: [`a#${index}`] }), version);
    }
    case 'learn': {
      const version = await versionOf(store.pools.statistics('frontline'), one.versionOff);
      const statistics = { pickUps: [], ringToReady: [{ contactId: 'one', ms: index }] };
      return store.pools.putStatistics('frontline', statistics, version);
    }
    case 'take': {
      const version = await versionOf(store.dialRate.get(), one.versionOff);
      return store.dialRate.put({ tokens: index / 4, atMs, slowUntilMs: 0 }, version);
    }
    case 'alias':
      return store.callbacks.alias(one.from, { number: one.number, queue: one.queue, deadlineMs: NOON_MS });
    case 'book':
      return store.slots.book({ queue: one.queue, startMs: NOON_MS }, one.id, 2);
    case 'leave':
      return store.slots.leave({ queue: one.queue, startMs: NOON_MS }, one.id);
    case 'profile': {
      const { language, optedOutAtMs, blockedAtMs } = one;
      return store.callers.remember(one.number, { language, optedOutAtMs, blockedAtMs });
    }
    case 'see':
      return store.pools.see('frontline', {
        agentId: one.agentId,
        state: index % 2 === 0 ? 'available' : 'on_contact',
        sinceMs: NOON_MS + one.agoMs,
      });
    case 'holds':
    case 'holdsNoMore':
      return store.pools[one.kind](one.queue, { contactId: one.contactId, sinceMs: NOON_MS + one.agoMs });
  }
}

async function versionOf(read: Promise<{ readonly version: number } | undefined>, off: number): Promise<number> {
  return Math.max(0, ((await read)?.version ?? 0) + off);
}

/** A form whose times are this operation's own; its deadline is later than all of them. */
function formAt(form: number, atMs: number): Callback {
  const [, callback] = everyForm[form] ?? ['closed', closedWith()];
  const moved = JSON.stringify(callback).replaceAll(/"(\w+Ms)":(\d+)/g, (_all, name: string, value: string) => {
    const offMs = name === 'deadlineMs' ? 1_000_000 : (Number(value) - NOON_MS) % 5_000;
    return `"${name}":${atMs + offMs}`;
  });
  return JSON.parse(moved) as Callback;
}

async function observe(store: Store, operations: readonly Operation[]): Promise<unknown> {
  const { callbacks, contacts, guards, pools, dialRate, slots, callers } = store;
  const lines = queues.flatMap((queue) => ['standard', 'vip'].map((name) => ({ queue, class: name })));
  const keys = numbers.flatMap((number) => queues.map((queue) => ({ number, queue })));
  const midMs = NOON_MS + operations.length * 5_000;
  return {
    current: await Promise.all(keys.map(callbacks.get)),
    found: await Promise.all(operations.map((_, index) => callbacks.find(`id-${index}`))),
    ofCaller: await Promise.all(numbers.map(callbacks.ofCaller)),
    lines: await Promise.all(lines.map((line) => callbacks.line(line, 3))),
    before: await Promise.all(lines.map((line) => callbacks.countBefore(line, { placeMs: midMs, id: 'id-5' }, 2))),
    inFlight: await callbacks.inFlight(),
    due: await Promise.all([midMs, midMs * 2].map((nowMs) => callbacks.due(nowMs, 3))),
    contacts: await Promise.all(['one', 'two'].map(contacts.get)),
    guards: await Promise.all(numbers.map(guards.get)),
    statistics: await pools.statistics('frontline'),
    sightings: (await pools.sightings('frontline')).toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1)),
    holding: await Promise.all(queues.map((queue) => pools.holding(queue, 3, NOON_MS))),
    dialRate: await dialRate.get(),
    slots: await Promise.all(queues.map((queue) => slots.counts(queue, NOON_MS, NOON_MS))),
    callers: await Promise.all(numbers.map(callers.get)),
  };
}
