import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import { invariant } from '../invariant';
import type { Hours, WeeklyWindow } from '../hours';
import { err, ok, type Result } from '../result';
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

/** What one queue promises its callers. */
export interface QueuePolicy {
  readonly name: string;
  readonly queueId: string;
  readonly pool: string;
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
  readonly callbackFlowId: string;
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

/** Checks a configuration and fills in defaults. Every wrong field is named, with its value and what is allowed. */
export function parsePolicy(input: unknown): Result<Policy, readonly PolicyRefusal[]> {
  const parsed = configSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return err(refusalsOf(parsed.error.issues, input));
  const refusals = refusalsAcrossFields(parsed.data);
  if (refusals.length > 0) return err(refusals);
  return ok(toPolicy(parsed.data));
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

function toPolicy(config: ParsedConfig): Policy {
  const { country } = config;
  invariant(isSupportedCountry(country), 'a country was let through that libphonenumber does not know');
  const [, , , region = '', , resource = ''] = config.instanceArn.split(':');
  return {
    instanceArn: config.instanceArn,
    instanceId: resource.slice(resource.indexOf('/') + 1),
    region,
    country,
    callbackFlowId: config.callbackFlowId,
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
