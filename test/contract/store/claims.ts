import type { AgentClaim } from '../../../lib/core/routing/agent-claim';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

/** That ann was named for a contact at noon, for a minute. */
export function claimWith(changes: Partial<AgentClaim> = {}): AgentClaim {
  return { agentId: 'ann', contactId: 'c1', atMs: NOON_MS, untilMs: NOON_MS + 60_000, ...changes };
}

/** Whom agents were named for last. */
export function describeClaims(open: OpenStore): void {
  describe('claims', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const claim = (changes: Partial<AgentClaim>, seenAtMs = NOON_MS) =>
      store.pools.claim('frontline', claimWith(changes), seenAtMs);

    test('who was named for nobody has none', async () => {
      expect(await store.pools.claims('frontline')).toEqual([]);
    });

    test('they are read back exactly, one for each agent, each in its pool, and are nothing else', async () => {
      const [ofAnn, ofBob] = [claimWith(), claimWith({ agentId: 'bob' })];
      for (const one of [ofBob, ofAnn]) expect(await store.pools.claim('frontline', one, 0)).toBe('claimed');
      expect(await store.pools.claim('billing', claimWith({ contactId: 'c2' }), 0)).toBe('claimed');
      const all = (await store.pools.claims('frontline')).toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));
      expect(all).toStrictEqual([ofAnn, ofBob]);
      expect(await store.pools.claims('billing')).toStrictEqual([claimWith({ contactId: 'c2' })]);
      expect(await store.pools.sightings('frontline')).toEqual([]);
      expect(await store.pools.tallies('frontline')).toEqual([]);
    });

    test.each<[string, 'claimed' | 'taken', Partial<AgentClaim>, number]>([
      ['the same contact', 'claimed', { contactId: 'c1', atMs: NOON_MS + 1 }, NOON_MS],
      ['another, before it ends', 'taken', { contactId: 'c2', atMs: NOON_MS + 59_999 }, NOON_MS],
      ['another, as it ends', 'claimed', { contactId: 'c2', atMs: NOON_MS + 60_000 }, NOON_MS],
      ['another, with the agent seen just then', 'taken', { contactId: 'c2', atMs: NOON_MS + 2 }, NOON_MS],
      ['another, with the agent seen since', 'claimed', { contactId: 'c2', atMs: NOON_MS + 2 }, NOON_MS + 1],
      ['another that is of a moment before', 'taken', { contactId: 'c2', atMs: NOON_MS - 5 }, NOON_MS - 5],
    ])('a claim stands against %s: %s', async (_name, outcome, changes, seenAtMs) => {
      await claim({});
      const next = { ...changes, untilMs: NOON_MS + 90_000 };
      expect(await claim(next, seenAtMs)).toBe(outcome);
      expect(await store.pools.claims('frontline')).toStrictEqual([claimWith(outcome === 'claimed' ? next : {})]);
    });

    test('of many who claim an agent at once one does', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => claim({ contactId: `c${index}` })));
      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
    });
  });
}
