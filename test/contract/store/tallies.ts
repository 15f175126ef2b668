import type { AgentTally } from '../../../lib/core/routing/agent-tally';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

/** What ann has done today. */
export function tallyWith(changes: Partial<AgentTally> = {}): AgentTally {
  return { agentId: 'ann', day: '2026-03-02', calls: 2, talkMs: 93_000.5, recent: ['c1', 'c2'], ...changes };
}

/** What agents have done in a pool. */
export function describeTallies(open: OpenStore): void {
  describe('tallies', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const all = async (pool: string) =>
      (await store.pools.tallies(pool)).toSorted((a, b) => (a.value.agentId < b.value.agentId ? -1 : 1));

    test('who has done nothing has none', async () => {
      expect(await store.pools.tallies('frontline')).toEqual([]);
      expect(await store.pools.tally('frontline', 'ann')).toBeUndefined();
    });

    test('they are read back exactly, alone and together, of whatever day, each in its pool', async () => {
      const bob = tallyWith({ agentId: 'bob', day: '2026-02-20', recent: [] });
      const elsewhere = tallyWith({ calls: 9 });
      expect(await store.pools.putTally('frontline', bob, 0)).toBe('stored');
      expect(await store.pools.putTally('frontline', tallyWith(), 0)).toBe('stored');
      expect(await store.pools.putTally('billing', elsewhere, 0)).toBe('stored');
      const ofAnn = { value: tallyWith(), version: 1 };
      expect(await all('frontline')).toStrictEqual([ofAnn, { value: bob, version: 1 }]);
      expect(await store.pools.tally('frontline', 'ann')).toStrictEqual(ofAnn);
      expect(await store.pools.tally('billing', 'ann')).toStrictEqual({ value: elsewhere, version: 1 });
      expect(await store.pools.tally('billing', 'bob')).toBeUndefined();
    });

    test('a tally changes only under its version', async () => {
      const put = (calls: number, version: number) => store.pools.putTally('frontline', tallyWith({ calls }), version);
      const outcomes = [await put(1, 1), await put(2, 0), await put(3, 0), await put(4, 2), await put(5, 1)];
      expect(outcomes).toEqual(['conflict', 'stored', 'conflict', 'conflict', 'stored']);
      expect(await store.pools.tallies('frontline')).toEqual([{ value: tallyWith({ calls: 5 }), version: 2 }]);
    });

    test('they are neither sightings nor statistics, and these are no tallies', async () => {
      await store.pools.putTally('frontline', tallyWith(), 0);
      expect(await store.pools.sightings('frontline')).toEqual([]);
      expect(await store.pools.statistics('frontline')).toBeUndefined();
      await store.pools.see('billing', { agentId: 'ann', state: 'available', sinceMs: NOON_MS });
      await store.pools.putStatistics('billing', { pickUps: [], ringToReady: [] }, 0);
      await store.pools.holds('billing', { contactId: 'c', sinceMs: NOON_MS });
      expect(await store.pools.tallies('billing')).toEqual([]);
    });
  });
}
