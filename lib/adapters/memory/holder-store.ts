import { placeKey } from '../../core/callback/line-order';
import type { HolderSighting, PoolStore } from '../../ports/pool-store';
import { createSortedIndex, type SortedIndex } from './sorted-index';

/** Holders in memory, in the order in which they came. */
export function createMemoryHolders(): Pick<PoolStore, 'holds' | 'holdsNoMore' | 'holding'> {
  const queues = new Map<string, SortedIndex<HolderSighting>>();
  return {
    holds: async (queue, holder) => {
      const index = queues.get(queue) ?? createSortedIndex<HolderSighting>();
      queues.set(queue, index);
      index.add(keyOf(holder), holder);
    },
    holdsNoMore: async (queue, holder) => queues.get(queue)?.remove(keyOf(holder)),
    holding: async (queue, limit, fromMs) => {
      const all = queues.get(queue)?.first(Number.POSITIVE_INFINITY) ?? [];
      return all.filter((holder) => holder.sinceMs >= fromMs).slice(0, limit);
    },
  };
}

function keyOf({ contactId, sinceMs }: HolderSighting): string {
  return placeKey({ placeMs: sinceMs, id: contactId });
}
