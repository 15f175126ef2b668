import type { Callback, Origin } from './callback';

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

/** A caller's request enters the line at the place the caller already had. */
export function requestCallback(request: CallbackRequest, nowMs: number): Callback {
  return {
    ...request,
    class: STANDARD_CLASS,
    requestedAtMs: nowMs,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    state: 'waiting',
    inLineSinceMs: nowMs,
  };
}
