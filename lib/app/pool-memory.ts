import {
  addPickUp,
  addReadyEnd,
  addRingToReady,
  emptyPoolStatistics,
  type PickUp,
  type PoolStatistics,
  type RingToReady,
} from '../core/wait/pool-statistics';
import type { Deps } from './deps';

type MemoryDeps = Pick<Deps, 'store'>;

/** A few writers meet on a pool; one that keeps losing gives up: a missing sample makes no caller wait longer. */
const TRIES_MAX = 6;

/** Adds a pick-up to what is known of a pool's pace. */
export async function rememberPickUp(deps: MemoryDeps, pool: string, pickUp: PickUp): Promise<void> {
  await change(deps, pool, (statistics) => addPickUp(statistics, pickUp));
}

/** Adds how long a callback took from dialing to ready. */
export async function rememberRingToReady(deps: MemoryDeps, pool: string, sample: RingToReady): Promise<void> {
  await change(deps, pool, (statistics) => addRingToReady(statistics, sample));
}

/** Adds that a ready caller left before an agent came. */
export async function rememberReadyLeft(
  deps: MemoryDeps,
  pool: string,
  left: { readonly contactId: string; readonly waitMs: number },
): Promise<void> {
  const { contactId, waitMs } = left;
  await change(deps, pool, (statistics) => addReadyEnd(statistics, contactId, { waitMs, isLost: true }));
}

async function change(
  deps: MemoryDeps,
  pool: string,
  update: (statistics: PoolStatistics) => PoolStatistics,
): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await deps.store.pools.statistics(pool);
    const next = update(stored?.value ?? emptyPoolStatistics);
    if (next === stored?.value) return;
    if ((await deps.store.pools.putStatistics(pool, next, stored?.version ?? 0)) === 'stored') return;
  }
}
