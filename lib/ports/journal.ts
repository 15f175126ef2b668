import type { AttemptOutcome } from '../core/callback/attempt';
import type { ClosedOutcome, ExpiredWhy } from '../core/callback/callback';
import type { LeftOut } from '../core/fcr/fcr-call';
import type { LostReason, LostType } from '../core/lost/lost-words';
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

/** What there is, as `watch` counts it each minute; what cannot be counted cheaply stops at a limit, what cannot be read is absent. */
export interface Stock {
  /** Callbacks in the line. */
  readonly waiting?: number;
  /** How long the first in the line has stood there; 0 of an empty one. */
  readonly longestInLineMs?: number;
  readonly openCases?: number;
  /** Since the last call of the open case that has been left alone longest was lost; 0 without one. */
  readonly oldestCaseMs?: number;
  /** Dials that are offered, ringing or ready; of all queues together only. */
  readonly inFlight?: number;
  /** How long ago the first timer that nobody has looked at since ran out; of all queues together only. */
  readonly oldestDueMs?: number;
}

/** What Holdfree says of its own decisions. No entry carries a number: ids only. */
export type JournalEntry =
  | { readonly kind: 'registered'; readonly callbackId: string; readonly queue: string; readonly placeMs: number }
  /** An inbound call is judged to have been lost, for the first time. */
  | {
      readonly kind: 'call_lost';
      readonly callId: string;
      readonly queue: string;
      readonly type: LostType;
      readonly reason: LostReason;
    }
  /** The deadline of a case passed with the case still open. */
  | { readonly kind: 'case_overdue'; readonly caseId: string; readonly queue: string }
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
  /** Dials are put off because so many were started in 60 minutes; told once a minute while it is so. */
  | { readonly kind: 'dials_capped'; readonly perHour: number }
  | { readonly kind: 'dial_failed'; readonly callbackId: string; readonly attempt: number; readonly reason: string }
  /** An agent joined a ready caller, so long after the caller pressed 1. Once an attempt. */
  | {
      readonly kind: 'agent_joined';
      readonly callbackId: string;
      readonly queue: string;
      readonly attempt: number;
      readonly waitMs: number;
    }
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
  /** A run of the dispatcher ended by itself, and at least one of its passes came through. */
  | { readonly kind: 'run_ended'; readonly passes: number; readonly dialed: number }
  /** What there is at this moment: with `queue` in that one, without it in all of them. */
  | ({ readonly kind: 'stock'; readonly queue?: string } & Stock)
  /** A policy that was delivered is not used, and the last good one goes on. */
  | { readonly kind: 'policy_refused'; readonly reason: string }
  /** A delivered policy is of another deployment, and the last good one goes on: usual for as long as one is under way. */
  | { readonly kind: 'policy_passed_over'; readonly reason: string }
  /** Days of first call resolution; `leftOut`: conversations of them that are in no count, by why. */
  | {
      readonly kind: 'fcr_counted';
      readonly days: number;
      readonly leftOut: Readonly<Record<LeftOut, number>>;
    }
  /** A number of the instance is about to be pointed at a flow, ours or the one it had; `formerFlowId`: where it is pointed now. */
  | {
      readonly kind: 'number_pointed';
      readonly numberId: string;
      readonly flowId: string;
      readonly formerFlowId?: string;
    }
  | { readonly kind: 'fault'; readonly where: string; readonly reason: string };

/** Where decisions are told: structured logs in the cloud, the run's report on a laptop. */
export interface Journal {
  readonly note: (entry: JournalEntry) => void;
}
