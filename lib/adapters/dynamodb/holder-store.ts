import { placeKey } from '../../core/callback/line-order';
import type { HolderSighting, PoolStore } from '../../ports/pool-store';
import { holderSchema } from './item-schemas';
import type { ItemKey, TableClient } from './table-client';

/** Nobody holds for a day: whoever is left by then was never taken away. */
const HOLDER_KEPT_MS = 86_400_000;

/** Holders on the table: a partition for each queue, in the order in which they came. */
export function holderMembers(table: TableClient): Pick<PoolStore, 'holds' | 'holdsNoMore' | 'holding'> {
  return {
    holds: (queue, holder) =>
      table.put({
        contactId: holder.contactId,
        sinceMs: holder.sinceMs,
        ...keyOf(queue, holder),
        expiresAtSeconds: Math.ceil((holder.sinceMs + HOLDER_KEPT_MS) / 1000),
      }),
    // A delete and not a mark: the reading stays as long as the queue, however many came and went today.
    holdsNoMore: (queue, holder) => table.remove(keyOf(queue, holder)),
    holding: async (queue, limit, fromMs) =>
      (
        await table.query({
          condition: 'pk = :pk AND sk >= :from',
          values: { ':pk': partitionOf(queue), ':from': placeKey({ placeMs: fromMs, id: '' }) },
          limit,
        })
      ).map((item) => holderSchema.parse(item)),
  };
}

function keyOf(queue: string, { contactId, sinceMs }: HolderSighting): ItemKey {
  return { pk: partitionOf(queue), sk: placeKey({ placeMs: sinceMs, id: contactId }) };
}

function partitionOf(queue: string): string {
  return `HOLDERS#${queue}`;
}
