import fc from 'fast-check';
import type { AgentSighting } from '../../../lib/ports/pool-store';
import type { Store } from '../../../lib/ports/store';
import type { PoolStatistics } from '../../../lib/core/wait/pool-statistics';
import { NOON_MS, type OpenStore } from './samples';

const states = ['available', 'on_contact', 'after_contact_work'] as const;

const statistics: PoolStatistics = {
  pickUps: [
    {
      contactId: 'c1',
      atMs: NOON_MS,
      placeMs: NOON_MS - 60_000,
      readySinceMs: NOON_MS - 10,
      isCallback: true,
      agentId: 'ann',
    },
    {
      contactId: 'c2',
      atMs: NOON_MS + 1,
      placeMs: NOON_MS - 1,
      readySinceMs: NOON_MS - 1,
      isCallback: false,
      agentId: 'bob',
      queue: 'support',
      told: { gapMs: 15_000.25, byPoolMs: 60_000, byQueueMs: 63_000, lastMs: 0 },
      talkMs: 100_000.5,
      afterContactWorkMs: 0,
    },
  ],
  ringToReady: [{ contactId: 'c1', ms: 13_000 }],
  earlyEnds: [{ contactId: 'c3', waitMs: 40_000, isLost: true }],
  settled: {
    untilMs: NOON_MS - 1,
    lessons: {
      pool: { pace: pace(4_321.0625), lastWaitMs: 60_000 },
      queues: { support: { pace: pace(0) }, 'opening hours': { pace: pace(1e-7), lastWaitMs: 0 } },
      blend: { poolPool: 12.75, poolLast: -3e-9, lastLast: 1e6, poolWait: 0, lastWait: -1.5 },
      spread: { below: 1.9, above: 1.6 },
    },
  },
};

function pace(gapMs: number) {
  return { lastPickUpAtMs: NOON_MS - 1, gapMs, gaps: 15, lastGapAtMs: NOON_MS - 500 };
}

/** Agents as last seen, and what was learned of a pool. */
export function describePools(open: OpenStore): void {
  describe('pools', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const seen = async (pool: string) =>
      (await store.pools.sightings(pool)).toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));

    test('a pool nobody was seen in is empty', async () => {
      expect(await store.pools.sightings('frontline')).toEqual([]);
      expect(await store.pools.statistics('frontline')).toBeUndefined();
    });

    test('each agent is shown once, as last seen, in the pool where it was seen', async () => {
      await store.pools.see('frontline', { agentId: 'ann', state: 'on_contact', sinceMs: NOON_MS });
      await store.pools.see('frontline', { agentId: 'ann', state: 'after_contact_work', sinceMs: NOON_MS + 1 });
      await store.pools.see('frontline', { agentId: 'bob', state: 'available', sinceMs: NOON_MS });
      await store.pools.see('billing', { agentId: 'zoe', state: 'available', sinceMs: NOON_MS });
      expect(await seen('frontline')).toStrictEqual([
        { agentId: 'ann', state: 'after_contact_work', sinceMs: NOON_MS + 1 },
        { agentId: 'bob', state: 'available', sinceMs: NOON_MS },
      ]);
    });

    test('an older sighting never replaces a newer one', async () => {
      await store.pools.see('frontline', { agentId: 'ann', state: 'available', sinceMs: NOON_MS });
      await store.pools.see('frontline', { agentId: 'ann', state: 'on_contact', sinceMs: NOON_MS - 1 });
      expect(await seen('frontline')).toEqual([{ agentId: 'ann', state: 'available', sinceMs: NOON_MS }]);
    });

    test('in whatever order sightings come, the newest of each agent stands', async () => {
      const sighting = fc.record({
        agentId: fc.constantFrom('ann', 'bob', 'zoe'),
        state: fc.constantFrom(...states),
        sinceMs: fc.integer({ min: NOON_MS, max: NOON_MS + 1_000 }),
      });
      const sightings = fc.uniqueArray(sighting, {
        selector: ({ agentId, sinceMs }) => `${agentId}#${sinceMs}`,
        minLength: 1,
        maxLength: 12,
      });
      let pool = 0;
      await fc.assert(
        fc.asyncProperty(sightings, fc.boolean(), async (told, isAtOnce) => {
          pool += 1;
          const name = `pool-${pool}`;
          if (isAtOnce) await Promise.all(told.map((one) => store.pools.see(name, one)));
          else for (const one of told) await store.pools.see(name, one);
          expect(await seen(name)).toEqual(newestOf(told));
        }),
        { seed: 20_260_302, numRuns: 15 },
      );
    });

    test('more sightings than one answer of the engine holds are all shown', async () => {
      const agents = Array.from({ length: 620 }, (_, index) => `${String(index).padStart(4, '0')}-${'x'.repeat(990)}`);
      for (let at = 0; at < agents.length; at += 31) {
        const some = agents.slice(at, at + 31);
        await Promise.all(
          some.map((agentId) => store.pools.see('huge', { agentId, state: 'available', sinceMs: NOON_MS })),
        );
      }
      expect((await seen('huge')).map((sighting) => sighting.agentId)).toEqual(agents);
    });

    test('statistics are read back exactly and are no sighting', async () => {
      expect(await store.pools.putStatistics('frontline', statistics, 0)).toBe('stored');
      expect(await store.pools.statistics('frontline')).toStrictEqual({ value: statistics, version: 1 });
      expect(await store.pools.sightings('frontline')).toEqual([]);
    });

    test('statistics change only under their version', async () => {
      await store.pools.putStatistics('frontline', statistics, 0);
      const next = { ...statistics, ringToReady: [] };
      expect(await store.pools.putStatistics('frontline', next, 0)).toBe('conflict');
      expect(await store.pools.putStatistics('frontline', next, 2)).toBe('conflict');
      expect(await store.pools.putStatistics('billing', next, 0)).toBe('stored');
      expect(await store.pools.putStatistics('frontline', next, 1)).toBe('stored');
      expect(await store.pools.statistics('frontline')).toEqual({ value: next, version: 2 });
    });
  });
}

function newestOf(told: readonly AgentSighting[]): readonly AgentSighting[] {
  const newest = new Map<string, AgentSighting>();
  for (const one of told) {
    if ((newest.get(one.agentId)?.sinceMs ?? 0) < one.sinceMs) newest.set(one.agentId, one);
  }
  return [...newest.values()].toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));
}
