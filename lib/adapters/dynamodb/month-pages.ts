import { placeKey } from '../../core/callback/line-order';
import { unreadable, type Page } from '../../ports/page';
import type { Item, TableClient } from './table-client';

/** What a reader of pages says: how many, and where the last page ended. */
export interface PageAsk {
  readonly limit: number;
  readonly next?: string | undefined;
}

/** Sort keys of the `month` index begin with a time of 15 digits; these two enclose them. */
const START = '!';
const END = '~';

/** From which end a part is read; in order it may begin at a time. */
type Order = { readonly isLastFirst: true } | { readonly isLastFirst: false; readonly fromMs?: number | undefined };

/** A page of one partition of the `month` index, with one query. */
export async function monthPage(
  table: TableClient,
  monthPk: string,
  { limit, next }: PageAsk,
  order: Order,
): Promise<Page<Item>> {
  const start = startOf(order);
  const cursor = next === undefined ? start : cursorTo(next);
  if (cursor === undefined) return unreadable;
  const edge = !order.isLastFirst && cursor < start ? start : cursor;
  const { items, end } = await table.page({
    index: 'month',
    condition: `monthPk = :month AND monthSk ${order.isLastFirst ? '<' : '>'} :edge`,
    values: { ':month': monthPk, ':edge': edge },
    isLastFirst: order.isLastFirst,
    limit,
  });
  return end === undefined ? { items } : { items, next: cursorFrom(String(end['monthSk'])) };
}

function startOf(order: Order): string {
  if (order.isLastFirst) return END;
  return order.fromMs === undefined ? START : placeKey({ placeMs: order.fromMs, id: '' });
}

/** Where a page ended, for whoever asks for the next: a time and an id, and no number of anybody. */
export function cursorFrom(monthSk: string): string {
  return Buffer.from(monthSk).toString('base64url');
}

/** Where a cursor points; undefined for one that we never gave out. */
export function cursorTo(cursor: string): string | undefined {
  const monthSk = Buffer.from(cursor, 'base64url').toString();
  return /^\d{15}#/.test(monthSk) ? monthSk : undefined;
}
