import type { AttemptOutcome } from '../core/callback/attempt';
import type { ClosedOutcome } from '../core/callback/callback';

/** Why a callback in a line was passed over although its turn had come. Codes are listed in docs/glossary.md. */
export type SkipRule =
  | 'hours_closed'
  | 'number_busy'
  | 'daily_limit'
  | 'opted_out'
  | 'changed_meanwhile'
  | 'misconfigured'
  | 'fault';

/** What Holdfree says of its own decisions. No entry carries a number: ids only. */
export type JournalEntry =
  | { readonly kind: 'registered'; readonly callbackId: string; readonly queue: string; readonly placeMs: number }
  | {
      readonly kind: 'dialed';
      readonly callbackId: string;
      readonly queue: string;
      readonly attempt: number;
      readonly rule: 'covered' | 'overtaken' | 'repair';
      readonly capacity: number;
      readonly inFlight: number;
    }
  | { readonly kind: 'skipped'; readonly callbackId: string; readonly queue: string; readonly rule: SkipRule }
  | { readonly kind: 'dial_failed'; readonly callbackId: string; readonly attempt: number; readonly reason: string }
  | {
      readonly kind: 'attempt_ended';
      readonly callbackId: string;
      readonly queue: string;
      readonly attempt: number;
      readonly outcome: AttemptOutcome;
    }
  | { readonly kind: 'closed'; readonly callbackId: string; readonly queue: string; readonly outcome: ClosedOutcome }
  | { readonly kind: 'fault'; readonly where: string; readonly reason: string };

/** Where decisions are told: structured logs in the cloud, the run's report on a laptop. */
export interface Journal {
  readonly note: (entry: JournalEntry) => void;
}
