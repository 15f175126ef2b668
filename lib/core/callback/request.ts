import type { LanguageCode } from '../speech/language-codes';
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
  readonly language?: LanguageCode;
  /** The start of the slot that the caller chose: the place, and not before. */
  readonly slotMs?: number;
}

/** Classes are introduced by policy; until one is named every caller is standard. */
export const STANDARD_CLASS = 'standard';

/**
 * A caller's request keeps the place the caller already had, or takes that of the chosen slot. The caller is still on the line, so it is held until that
 * call is over: nobody is dialed while listening to the goodbye.
 */
export function requestCallback(request: CallbackRequest, nowMs: number): Callback {
  const { slotMs } = request;
  return {
    ...request,
    placeMs: slotMs ?? request.placeMs,
    class: STANDARD_CLASS,
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
