import type { Callback, Origin } from './callback';
import { leaseMs } from './leases';

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
}

/** Classes are introduced by policy; until one is named every caller is standard. */
export const STANDARD_CLASS = 'standard';

/**
 * A caller's request keeps the place the caller already had. The caller is still on the line, so it is held until that
 * call is over: nobody is dialed while listening to the goodbye.
 */
export function requestCallback(request: CallbackRequest, nowMs: number): Callback {
  return {
    ...request,
    class: STANDARD_CLASS,
    requestedAtMs: nowMs,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    state: 'held',
    contactId: request.requestContactId,
    leaseUntilMs: nowMs + leaseMs.held,
    resume: { state: 'waiting', inLineSinceMs: nowMs },
  };
}
