/** A list kept in order by insertion; finding a place costs the logarithm of its length. */
export interface SortedList<T> {
  readonly items: readonly T[];
  readonly insert: (item: T) => void;
  /** False when the item is not in the list. The item must compare as it did when inserted. */
  readonly remove: (item: T) => boolean;
}

/** `compare` must be a total order: two different items never compare as 0. */
export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const items: T[] = [];
  const indexFor = (item: T): number => {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = items[middle];
      if (other !== undefined && compare(other, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    items,
    insert: (item) => {
      items.splice(indexFor(item), 0, item);
    },
    remove: (item) => {
      const index = indexFor(item);
      if (items[index] !== item) return false;
      items.splice(index, 1);
      return true;
    },
  };
}
