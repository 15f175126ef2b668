/** The recent history of one value, so that it can be read as it was. */
export interface MetricLog<T> {
  readonly append: (atMs: number, value: T) => void;
  readonly current: () => T;
  /** The value at that time; times before the kept history give its oldest value. */
  readonly at: (atMs: number) => T;
}

/** How far back a log can be read. */
export const METRIC_HISTORY_MS = 120_000;
const LENGTH_BEFORE_PRUNE = 64;

/** Times must not go backwards. Old entries are dropped while appending, so no timer is needed. */
export function createMetricLog<T>(initial: T): MetricLog<T> {
  let entries: { readonly atMs: number; readonly value: T }[] = [];
  let current = initial;
  let oldest = initial;
  let pruneAtLength = LENGTH_BEFORE_PRUNE;

  /** The index of the last entry at or before a time; -1 when there is none. */
  const lastIndexAt = (atMs: number): number => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const prune = (nowMs: number): void => {
    const firstKept = Math.max(0, lastIndexAt(nowMs - METRIC_HISTORY_MS));
    oldest = entries[firstKept]?.value ?? oldest;
    entries = entries.slice(firstKept);
    // Doubling keeps the cost of pruning constant per append, however busy the last two minutes were.
    pruneAtLength = Math.max(LENGTH_BEFORE_PRUNE, entries.length * 2);
  };

  return {
    append: (atMs, value) => {
      current = value;
      const last = entries.at(-1);
      if (last !== undefined && last.atMs === atMs) entries.pop();
      entries.push({ atMs, value });
      if (entries.length >= pruneAtLength) prune(atMs);
    },
    current: () => current,
    at: (atMs) => entries[lastIndexAt(atMs)]?.value ?? oldest,
  };
}
