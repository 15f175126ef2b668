/** Entries in the order of their sort keys, as an index partition keeps them. */
export interface SortedIndex<T> {
  readonly add: (sortKey: string, value: T) => void;
  readonly remove: (sortKey: string) => void;
  /** The first entries whose key is at most `upTo`, in order. */
  readonly first: (limit: number, upTo?: string) => readonly T[];
  /** How many keys sort before the given one; counts no further than `limit`. */
  readonly countBefore: (sortKey: string, limit: number) => number;
}

export function createSortedIndex<T>(): SortedIndex<T> {
  const keys: string[] = [];
  const values = new Map<string, T>();

  /** The position of the first key that is not before `sortKey`. */
  function positionOf(sortKey: string): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? '') < sortKey) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add: (sortKey, value) => {
      if (!values.has(sortKey)) keys.splice(positionOf(sortKey), 0, sortKey);
      values.set(sortKey, value);
    },
    remove: (sortKey) => {
      if (values.delete(sortKey)) keys.splice(positionOf(sortKey), 1);
    },
    first: (limit, upTo) => {
      const found: T[] = [];
      for (const key of keys.slice(0, limit)) {
        const value = values.get(key);
        if (upTo !== undefined && key > upTo) break;
        if (value !== undefined) found.push(value);
      }
      return found;
    },
    countBefore: (sortKey, limit) => Math.min(positionOf(sortKey), limit),
  };
}
