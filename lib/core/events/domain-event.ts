import type { AttemptOutcome } from '../callback/attempt';
import type { ClosedOutcome, Origin } from '../callback/callback';
import type { Closing, LostReason, LostType } from '../lost/lost-words';

/** The version of the detail below; a change that an old reader could not read makes it 2. */
export const EVENT_VERSION = 1;

/** Of every event: an id that a repeat of it has too, and when what it tells of happened (ISO 8601, UTC). */
interface EventHead {
  readonly version: typeof EVENT_VERSION;
  readonly id: string;
  readonly at: string;
  readonly queue: string;
  /** Masked: the first three and the last two characters. */
  readonly number: string;
}

/** What is told of a case, whatever happened to it. */
interface CaseDetail extends EventHead {
  readonly caseId: string;
  readonly status: 'open' | 'processed';
  readonly firstCallAt: string;
  readonly lastCallAt: string;
  readonly tries: number;
  readonly ourTries: number;
  readonly type: LostType;
  readonly reason: LostReason;
  /** Calls up to then had been dealt with when these were lost; with `caseId` it names one run of lost calls. */
  readonly after: string;
  readonly dueAt?: string;
  /** The Connect user id of the agent who looks after the caller. */
  readonly agentId?: string;
  readonly isVip?: boolean;
  /** The callback that was registered for these calls. */
  readonly callbackId?: string;
}

interface CallbackDetail extends EventHead {
  readonly callbackId: string;
  readonly origin: Origin;
  readonly placeAt: string;
}

/** What each event says, by its type. */
export interface EventDetails {
  readonly 'case.opened': CaseDetail;
  /** `priorAfter`: `after` of the lost calls that had been told of before these. */
  readonly 'case.reopened': CaseDetail & { readonly priorAfter: string };
  readonly 'case.tried_again': CaseDetail;
  readonly 'case.overdue': CaseDetail;
  /** `priorAfter`: the same, where it is not `after`. */
  readonly 'case.processed': CaseDetail & {
    readonly priorAfter?: string;
    readonly how: Closing;
    readonly closedAt: string;
    readonly by?: string;
    readonly why?: string;
  };
  readonly 'callback.requested': CallbackDetail;
  readonly 'callback.attempt_ended': CallbackDetail & { readonly attempt: number; readonly outcome: AttemptOutcome };
  readonly 'callback.closed': CallbackDetail & {
    readonly outcome: ClosedOutcome;
    readonly why?: string;
    readonly attempts: number;
  };
}

/**
 * What Holdfree tells the rest of a business: CRM, spreadsheets, processes. `type` is the event's detail-type. No full
 * number is in any of them; whoever needs it asks by the id.
 */
export type DomainEvent = {
  readonly [K in keyof EventDetails]: { readonly type: K; readonly detail: EventDetails[K] };
}[keyof EventDetails];

/** The events that notices are made of. */
export type CaseEvent = Extract<DomainEvent, { readonly detail: { readonly caseId: string } }>;
