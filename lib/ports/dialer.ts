import type { DialRequest } from '../core/callback/callback';

/** What became of a dial. Only `unknown` leaves open whether a contact was made: then the same request is repeated. */
export type DialOutcome =
  | { readonly kind: 'started'; readonly contactId: string }
  /** Connect refuses this number (country or prefix not enabled); no contact was made. */
  | { readonly kind: 'number_refused'; readonly reason: string }
  /** Too many dials, or too many calls at once; no contact was made. */
  | { readonly kind: 'throttled' }
  /** Connect refuses the request for a reason that is not the number's: flow, queue, permission. No contact was made. */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What became of a stop. */
export type StopOutcome = 'stopped' | 'already_over' | 'unavailable';

/** The telephone: starts and ends calls. Faults are outcomes here, never exceptions. */
export interface Dialer {
  readonly dial: (request: DialRequest) => Promise<DialOutcome>;
  readonly stop: (contactId: string) => Promise<StopOutcome>;
}
