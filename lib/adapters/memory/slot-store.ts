import type { SlotKey, SlotStore } from '../../ports/slot-store';

/** Slots as sets of ids, by queue and start. */
export function createMemorySlotStore(): SlotStore {
  const queues = new Map<string, Map<number, Set<string>>>();

  function idsOf({ queue, startMs }: SlotKey): Set<string> {
    const slots = queues.get(queue) ?? new Map<number, Set<string>>();
    queues.set(queue, slots);
    const ids = slots.get(startMs) ?? new Set<string>();
    slots.set(startMs, ids);
    return ids;
  }

  return {
    book: async (slot, callbackId, capacity) => {
      const ids = idsOf(slot);
      if (!ids.has(callbackId) && ids.size >= capacity) return 'full';
      ids.add(callbackId);
      return 'booked';
    },
    leave: async (slot, callbackId) => void idsOf(slot).delete(callbackId),
    counts: async (queue, fromMs, toMs) =>
      new Map(
        [...(queues.get(queue) ?? [])]
          .filter(([startMs, ids]) => startMs >= fromMs && startMs <= toMs && ids.size > 0)
          .map(([startMs, ids]) => [startMs, ids.size] as const)
          .toSorted(([a], [b]) => a - b),
      ),
  };
}
