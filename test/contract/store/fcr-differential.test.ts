import fc from 'fast-check';
import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import type { Store } from '../../../lib/ports/store';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { dayWith, rankingWith, sortedShares } from './fcr';
import { allPages } from './lost-samples';
import { openOn } from './open-tables';
import { closedWith, NOON_MS } from './samples';
import { tallyWith } from './tallies';

// Goal: whatever is kept of agents and of closed callbacks, the memory engine and the table show the same.
// Method: the same random operations are run on both; every outcome, and all that can be read afterwards, is compared.

const queues = ['support', 'billing'] as const;
const agents = ['ann', 'bob', 'zoe'] as const;
const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-10'] as const;

const key = { queue: fc.constantFrom(...queues), day: fc.constantFrom(...days) };
const agentId = fc.constantFrom(...agents);
/** In milliseconds about noon; few, so that they are equal now and then. */
const off = fc.integer({ min: -3, max: 3 });
const attempt = { callbackId: fc.constantFrom('a', 'b'), attempt: fc.nat(2) };
const operation = fc.oneof(
  fc.record({ kind: fc.constant('day'), ...key, handled: fc.nat(9) }),
  fc.record({ kind: fc.constant('rank'), ...key, off, handled: fc.nat(9) }),
  fc.record({ kind: fc.constant('promise'), ...key, ...attempt, off }),
  fc.record({ kind: fc.constant('take'), ...key, ...attempt, agentId }),
  fc.record({ kind: fc.constant('read'), off, agentId }),
  fc.record({
    kind: fc.constant('claim'),
    ...key,
    agentId,
    contactId: fc.constantFrom('c1', 'c2'),
    off,
    untilOff: off,
    seenOff: off,
  }),
  fc.record({ kind: fc.constant('tally'), ...key, agentId, versionOff: fc.constantFrom(0, 0, 1, -1) }),
  fc.record({ kind: fc.constant('close'), id: fc.constantFrom('a', 'b', 'c', 'd'), off, version: fc.nat(3) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

let engine: EmbeddedDynamo;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
});
afterAll(() => engine.close());

test('random operations have the same outcomes and leave the same behind on memory and on the table', async () => {
  const openTable = openOn(() => engine.client);
  const asked = fc.record({ fromOff: off, limit: fc.integer({ min: 1, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 40 }), asked, async (operations, ask) => {
      const [memory, table] = [createMemoryStore(), await openTable()];
      for (const [index, one] of operations.entries()) {
        const [expected, actual] = [await run(memory, one, index), await run(table, one, index)];
        expect(actual).toEqual(expected);
      }
      expect(await observe(table, ask)).toEqual(await observe(memory, ask));
    }),
    { seed: 6_052_026, numRuns: 8 },
  );
});

async function run({ fcr, roster, pools, callbacks }: Store, one: Operation, index: number): Promise<unknown> {
  switch (one.kind) {
    case 'day':
      return fcr.putDay(one.queue, dayWith(one.day, one.handled));
    case 'rank':
      return fcr.putRanking(one.queue, rankingWith(NOON_MS + one.off, { handled: one.handled }));
    case 'promise': {
      const { callbackId, attempt: number } = one;
      return fcr.promise(one.queue, one.day, { callbackId, attempt: number, atMs: NOON_MS + one.off });
    }
    case 'take': {
      const { callbackId, attempt: number } = one;
      return fcr.take(one.queue, one.day, { callbackId, attempt: number, agentId: one.agentId });
    }
    case 'read': {
      const agent = { agentId: one.agentId, queues: [], state: 'available', sinceMs: index } as const;
      return roster.put({ readAtMs: NOON_MS + one.off, agents: [agent] });
    }
    case 'claim': {
      const times = { atMs: NOON_MS + one.off, untilMs: NOON_MS + one.untilOff };
      const claim = { agentId: one.agentId, contactId: one.contactId, ...times };
      return pools.claim(one.queue, claim, NOON_MS + one.seenOff);
    }
    case 'tally': {
      const version = (await pools.tally(one.queue, one.agentId))?.version ?? 0;
      const tally = tallyWith({ agentId: one.agentId, day: one.day, calls: index });
      return pools.putTally(one.queue, tally, Math.max(0, version + one.versionOff));
    }
    case 'close':
      return callbacks.archive(closedWith({ id: one.id, closedAtMs: NOON_MS + one.off, attempt: index }), one.version);
  }
}

async function observe(
  { fcr, roster, pools, callbacks }: Store,
  { fromOff, limit }: { readonly fromOff: number; readonly limit: number },
): Promise<unknown> {
  const { items } = await allPages((next) =>
    callbacks.closedOf('completed', '2026-03', { fromMs: NOON_MS + fromOff, limit, next }),
  );
  return {
    days: await Promise.all(queues.map((queue) => fcr.days(queue, '2026-03-01', '2026-03-09'))),
    rankings: await Promise.all(queues.map(fcr.ranking)),
    shares: await Promise.all(
      queues.flatMap((queue) => days.map(async (day) => sortedShares(await fcr.shares(queue, day)))),
    ),
    roster: await roster.get(),
    tally: await pools.tally('support', 'ann'),
    tallies: (await Promise.all(queues.map(pools.tallies))).map((all) =>
      all.toSorted((a, b) => (a.value.agentId < b.value.agentId ? -1 : 1)),
    ),
    claims: (await Promise.all(queues.map(pools.claims))).map((all) =>
      all.toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1)),
    ),
    closedFrom: items,
  };
}
