/** One entry of the heap: when it is due, and its place among entries due at the same time. */
export interface HeapEntry {
  readonly atMs: number;
  readonly order: number;
}

/** A binary min-heap by time, then by order of creation. */
export interface TimerHeap<T extends HeapEntry> {
  readonly push: (entry: T) => void;
  readonly peek: () => T | undefined;
  readonly pop: () => T | undefined;
  readonly size: () => number;
  /** Drops every entry that is not kept, in linear time. */
  readonly retain: (isKept: (entry: T) => boolean) => void;
}

function isBefore(a: HeapEntry, b: HeapEntry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function siftUp<T extends HeapEntry>(entries: T[], entry: T, from: number): void {
  let index = from;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = entries[parentIndex];
    if (parent === undefined || !isBefore(entry, parent)) break;
    entries[index] = parent;
    index = parentIndex;
  }
  entries[index] = entry;
}

function siftDown<T extends HeapEntry>(entries: T[], entry: T, from: number): void {
  let index = from;
  for (;;) {
    let childIndex = index * 2 + 1;
    let child = entries[childIndex];
    if (child === undefined) break;
    const right = entries[childIndex + 1];
    if (right !== undefined && isBefore(right, child)) {
      child = right;
      childIndex += 1;
    }
    if (!isBefore(child, entry)) break;
    entries[index] = child;
    index = childIndex;
  }
  entries[index] = entry;
}

/** Creates an empty heap; push and pop cost the logarithm of its size. */
export function createTimerHeap<T extends HeapEntry>(): TimerHeap<T> {
  let entries: T[] = [];
  return {
    push: (entry) => {
      entries.push(entry);
      siftUp(entries, entry, entries.length - 1);
    },
    peek: () => entries[0],
    pop: () => {
      const first = entries[0];
      const last = entries.pop();
      if (last !== undefined && entries.length > 0) siftDown(entries, last, 0);
      return first;
    },
    size: () => entries.length,
    retain: (isKept) => {
      // A sorted array is a valid heap.
      entries = entries.filter(isKept).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    },
  };
}
