import type { AgentTally } from '../../core/routing/agent-tally';
import type { PoolStore } from '../../ports/pool-store';
import { createVersionedMap, type VersionedMap } from './versioned-map';

/** Tallies in memory, by pool and agent. */
export function createMemoryTallies(): Pick<PoolStore, 'tallies' | 'tally' | 'putTally'> {
  const pools = new Map<string, VersionedMap<AgentTally>>();
  return {
    tallies: async (pool) => pools.get(pool)?.all() ?? [],
    tally: async (pool, agentId) => pools.get(pool)?.get(agentId),
    putTally: async (pool, tally, expectedVersion) => {
      const tallies = pools.get(pool) ?? createVersionedMap<AgentTally>();
      pools.set(pool, tallies);
      return tallies.put(tally.agentId, tally, expectedVersion);
    },
  };
}
