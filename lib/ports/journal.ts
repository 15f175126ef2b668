import type { AttemptOutcome } from '../core/callback/attempt';
import type { ClosedOutcome, ExpiredWhy } from '../core/callback/callback';
import type { LeftOut } from '../core/fcr/fcr-call';
import type { Way } from '../core/dispatch/ways';
import type { Strategy } from '../core/routing/routing-policy';

/** Why a callback in a line was passed over although its turn had come. Codes are listed in docs/glossary.md. */
export type SkipRule =
  | 'hours_closed'
  | 'hours_unknown'
  | 'number_busy'
  | 'daily_limit'
  | 'weekly_limit'
  | 'opted_out'
  | 'blocked'
  | 'country_not_allowed'
  | 'type_not_allowed'
  | 'changed_meanwhile'
  | 'kept_for_holders'
  | 'misconfigured'
  | 'fault';

/** What Holdfree says of its own decisions. No entry carries a number: ids only. */
export type JournalEntry =
  | { readonly kind: 'registered'; readonly callbackId: string; readonly queue: string; readonly placeMs: number }
  /** Somebody whose call was lost may not be called, or news of it came after the time in which they would have been. */
  | {
      readonly kind: 'not_called_back';
      readonly caseId: string;
      readonly queue: string;
      readonly rule:
        | Extract<SkipRule, 'opted_out' | 'blocked' | 'country_not_allowed' | 'type_not_allowed'>
        | 'deadline_passed';
    }
  | {
      readonly kind: 'dialed';
      readonly callbackId: string;
      readonly queue: string;
      readonly attempt: number;
      readonly rule: 'covered' | 'overtaken' | 'accepted' | 'repair';
      readonly way: Way;
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
  | { readonly kind: 'task_offered'; readonly callbackId: string; readonly queue: string; readonly task: string }
  | {
      readonly kind: 'task_accepted';
      readonly callbackId: string;
      readonly queue: string;
      readonly task: string;
      readonly agentId: string;
    }
  | { readonly kind: 'given'; readonly callbackId: string; readonly queue: string; readonly agentId: string }
  /** A ready caller, or one who rings in, is kept for some agents at first. */
  | {
      readonly kind: 'routed';
      readonly queue: string;
      readonly callbackId?: string;
      readonly steps: readonly { readonly strategy: Strategy['kind']; readonly agentIds: readonly string[] }[];
    }
  | { readonly kind: 'task_ended'; readonly callbackId: string; readonly queue: string; readonly task: string }
  | { readonly kind: 'task_failed'; readonly callbackId: string; readonly task: string; readonly reason: string }
  | {
      readonly kind: 'closed';
      readonly callbackId: string;
      readonly queue: string;
      readonly outcome: ClosedOutcome;
      /** Of one that expired by itself. */
      readonly why?: ExpiredWhy;
    }
  /** The first dial comes so long after the end of the slot that was promised. */
  | { readonly kind: 'slot_late'; readonly callbackId: string; readonly queue: string; readonly lateMs: number }
  /** Days of first call resolution; `leftOut`: conversations of them that are in no count, by why. */
  | {
      readonly kind: 'fcr_counted';
      readonly days: number;
      readonly leftOut: Readonly<Record<LeftOut, number>>;
    }
  | { readonly kind: 'fault'; readonly where: string; readonly reason: string };

/** Where decisions are told: structured logs in the cloud, the run's report on a laptop. */
export interface Journal {
  readonly note: (entry: JournalEntry) => void;
}
