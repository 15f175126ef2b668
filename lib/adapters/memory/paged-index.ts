import { placeKey } from '../../core/callback/line-order';
import { unreadable, type Page } from '../../ports/page';
import { createSortedIndex, type Range, type SortedIndex } from './sorted-index';

/** What a reader of pages says: how many, and where the last page ended. */
export interface PageAsk {
  readonly limit: number;
  readonly next?: string | undefined;
}

/** From which end a part is read; in order it may begin at a time. */
type Order = { readonly isLastFirst: true } | { readonly isLastFirst: false; readonly fromMs?: number | undefined };

/** Sorted entries by the name of their part, a month say, which are read in pages. */
export interface PagedIndex<T> {
  readonly add: (part: string, sortKey: string, value: T) => void;
  readonly remove: (part: string, sortKey: string) => void;
  readonly page: (part: string, ask: PageAsk, order?: Order) => Page<T>;
}

/** Sorts after every key there is: keys begin with a time. */
const END = '~';

export function createPagedIndex<T>(): PagedIndex<T> {
  const parts = new Map<string, SortedIndex<T>>();

  function partOf(name: string): SortedIndex<T> {
    const known = parts.get(name) ?? createSortedIndex<T>();
    parts.set(name, known);
    return known;
  }

  return {
    add: (part, sortKey, value) => partOf(part).add(sortKey, value),
    remove: (part, sortKey) => partOf(part).remove(sortKey),
    page: (part, ask, order = { isLastFirst: false }) => pageOf(partOf(part), rangeOf(order), ask),
  };
}

function rangeOf(order: Order): { readonly from: string; readonly before: string; readonly isLastFirst: boolean } {
  const fromMs = order.isLastFirst ? undefined : order.fromMs;
  const from = fromMs === undefined ? '' : placeKey({ placeMs: fromMs, id: '' });
  return { from, before: END, isLastFirst: order.isLastFirst };
}

/** A page of a part of an index; its `next` is the key it ended with. */
export function pageOf<T>(index: SortedIndex<T>, range: Range<T>, { limit, next }: PageAsk): Page<T> {
  if (next !== undefined && !/^\d{15}#/.test(next)) return unreadable;
  const rest = next === undefined ? range : restOf(range, next);
  const found = index.between(rest, limit + 1);
  const items = found.slice(0, limit).map(({ value }) => value);
  const end = found[limit - 1]?.sortKey;
  return found.length <= limit || end === undefined ? { items } : { items, next: end };
}

/** What comes after a cursor; one that lies outside the range cuts nothing off. */
function restOf<T>(range: Range<T>, cursor: string): Range<T> {
  if (range.isLastFirst === true) return { ...range, before: cursor < range.before ? cursor : range.before };
  return { ...range, from: cursor < range.from ? range.from : `${cursor}\0` };
}
