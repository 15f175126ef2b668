/** Time that moves from one thing that happens to the next; of the same instant, in the order in which they were set. */
export interface EventClock {
  readonly nowMs: () => number;
  readonly at: (atMs: number, act: () => void) => void;
  /** Lets happen what is due before an instant. */
  readonly runUntil: (untilMs: number) => void;
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

export function createEventClock(startMs: number): EventClock {
  const heap: Event[] = [];
  let nowMs = startMs;
  let order = 0;
  return {
    nowMs: () => nowMs,
    at: (atMs, act) => {
      order += 1;
      push(heap, { atMs: Math.max(atMs, nowMs), order, act });
    },
    runUntil: (untilMs) => {
      for (let next = heap[0]; next !== undefined && next.atMs < untilMs; next = heap[0]) {
        popFirst(heap);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = untilMs;
    },
  };
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

function push(heap: Event[], event: Event): void {
  let at = heap.length;
  heap.push(event);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, event)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = event;
}

function popFirst(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const isRight = right !== undefined && left !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[at] = child;
    at = isRight ? 2 * at + 2 : 2 * at + 1;
  }
  heap[at] = last;
}
