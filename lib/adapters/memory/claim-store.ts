import type { AgentClaim } from '../../core/routing/agent-claim';
import type { PoolStore } from '../../ports/pool-store';
import { onShelf, type Shelf } from './shelf';

/** Claims in memory, by pool and agent. */
export function createMemoryClaims(shelves: Shelf[] = []): Pick<PoolStore, 'claim' | 'claims'> {
  const pools = new Map<string, Map<string, AgentClaim>>();
  shelves.push({
    find: (thing) => {
      if (thing.kind !== 'claim') return undefined;
      const pool = pools.get(thing.pool);
      return onShelf(pool?.has(thing.agentId) === true, () => void pool?.delete(thing.agentId));
    },
  });
  return {
    claim: async (pool, claim, seenAtMs) => {
      const known = pools.get(pool) ?? new Map<string, AgentClaim>();
      pools.set(pool, known);
      const last = known.get(claim.agentId);
      if (last !== undefined && isStanding(last, claim, seenAtMs)) return 'taken';
      known.set(claim.agentId, claim);
      return 'claimed';
    },
    claims: async (pool) => [...(pools.get(pool)?.values() ?? [])],
  };
}

function isStanding(last: AgentClaim, claim: AgentClaim, seenAtMs: number): boolean {
  return last.contactId !== claim.contactId && last.untilMs > claim.atMs && last.atMs >= seenAtMs;
}
