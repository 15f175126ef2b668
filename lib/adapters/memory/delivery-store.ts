import { placeKey } from '../../core/callback/line-order';
import type { Delivery, DeliveryStore } from '../../ports/delivery-store';
import { createPagedIndex } from './paged-index';
import { onShelf, type Shelf } from './shelf';

/** Deliveries by id, those that failed by month, and whose turn it was to send an SMS to a number. */
export function createMemoryDeliveryStore(shelves: Shelf[] = []): DeliveryStore {
  const deliveries = new Map<string, Delivery>();
  const failed = createPagedIndex<Delivery>();
  const turns = new Map<string, { readonly deliveryId: string; readonly atMs: number }>();

  shelves.push({
    under: (number) => (turns.has(number) ? [{ kind: 'sms_turn', number }] : []),
    find: (thing) =>
      thing.kind === 'sms_turn' ? onShelf(turns.has(thing.number), () => void turns.delete(thing.number)) : undefined,
  });

  function put(delivery: Delivery): void {
    const before = deliveries.get(delivery.id);
    if (before?.state === 'failed') failed.remove(monthOf(before), sortKeyOf(before));
    deliveries.set(delivery.id, delivery);
    if (delivery.state === 'failed') failed.add(monthOf(delivery), sortKeyOf(delivery), delivery);
  }

  return {
    get: async (id) => deliveries.get(id),
    take: async (delivery, nowMs) => {
      const known = deliveries.get(delivery.id);
      if (known !== undefined && known.state !== 'sending') return { kind: 'settled', delivery: known };
      if (known !== undefined && (known.leaseUntilMs ?? 0) > nowMs) return { kind: 'busy', delivery: known };
      const tries = (known?.tries ?? 0) + 1;
      put({ ...known, ...delivery, tries });
      return { kind: 'taken', tries };
    },
    put: async (delivery) => put(delivery),
    failed: async (month, page) => failed.page(month, page, { isLastFirst: true }),
    takeSmsTurn: async (number, { deliveryId, atMs, perMs }) => {
      const last = turns.get(number);
      if (last !== undefined && last.deliveryId !== deliveryId && atMs - last.atMs < perMs) return false;
      turns.set(number, { deliveryId, atMs });
      return true;
    },
  };
}

function monthOf({ atMs }: Delivery): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

function sortKeyOf({ atMs, id }: Delivery): string {
  return placeKey({ placeMs: atMs, id });
}
