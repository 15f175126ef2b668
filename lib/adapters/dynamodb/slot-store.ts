import * as z from 'zod/mini';
import type { SlotKey, SlotStore } from '../../ports/slot-store';
import type { ItemKey, TableClient } from './table-client';

/** Who was promised a slot is of use for a while after it, to whoever asks what went wrong. */
const SLOT_KEPT_MS = 31 * 86_400_000;

const slotSchema = z.lazy(() => z.object({ sk: z.string(), ids: z.optional(z.set(z.string())) }));

/** Slots on the table: each is one item with a set of ids, so that the set's size is the exact count. */
export function createDynamoSlotStore(table: TableClient): SlotStore {
  return {
    book: async (slot, callbackId, capacity) => {
      const outcome = await table.update(
        keyOf(slot),
        {
          expression: 'ADD ids :ids SET expiresAtSeconds = :expires',
          values: {
            ':ids': new Set([callbackId]),
            ':id': callbackId,
            ':capacity': capacity,
            ':expires': Math.ceil((slot.startMs + SLOT_KEPT_MS) / 1000),
          },
        },
        'attribute_not_exists(ids) OR contains(ids, :id) OR size(ids) < :capacity',
      );
      return outcome === 'stored' ? 'booked' : 'full';
    },
    leave: async (slot, callbackId) => {
      await table.update(
        keyOf(slot),
        { expression: 'DELETE ids :ids', values: { ':ids': new Set([callbackId]), ':id': callbackId } },
        // An update makes the item it does not find, and one made here would never expire.
        'contains(ids, :id)',
      );
    },
    counts: async (queue, fromMs, toMs) => {
      const items = await table.query({
        condition: 'pk = :pk AND sk BETWEEN :from AND :to',
        values: { ':pk': partitionOf(queue), ':from': sortKeyOf(fromMs), ':to': sortKeyOf(toMs) },
      });
      const slots = items.map((item) => slotSchema.parse(item));
      return new Map(
        slots.flatMap(({ sk, ids }) => (ids === undefined || ids.size === 0 ? [] : [[Number(sk), ids.size]])),
      );
    },
  };
}

function keyOf({ queue, startMs }: SlotKey): ItemKey {
  return { pk: partitionOf(queue), sk: sortKeyOf(startMs) };
}

function partitionOf(queue: string): string {
  return `SLOT#${queue}`;
}

/** Sorts like the number it is. */
function sortKeyOf(ms: number): string {
  return String(Math.max(0, Math.trunc(ms))).padStart(15, '0');
}
