import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import { invariant } from '../invariant';
import type { Hours, WeeklyWindow } from '../hours';
import { err, ok, type Result } from '../result';
import { languageCodes, type LanguageCode } from '../speech/language-codes';
import { minuteOf } from './clock-time';
import { refusalsOf, refusalsAcrossFields, type PolicyRefusal } from './refusals';
import { configSchema, weekdays, type HoldfreeConfig, type ParsedConfig } from './schema';

/** Seconds to wait before the next attempt, by how the last one ended. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly afterMs: {
    readonly busy: number;
    readonly no_answer: number;
    readonly voicemail: number;
    readonly failed: number;
    readonly left_after_ready: number;
  };
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

/** What one queue promises its callers. */
export interface QueuePolicy {
  readonly name: string;
  readonly queueId: string;
  readonly pool: string;
  /** At least one; the first is spoken until a caller has chosen. */
  readonly languages: readonly LanguageCode[];
  readonly hold: HoldPolicy;
  readonly slots: SlotPolicy;
  readonly hours: Hours;
  readonly offerWaitMs: number;
  readonly retry: RetryPolicy;
  readonly deadlineMs: number;
  readonly servedAfterMs: number;
  readonly patienceMs: number;
}

/** The configuration in the units the code uses; the only form in which it travels past this folder. */
export interface Policy {
  readonly instanceArn: string;
  readonly instanceId: string;
  readonly region: string;
  readonly country: CountryCode;
  /** Absent where neither the configuration nor the environment names it: then nothing can be dialed. */
  readonly callbackFlowId?: string;
  readonly ageBy: 'api' | 'ladder';
  readonly dialing: {
    readonly perSecond: number;
    readonly burst: number;
    readonly ringLimitMs: number;
    readonly perNumberPerDay: number;
  };
  /** Applied in every zone a number may be in. */
  readonly legalWindows: readonly WeeklyWindow[];
  readonly queues: readonly QueuePolicy[];
}

/** Types holdfree.config.ts as one writes it; the check itself is `parsePolicy`. */
export function defineConfig(config: HoldfreeConfig): HoldfreeConfig {
  return config;
}

/**
 * Checks a configuration and fills in defaults. Every wrong field is named, with its value and what is allowed. The
 * flow that a deployment names in its environment goes before the one that is written.
 */
export function parsePolicy(
  input: unknown,
  environment: { readonly callbackFlowId?: string | undefined } = {},
): Result<Policy, readonly PolicyRefusal[]> {
  const parsed = configSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return err(refusalsOf(parsed.error.issues, input));
  const refusals = refusalsAcrossFields(parsed.data);
  if (refusals.length > 0) return err(refusals);
  return ok(toPolicy(parsed.data, environment.callbackFlowId));
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

function toPolicy(config: ParsedConfig, deployedFlowId: string | undefined): Policy {
  const { country } = config;
  const callbackFlowId = deployedFlowId ?? config.callbackFlowId;
  invariant(isSupportedCountry(country), 'a country was let through that libphonenumber does not know');
  const [, , , region = '', , resource = ''] = config.instanceArn.split(':');
  return {
    instanceArn: config.instanceArn,
    instanceId: resource.slice(resource.indexOf('/') + 1),
    region,
    country,
    ...(callbackFlowId === undefined ? {} : { callbackFlowId }),
    ageBy: config.ageBy,
    dialing: {
      perSecond: config.dialing.perSecond,
      burst: config.dialing.burst,
      ringLimitMs: config.dialing.ringLimitSeconds * 1000,
      perNumberPerDay: config.dialing.perNumberPerDay,
    },
    legalWindows: [
      {
        days: weekdays.map((_, index) => index + 1),
        fromMinute: minuteOf(config.legalHours.from),
        toMinute: minuteOf(config.legalHours.to),
      },
    ],
    queues: config.queues.map(toQueuePolicy),
  };
}

function toQueuePolicy(queue: ParsedConfig['queues'][number]): QueuePolicy {
  const after = queue.attempts.retryAfterSeconds;
  return {
    name: queue.name,
    queueId: queue.queueId,
    pool: queue.pool ?? queue.name,
    languages: queue.languages,
    hold: toHoldPolicy(queue.hold),
    slots: {
      lengthMs: queue.slots.minutes * 60_000,
      capacity: queue.slots.capacity,
      aheadMs: queue.slots.daysAhead * 86_400_000,
      leadMs: queue.slots.leadMinutes * 60_000,
    },
    hours: {
      timeZone: queue.timeZone,
      windows: queue.hours.map((window) => ({
        days: window.days.map((day) => weekdays.indexOf(day) + 1),
        fromMinute: minuteOf(window.from),
        toMinute: minuteOf(window.to),
      })),
    },
    offerWaitMs: queue.offer.waitSeconds * 1000,
    retry: {
      attemptsMax: queue.attempts.max,
      afterMs: {
        busy: after.busy * 1000,
        no_answer: after.noAnswer * 1000,
        voicemail: after.voicemail * 1000,
        failed: after.failed * 1000,
        left_after_ready: after.leftAfterReady * 1000,
      },
    },
    deadlineMs: queue.deadlineHours * 3_600_000,
    servedAfterMs: queue.servedAfterSeconds * 1000,
    patienceMs: queue.patienceSeconds * 1000,
  };
}

function toHoldPolicy(hold: ParsedConfig['queues'][number]['hold']): HoldPolicy {
  const { longestSeconds, overflowQueue, musicPromptId } = hold;
  return {
    isAllowed: hold.allowed,
    interruptMs: hold.interruptSeconds * 1000,
    ...(longestSeconds === undefined ? {} : { longestMs: longestSeconds * 1000 }),
    atLongest: hold.atLongest,
    ...(overflowQueue === undefined ? {} : { overflowQueue }),
    isOfferMade: hold.offer,
    ...(musicPromptId === undefined ? {} : { musicPromptId }),
  };
}
