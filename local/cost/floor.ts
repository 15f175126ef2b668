/** One write that no design can leave out, and what it costs. */
export interface FloorWrite {
  readonly write: string;
  readonly base: number;
  readonly index: number;
  readonly why: string;
}

/**
 * The fewest conditional writes that register, guard, claim and close a callback, with items of at most 1 KB, in a table with
 * the indexes of DESIGN: what may be dialed in order, what is in flight, what falls due, and reports by month.
 */
export const floor: readonly FloorWrite[] = [
  {
    write: 'register',
    base: 1,
    index: 2,
    why: 'enters the line, and its deadline is a timer',
  },
  { write: 'guard', base: 1, index: 0, why: 'one item for each number; no index shows it' },
  {
    write: 'claim',
    base: 1,
    index: 4,
    why: 'leaves the line, is in flight, and its timer moves to the lease: an index entry under another key is two writes',
  },
  { write: 'close', base: 1, index: 3, why: 'leaves the flight and the timers, and is shown in reports' },
];

/** All of it together. */
export const floorUnits = {
  writeBase: floor.reduce((sum, { base }) => sum + base, 0),
  writeIndex: floor.reduce((sum, { index }) => sum + index, 0),
} as const;
