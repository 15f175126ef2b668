import type { LanguageCode } from '../speech/language-codes';
import type { Callback, Origin } from './callback';
import { leaseMs } from './leases';
import { STANDARD_CLASS } from './line-order';
import type { TasksToEnd } from './tasks-to-end';

export { STANDARD_CLASS };

/** What a new callback is made of. */
export interface CallbackRequest {
  readonly id: string;
  readonly queue: string;
  readonly number: string;
  readonly cli: string;
  readonly origin: Origin;
  readonly placeMs: number;
  readonly requestContactId: string;
  readonly deadlineMs: number;
  readonly language?: LanguageCode;
  /** The start of the slot that the caller chose: the place, and not before. */
  readonly slotMs?: number;
  /** One of the queue's classes; absent: the standard one. */
  readonly class?: string;
  /** How long it may stand in the line with nobody free; absent: until its deadline. */
  readonly giveUpMs?: number;
  /** What an ended callback of the same caller, whose place it takes, has left to be ended. */
  readonly tasksToEnd?: TasksToEnd;
}

/**
 * A caller's request keeps the place the caller already had, or takes that of the chosen slot. The caller is still on the
 * line, so it is held until that call is over: nobody is dialed while listening to the goodbye.
 */
export function requestCallback(request: CallbackRequest, nowMs: number): Callback {
  const { slotMs } = request;
  return {
    ...request,
    placeMs: slotMs ?? request.placeMs,
    class: request.class ?? STANDARD_CLASS,
    requestedAtMs: nowMs,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    state: 'held',
    contactId: request.requestContactId,
    leaseUntilMs: nowMs + leaseMs.held,
    resume:
      slotMs === undefined
        ? { state: 'waiting', inLineSinceMs: nowMs }
        : { state: 'scheduled', dueAtMs: slotMs, why: 'slot' },
  };
}
