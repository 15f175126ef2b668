import { readTrace } from '../../../local/replay/trace/read-trace';
import type { TraceCall } from '../../../local/replay/trace/trace';

/** What a predictor hears of a centre, in the order in which it happens. */
export interface Listener<C extends TraceCall = TraceCall> {
  /** A caller arrives; whatever happened before that second has been heard. */
  readonly arrived: (call: C, id: number) => void;
  /** A caller reached an agent, or left. */
  readonly left: (call: C, id: number) => void;
}

interface Leaving<C extends TraceCall> {
  readonly atMs: number;
  readonly id: number;
  readonly call: C;
}

/**
 * Plays call logs, one file in memory at a time. The logs know whole seconds only, so what happened in the second of an
 * arrival is taken as not yet known to that caller.
 */
export async function playFiles(paths: readonly string[], listener: Listener): Promise<void> {
  const line = createLine(listener);
  for (const path of paths) {
    const { days } = await readTrace(path);
    for (const { calls } of days) for (const call of calls) line.arrive(call);
  }
  line.leaveUntil(Number.POSITIVE_INFINITY);
}

/** Tells a listener of calls as they arrive, given in that order, and as they leave. */
export function createLine<C extends TraceCall>(listener: Listener<C>) {
  const heap: Leaving<C>[] = [];
  let arrivals = 0;
  const leaveUntil = (untilMs: number): void => {
    for (let next = heap[0]; next !== undefined && next.atMs < untilMs; next = heap[0]) {
      popFirst(heap);
      listener.left(next.call, next.id);
    }
  };
  const arrive = (call: C): void => {
    leaveUntil(call.arrivedAtMs);
    const id = (arrivals += 1);
    listener.arrived(call, id);
    push(heap, { atMs: call.arrivedAtMs + call.waitMs, id, call });
  };
  return { arrive, leaveUntil };
}

function isBefore(one: Leaving<TraceCall>, other: Leaving<TraceCall>): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.id < other.id);
}

function push<C extends TraceCall>(heap: Leaving<C>[], leaving: Leaving<C>): void {
  let at = heap.length;
  heap.push(leaving);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, leaving)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = leaving;
}

function popFirst<C extends TraceCall>(heap: Leaving<C>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const left = heap[below];
    const right = heap[below + 1];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || isBefore(last, child)) break;
    heap[at] = child;
    at = isRight ? below + 1 : below;
  }
  heap[at] = last;
}
