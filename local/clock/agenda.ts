import { createTimerHeap } from './timer-heap';
import type { HeapEntry } from './timer-heap';

/** A handle on a scheduled task, only good for cancelling it. */
export interface Timer {
  readonly atMs: number;
}

/** What a timer runs; a promise is in flight until it settles. */
export type Task = () => void | Promise<void>;

const CANCELLED_MAX_BEFORE_SWEEP = 4_096;

/** The tasks that are still to run. */
export interface Agenda {
  readonly add: (atMs: number, task: Task) => Timer;
  readonly cancel: (timer: Timer) => void;
  readonly nextAtMs: () => number;
  readonly takeNext: () => { readonly atMs: number; readonly task: Task } | undefined;
  readonly size: () => number;
}

/** Adding and taking cost the logarithm of the number of tasks, cancelling next to nothing. */
export function createAgenda(): Agenda {
  const heap = createTimerHeap<HeapEntry>();
  const tasks = new Map<Timer, Task>();
  let created = 0;

  // Cancelling only forgets the task; the heap entry is skipped when it surfaces, or swept when most entries are dead.
  const skipCancelled = (): HeapEntry | undefined => {
    for (;;) {
      const entry = heap.peek();
      if (entry === undefined || tasks.has(entry)) return entry;
      heap.pop();
    }
  };
  return {
    add: (atMs, task) => {
      const entry = { atMs, order: created };
      created += 1;
      tasks.set(entry, task);
      heap.push(entry);
      return entry;
    },
    cancel: (timer) => {
      tasks.delete(timer);
      const cancelled = heap.size() - tasks.size;
      if (cancelled > CANCELLED_MAX_BEFORE_SWEEP && cancelled > tasks.size) heap.retain((entry) => tasks.has(entry));
    },
    nextAtMs: () => skipCancelled()?.atMs ?? Number.POSITIVE_INFINITY,
    takeNext: () => {
      const entry = skipCancelled();
      const task = entry && tasks.get(entry);
      if (entry === undefined || task === undefined) return undefined;
      heap.pop();
      tasks.delete(entry);
      return { atMs: entry.atMs, task };
    },
    size: () => tasks.size,
  };
}
