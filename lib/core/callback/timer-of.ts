import type { Callback, CallbackIn, Waiting } from './callback';
import { STANDARD_CLASS } from './line-order';

/** A class may be taken out of its queue's policy while somebody stands in its line. */
const CLASS_LOOK_MS = 3_600_000;

/** When one that stands in the line is given up; never, where its queue does not give up. */
export function givenUpAtMs({ inLineSinceMs, giveUpMs }: CallbackIn<Waiting>): number {
  return giveUpMs === undefined ? Number.POSITIVE_INFINITY : inLineSinceMs + giveUpMs;
}

/** When somebody must look whether its class still exists; never, where that is the standard one. */
export function classLookAtMs(callback: CallbackIn<Waiting>): number {
  if (callback.class === STANDARD_CLASS) return Number.POSITIVE_INFINITY;
  return (callback.lookedAtMs ?? callback.inLineSinceMs) + CLASS_LOOK_MS;
}

/** When somebody must look at this callback again if nothing else happens; undefined when never. Epoch milliseconds. */
export function timerOf(callback: Callback): number | undefined {
  const { tasksToEnd } = callback;
  const atMs = stateTimerOf(callback);
  return tasksToEnd === undefined ? atMs : Math.min(atMs ?? Number.POSITIVE_INFINITY, tasksToEnd.tryAtMs);
}

/** The same, for what its state asks for alone, whatever is to be done for agents. */
export function stateTimerOf(callback: Callback): number | undefined {
  switch (callback.state) {
    case 'waiting':
      return Math.min(callback.deadlineMs, givenUpAtMs(callback), classLookAtMs(callback));
    case 'scheduled':
      return Math.min(callback.dueAtMs, callback.deadlineMs);
    case 'held':
    case 'offered':
    case 'dialing':
    case 'answered':
    case 'talking':
      return callback.leaseUntilMs;
    case 'closed':
      return callback.archived ? undefined : callback.closedAtMs;
  }
}
