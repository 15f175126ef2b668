import * as z from 'zod/mini';
import { placeKey } from '../../core/callback/line-order';
import { AdapterError } from '../../ports/adapter-error';
import type { Delivery, DeliveryStore } from '../../ports/delivery-store';
import { monthPage } from './month-pages';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { Item, ItemKey, TableClient } from './table-client';

/** Whose turn it was to send an SMS to a number is of no use after a day, or as long as it keeps others from sending. */
const TURN_KEPT_MS = 86_400_000;

const deliverySchema = z.lazy(() =>
  z.object({
    id: z.string(),
    caseId: z.string(),
    channel: z.enum(['sms', 'topic', 'webhook', 'task']),
    to: z.string(),
    state: z.enum(['sending', 'sent', 'failed', 'skipped']),
    tries: z.number(),
    atMs: z.number(),
    leaseUntilMs: z.optional(z.number()),
    ref: z.optional(z.string()),
    why: z.optional(z.string()),
    mayHaveArrived: z.optional(z.boolean()),
    about: z.optional(z.string()),
  }),
);
const itemSchema = z.lazy(() => z.object({ delivery: deliverySchema }));

/** Deliveries on the table, one item each; those that failed are read by month. */
export function createDynamoDeliveryStore(table: TableClient, keptMs: number): DeliveryStore {
  async function get(id: string): Promise<Delivery | undefined> {
    const item = await table.get(keyOf(id));
    return item === undefined ? undefined : deliveryFrom(item);
  }

  async function take(delivery: Delivery, nowMs: number): ReturnType<DeliveryStore['take']> {
    const first = { ...delivery, tries: 1 };
    const isNew = await table.putIf(deliveryItem(first, keptMs), { expression: 'attribute_not_exists(pk)' });
    if (isNew === 'stored') return { kind: 'taken', tries: 1 };
    const known = await get(delivery.id);
    if (known === undefined) throw new AdapterError('dynamodb', { retryable: true, cause: new Error('it expired') });
    if (known.state !== 'sending') return { kind: 'settled', delivery: known };
    if ((known.leaseUntilMs ?? 0) > nowMs) return { kind: 'busy', delivery: known };
    const tries = known.tries + 1;
    // Whoever counts the next try has taken it.
    const outcome = await table.putIf(deliveryItem({ ...known, ...delivery, tries }, keptMs), {
      expression: '#delivery.#state = :sending AND #delivery.#tries = :tries',
      names: { '#delivery': 'delivery', '#state': 'state', '#tries': 'tries' },
      values: { ':sending': 'sending', ':tries': known.tries },
    });
    return outcome === 'stored' ? { kind: 'taken', tries } : { kind: 'busy', delivery: known };
  }

  return {
    get,
    take,
    put: (delivery) => table.put(deliveryItem(delivery, keptMs)),
    failed: async (month, ask) => {
      const page = await monthPage(table, failedIn(month), ask, { isLastFirst: true });
      return { ...page, items: page.items.map(deliveryFrom) };
    },
    takeSmsTurn: async (number, { deliveryId, atMs, perMs }) => {
      const expiry = expiresAtSeconds(atMs + Math.max(perMs, TURN_KEPT_MS));
      const outcome = await table.putIf(
        // Not on the profile, which never expires: most callers have none.
        { pk: `CALLER#${number}`, sk: 'SMS', deliveryId, atMs, expiresAtSeconds: expiry },
        {
          expression: 'attribute_not_exists(pk) OR deliveryId = :delivery OR atMs <= :earlier',
          values: { ':delivery': deliveryId, ':earlier': atMs - perMs },
        },
      );
      return outcome === 'stored';
    },
  };
}

function deliveryItem(delivery: Delivery, keptMs: number): ItemKey & Item {
  const { id, state, atMs } = delivery;
  const isFailed = state === 'failed';
  return {
    ...keyOf(id),
    delivery,
    ...(isFailed ? { monthPk: failedIn(monthOf(atMs)), monthSk: placeKey({ placeMs: atMs, id }) } : {}),
    expiresAtSeconds: expiresAtSeconds(atMs + keptMs),
  };
}

function deliveryFrom(item: Item): Delivery {
  return readItem(itemSchema, item, 'a delivery').delivery;
}

function keyOf(id: string): ItemKey {
  return { pk: `NOTICE#${id}`, sk: 'NOTICE' };
}

function failedIn(month: string): string {
  return `NOTICE#failed#${month}`;
}

function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}
