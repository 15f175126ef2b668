import type { Hours } from '../hours';
import type { LostReason } from '../lost/lost-words';
import type { LanguageCode } from '../speech/language-codes';
import type { DialMode, RetryPolicy } from './policy';

/** How callers who were lost are called back without having asked for it. */
export interface CallBackPolicy {
  readonly reasons: readonly LostReason[];
  /** From the end of the lost call to the first dial, at the soonest. */
  readonly delayMs: number;
  readonly retry: RetryPolicy;
  /** Besides the hours of the queue and of the law; absent: no others. */
  readonly hours?: Hours;
  readonly giveUpMs?: number;
  readonly mode?: DialMode;
  /** The class of such callbacks; absent: the standard one. */
  readonly class?: string;
  /** The queue that calls back, by name: the one in which they were lost, or another. */
  readonly queue: string;
}

/** A task for whoever is to deal with a case. */
export interface CaseTaskPolicy {
  /** `responsible`: the agent who looks after the caller, where the directory knows one; else the queue. */
  readonly to: 'responsible' | 'queue';
  /** The queue whose agents get it, by name. */
  readonly queue: string;
  /** Of a case without a task, too: it is told as overdue. */
  readonly escalateTo?: string;
}

/** What becomes of lost calls of one queue. */
export interface QueueLostPolicy {
  /** Shorter calls are short abandons. */
  readonly shortMs: number;
  /** Absent: nobody is called back without asking. */
  readonly callBack?: CallBackPolicy;
  /** Whether callers get an SMS. */
  readonly isSmsSent: boolean;
  readonly task?: CaseTaskPolicy;
  /** From the loss to the deadline of the case. */
  readonly deadlineMs: number;
}

/** What holds for lost calls of all queues. */
export interface LostPolicy {
  /** Abandoned sooner than this before any queue: `abandoned_early`. */
  readonly earlyMs: number;
  /** The centre's own numbers in E.164, or what they begin with. */
  readonly internal: readonly string[];
  /** The reasons for closing a case by hand, offered to supervisors; own words are allowed too. */
  readonly handledReasons: readonly string[];
}

/** One place where supervisors are told. */
export type SupervisorNotice = {
  /** Unique. */
  readonly name: string;
  readonly on: readonly ('opened' | 'reopened' | 'tried_again' | 'processed' | 'overdue')[];
  /** By name; absent: all. */
  readonly queues?: readonly string[];
  readonly language: LanguageCode;
} & (
  | { readonly kind: 'topic'; readonly topicArn: string }
  | {
      readonly kind: 'webhook';
      readonly url: string;
      readonly secret?: string;
      readonly headers: Readonly<Record<string, string>>;
      /** The body, with `{field}` in places; see lib/core/messages. */
      readonly body: string;
    }
);

/** Who is told what. */
export interface NoticePolicy {
  /** Absent: no SMS to callers. */
  readonly sms?: {
    /** A phone number, sender id or pool of AWS End User Messaging, or its ARN. */
    readonly originationIdentity: string;
    readonly link?: string;
    readonly perNumberMs: number;
    /** No SMS about a call that was lost longer ago. */
    readonly freshMs: number;
  };
  readonly supervisors: readonly SupervisorNotice[];
  /** Texts instead of the shipped ones, by language and key. */
  readonly texts: Readonly<Partial<Record<LanguageCode, Readonly<Record<string, string>>>>>;
}

/** Where it is known who a caller is. */
export type DirectoryPolicy =
  | { readonly kind: 'csv'; readonly file: string }
  | {
      readonly kind: 'customer-profiles';
      readonly domain: string;
      /** Names of profile attributes. */
      readonly agentAttribute: string;
      readonly languageAttribute: string;
      readonly vipAttribute: string;
    };
