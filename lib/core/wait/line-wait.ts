/** Those ahead of a caller; only holders give up while they wait. */
export interface Ahead {
  readonly holders: number;
  readonly callbacks: number;
}

/** How fast a line moves. */
export interface LineSpeed {
  /** Pick-ups a second while there is a backlog. */
  readonly perSecond: number;
  /** Mean patience of a holder, milliseconds. */
  readonly patienceMs: number;
}

/** Nobody is told of a wait behind more callers than this, and the sum must end. */
const AHEAD_MAX = 10_000;

/** Beyond so many steps the exact mean gives way to its upper bound: about a millisecond's work. */
const STEPS_MAX = 250_000;

/**
 * Mean time, in milliseconds, until a caller behind so many is picked up, if pick-ups come at random at the line's pace,
 * each holder gives up at random, and those ahead stand in any order. With holders alone it is the sum over j = 0..holders
 * of 1 / (pace + j / patience), the exact mean of an Erlang-A queue. It grows with each caller ahead, holder or callback.
 */
export function lineWaitMs(ahead: Ahead, { perSecond, patienceMs }: LineSpeed): number {
  const holders = counted(ahead.holders);
  const callbacks = counted(ahead.callbacks);
  const leaving = 1000 / Math.max(1, patienceMs);
  const isSmall = callbacks > 0 && (holders + 1) * (callbacks + 1) <= STEPS_MAX;
  return (
    1000 *
    (isSmall ? anyOrder(holders, callbacks, perSecond, leaving) : holdersFirst(holders, callbacks, perSecond, leaving))
  );
}

/** Whole people, no fewer than none. */
function counted(some: number): number {
  return Math.min(AHEAD_MAX, Math.max(0, Math.round(some)));
}

/** All holders before all callbacks: the arrangement in which fewest holders give up, and so the longest wait. */
function holdersFirst(holders: number, callbacks: number, perSecond: number, leaving: number): number {
  let seconds = callbacks / perSecond;
  for (let left = 0; left <= holders; left += 1) seconds += 1 / (perSecond + left * leaving);
  return seconds;
}

/** From each state to what comes next: the head is picked up, a holder or a callback by their numbers, or a holder leaves. */
function anyOrder(holders: number, callbacks: number, perSecond: number, leaving: number): number {
  const waits = new Float64Array(callbacks + 1);
  for (let some = 0; some <= holders; some += 1) {
    const rate = perSecond + some * leaving;
    for (let others = 0; others <= callbacks; others += 1) {
      const all = some + others;
      let seconds = 1 / rate;
      if (some > 0) seconds += (((perSecond * some) / all + some * leaving) / rate) * (waits[others] ?? 0);
      if (others > 0) seconds += ((perSecond * others) / all / rate) * (waits[others - 1] ?? 0);
      waits[others] = seconds;
    }
  }
  return waits[callbacks] ?? 0;
}
