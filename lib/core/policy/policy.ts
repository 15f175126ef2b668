import type { CountryCode } from 'libphonenumber-js/max';
import type { Origin } from '../callback/callback';
import type { FcrRules } from '../fcr/fcr-call';
import type { Hours, WeeklyWindow } from '../hours';
import type { Result } from '../result';
import type { RoutedCaller, RoutingPolicy } from '../routing/routing-policy';
import { languageCodes, type LanguageCode } from '../speech/language-codes';
import type { NumberType } from './number-types';
import type { PolicyRefusal } from './refusals';
import type { AlarmPolicy, DeploymentPolicy, RetentionPolicy } from './operations-policy';
import type { DirectoryPolicy, LostPolicy, NoticePolicy, QueueLostPolicy } from './lost-policy';
import type { HoldfreeConfig } from './schema';
import type { Deployed } from './to-policy';

/** How an attempt ended after which another one may follow. */
export type RetriedOutcome = 'busy' | 'no_answer' | 'voicemail' | 'failed' | 'left_after_ready';

/** How soon, and how often, a caller is dialed again, by how the last attempt ended. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly afterMs: Readonly<Record<RetriedOutcome, number>>;
  /** How many attempts may follow those that ended so; 0: none ever. What is absent is limited by `attemptsMax` alone. */
  readonly limits: Readonly<Partial<Record<RetriedOutcome, number>>>;
  /** How long after attempt n the next one follows, whatever its outcome; the last counts for all further ones. Absent: `afterMs`. */
  readonly spacingMs?: readonly number[];
}

/** What a caller may do while holding, and how long. */
export interface HoldPolicy {
  readonly isAllowed: boolean;
  readonly interruptMs: number;
  readonly longestMs?: number;
  readonly atLongest: 'offer' | 'message' | 'queue';
  /** By name; there when `atLongest` is `queue`. */
  readonly overflowQueue?: string;
  readonly isOfferMade: boolean;
  readonly musicPromptId?: string;
}

/** The times that callers may choose to be called at. */
export interface SlotPolicy {
  readonly lengthMs: number;
  readonly capacity: number;
  /** No slot later than this from now is offered, and none sooner than the lead. */
  readonly aheadMs: number;
  readonly leadMs: number;
}

/** A group of callers who are ordered as if they had come this much earlier. */
export interface ClassPolicy {
  readonly name: string;
  readonly headStartMs: number;
}

/** In which way callbacks are dialed; `auto` picks among what is switched on. */
export type DialMode = 'auto' | 'customer-first' | 'agent-first' | 'reserved';

/** How callers and agents are brought together. */
export interface DispatchPolicy {
  readonly mode: DialMode;
  /** Whether task and dial may begin together. */
  readonly isReservedOn: boolean;
  /** Whether a ready caller is given to the agent who has accepted the task, by AssociateContactWithUser. */
  readonly isGivingOn: boolean;
}

/** What one queue promises its callers. */
export interface QueuePolicy {
  readonly name: string;
  readonly queueId: string;
  readonly pool: string;
  /** In E.164; pointed at the entry flow of the queue. */
  readonly phoneNumbers: readonly string[];
  /** At least one; the first is spoken until a caller has chosen. */
  readonly languages: readonly LanguageCode[];
  readonly hold: HoldPolicy;
  readonly slots: SlotPolicy;
  readonly hours: Hours;
  readonly offerWaitMs: number;
  readonly retry: RetryPolicy;
  /** Absent: as `Policy.dispatch.mode` has it. */
  readonly mode?: DialMode;
  /** A second of waiting here counts this many times one of a queue with weight 1. */
  readonly weight: number;
  /** At most so many dials of this queue at once; absent: not limited. */
  readonly maxInFlight?: number;
  /** The part of the agents that is left to holders when callbacks of that origin are dialed, 0 to 0.9. */
  readonly keptForHolders: Readonly<Record<Origin, number>>;
  /** Beside the standard one, which has no head start. */
  readonly classes: readonly ClassPolicy[];
  /** How long a callback may stand in the line before it is given up; absent: until its deadline. */
  readonly giveUpMs?: number;
  readonly deadlineMs: number;
  readonly servedAfterMs: number;
  readonly patienceMs: number;
  readonly lost: QueueLostPolicy;
  /** Which agents are to have whom at first; the whole queue follows. */
  readonly routing: Readonly<Record<RoutedCaller, RoutingPolicy>>;
}

/** When anybody may be called, by where the callback comes from. */
export interface CallingPolicy {
  /** Applied in every zone a number may be in. */
  readonly legalWindows: Readonly<Record<Origin, readonly WeeklyWindow[]>>;
  /** ISO dates on which nobody is called. */
  readonly holidays: Readonly<Record<Origin, readonly string[]>>;
}

/** Which numbers may be called at all. */
export interface NumberPolicy {
  readonly countries: readonly CountryCode[] | 'any';
  readonly types: readonly NumberType[];
  /** Numbers in E.164, or what they begin with. */
  readonly blocked: readonly string[];
}

/** The configuration in the units the code uses; the only form in which it travels past this folder. */
export interface Policy {
  readonly instanceArn: string;
  readonly instanceId: string;
  readonly region: string;
  readonly country: CountryCode;
  /** Absent where neither the configuration nor the environment names it: then nothing can be dialed. */
  readonly callbackFlowId?: string;
  /** Absent where neither the configuration nor the environment names it: then agents are never asked first. */
  readonly taskFlowId?: string;
  /** Where the instance sends its contact records already; absent: the stack makes a stream. */
  readonly contactRecordStreamArn?: string;
  readonly ageBy: 'api' | 'ladder';
  readonly dispatch: DispatchPolicy;
  readonly dialing: {
    readonly perSecond: number;
    readonly burst: number;
    readonly ringLimitMs: number;
    /** In any 60 minutes. */
    readonly perHour: number;
    readonly perNumberPerDay: number;
    /** In seven days; absent: not counted. */
    readonly perNumberPerWeek?: number;
    /** The instance's quota of concurrent calls, and how many are left to others; absent: not limited by us. */
    readonly concurrentCalls?: { readonly quota: number; readonly keptFree: number };
  };
  readonly calling: CallingPolicy;
  readonly numbers: NumberPolicy;
  readonly lost: LostPolicy;
  readonly fcr: FcrRules;
  readonly notices: NoticePolicy;
  /** Absent: nobody is known. */
  readonly directory?: DirectoryPolicy;
  /** The class of callers whom the directory calls very important; absent: the standard one. */
  readonly vipClass?: string;
  readonly alarms: AlarmPolicy;
  readonly retention: RetentionPolicy;
  readonly deployment: DeploymentPolicy;
  readonly queues: readonly QueuePolicy[];
}

/** Types holdfree.config.ts as one writes it; the check itself is `parsePolicy`. */
export function defineConfig(config: HoldfreeConfig): HoldfreeConfig {
  return config;
}

/**
 * Checks a configuration and fills in defaults. Every wrong field is named, with its value and what is allowed. The
 * flows that a deployment names in its environment go before those that are written.
 */
export function parsePolicy(input: unknown, deployed: Deployed = {}): Result<Policy, readonly PolicyRefusal[]> {
  // Loaded when there is something to read: a function starts with a policy that synth has read.
  const { understandConfig }: typeof import('./understand-config') = require('./understand-config');
  return understandConfig(input, deployed);
}

/** The language that is spoken in a queue until a caller has chosen one. */
export function firstLanguage({ languages }: Pick<QueuePolicy, 'languages'>): LanguageCode {
  return languages[0] ?? languageCodes[0];
}

/** The policy of a queue by the name the configuration gives it. */
export function queueByName(policy: Policy, name: string): QueuePolicy | undefined {
  return policy.queues.find((queue) => queue.name === name);
}

/** The policy of a queue by its Connect id or ARN. */
export function queueById(policy: Policy, idOrArn: string): QueuePolicy | undefined {
  const id = idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
  return policy.queues.find((queue) => queue.queueId === id);
}
