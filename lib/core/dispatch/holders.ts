/** The callers who hold in one queue, as contact events and Connect's metrics tell of them. */
export interface Holders {
  readonly queue: string;
  readonly count: number;
  readonly oldestAgeMs: number;
  /** Since when those hold whom events have told of, of the `count`; the others are known by number only. */
  readonly sinceMs?: readonly number[];
}

/**
 * How many of a queue's holders came before a place. Of those whom no event has told of only the number and the age of the
 * oldest are known, so they are taken as spread evenly between the oldest's arrival and now. Whoever holds among them is no
 * caller ahead of oneself.
 */
export function holdersBefore(
  holders: Holders,
  placeMs: number,
  nowMs: number,
  asker: 'outside' | 'among them' = 'outside',
): number {
  const { sinceMs = [] } = holders;
  const told = sinceMs.filter((atMs) => atMs < placeMs).length;
  const others = holders.count - sinceMs.length;
  // One's own entry is later than one's place, and so among nobody's told of.
  const count = asker === 'among them' && sinceMs.length === 0 ? others - 1 : others;
  return told + spreadBefore({ ...holders, count }, placeMs, nowMs);
}

function spreadBefore({ count, oldestAgeMs }: Holders, placeMs: number, nowMs: number): number {
  if (count <= 0) return 0;
  const oldestMs = nowMs - oldestAgeMs;
  if (placeMs <= oldestMs) return 0;
  if (placeMs >= nowMs || oldestAgeMs <= 0) return count;
  // The oldest is surely ahead; the others lie evenly behind it.
  return 1 + (count - 1) * ((placeMs - oldestMs) / oldestAgeMs);
}
