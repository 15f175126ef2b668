/** The callers who hold in one queue, as Connect's metrics give them. */
export interface Holders {
  readonly queue: string;
  readonly count: number;
  readonly oldestAgeMs: number;
}

/**
 * How many of a queue's holders came before a place. Only their number and the age of the oldest are known, so they are
 * taken as spread evenly between the oldest's arrival and now. Whoever holds among them is no caller ahead of oneself.
 */
export function holdersBefore(
  holders: Holders,
  placeMs: number,
  nowMs: number,
  asker: 'outside' | 'among them' = 'outside',
): number {
  const count = asker === 'among them' ? holders.count - 1 : holders.count;
  if (count <= 0) return 0;
  const oldestMs = nowMs - holders.oldestAgeMs;
  if (placeMs <= oldestMs) return 0;
  if (placeMs >= nowMs || holders.oldestAgeMs <= 0) return count;
  // The oldest is surely ahead; the others lie evenly behind it.
  return 1 + (count - 1) * ((placeMs - oldestMs) / holders.oldestAgeMs);
}
