import type { CountryCode } from 'libphonenumber-js/max';
import { numberingPlans } from '../numbering-plans';
import { invariant } from '../invariant';
import { bareId } from './connect-ids';
import { weekdays } from './fields';
import type { CallingPolicy, HoldPolicy, NumberPolicy, Policy, QueuePolicy, RetryPolicy } from './policy';
import type { ParsedConfig, ParsedQueue } from './schema';
import { toNotices, toQueueLost } from './to-lost-policy';
import { toAlarms, toDeployment, toRetention } from './to-operations';
import { toFcr, toRouting } from './to-routing';
import { toWindow } from './to-window';

/** The flows that came with this deployment. */
export interface Deployed {
  readonly callbackFlowId?: string | undefined;
  readonly taskFlowId?: string | undefined;
}

/** A configuration that has passed every check, in the units of the code. */
export function toPolicy(config: ParsedConfig, deployed: Deployed): Policy {
  const callbackFlowId = deployed.callbackFlowId ?? writtenId(config.callbackFlowId);
  const taskFlowId = deployed.taskFlowId ?? writtenId(config.taskFlowId);
  const { contactRecordStreamArn } = config;
  const [, , , region = '', , resource = ''] = config.instanceArn.split(':');
  return {
    instanceArn: config.instanceArn,
    instanceId: resource.slice(resource.indexOf('/') + 1),
    region,
    country: countryOf(config.country),
    ...(callbackFlowId === undefined ? {} : { callbackFlowId }),
    ...(taskFlowId === undefined ? {} : { taskFlowId }),
    ...(contactRecordStreamArn === undefined ? {} : { contactRecordStreamArn }),
    ageBy: config.ageBy,
    dispatch: toDispatch(config.dispatch),
    dialing: toDialing(config.dialing),
    calling: toCalling(config),
    numbers: toNumbers(config),
    lost: {
      earlyMs: config.lost.earlySeconds * 1000,
      internal: config.lost.internalNumbers,
      handledReasons: config.lost.handledReasons,
    },
    fcr: toFcr(config.fcr),
    notices: toNotices(config.notices),
    ...(config.directory === undefined ? {} : { directory: config.directory }),
    ...(config.vipClass === undefined ? {} : { vipClass: config.vipClass }),
    alarms: toAlarms(config.alarms),
    retention: toRetention(config.retention),
    deployment: toDeployment(config.deployment),
    queues: config.queues.map((queue) => toQueuePolicy(queue, config)),
  };
}

function writtenId(idOrArn: string | undefined): string | undefined {
  return idOrArn === undefined ? undefined : bareId(idOrArn);
}

function countryOf(code: string): CountryCode {
  invariant(numberingPlans().isSupportedCountry(code), 'a country was let through that libphonenumber does not know');
  return code;
}

function toDispatch({ mode, reserved, give }: ParsedConfig['dispatch']): Policy['dispatch'] {
  return { mode, isReservedOn: reserved, isGivingOn: give };
}

function toDialing(dialing: ParsedConfig['dialing']): Policy['dialing'] {
  const { perSecond, burst, ringLimitSeconds, perHour, perNumberPerDay, perNumberPerWeek, concurrentCalls } = dialing;
  return {
    perSecond,
    burst,
    ringLimitMs: ringLimitSeconds * 1000,
    perHour,
    perNumberPerDay,
    ...(perNumberPerWeek === undefined ? {} : { perNumberPerWeek }),
    ...(concurrentCalls === undefined ? {} : { concurrentCalls }),
  };
}

function toCalling({ legalHours, holidays }: ParsedConfig): CallingPolicy {
  const { lost = {}, ...all } = legalHours;
  const dates = (forWhom: readonly string[]) => [
    ...new Set(holidays.filter((one) => forWhom.includes(one.for)).map((one) => one.date)),
  ];
  const windowOf = ({ from, to, days = [...weekdays] }: Pick<ParsedConfig['legalHours'], 'from' | 'to' | 'days'>) => [
    toWindow({ days, from, to }),
  ];
  const ofLost = {
    from: lost.from ?? all.from,
    to: lost.to ?? all.to,
    days: lost.days ?? all.days,
  };
  return {
    legalWindows: { requested: windowOf(all), lost: windowOf(ofLost) },
    holidays: { requested: dates(['all']), lost: dates(['all', 'lost']) },
  };
}

function toNumbers({ numbers, country }: ParsedConfig): NumberPolicy {
  const { countries = [country], types, blocked } = numbers;
  return { countries: countries === 'any' ? 'any' : countries.map(countryOf), types, blocked };
}

function toQueuePolicy(queue: ParsedQueue, config: ParsedConfig): QueuePolicy {
  const { mode, maxInFlight, giveUpSeconds } = queue;
  const callingBack = config.queues.find((one) => one.name === queue.lost.callBack?.queue) ?? queue;
  return {
    name: queue.name,
    queueId: bareId(queue.queueId),
    pool: queue.pool ?? queue.name,
    phoneNumbers: queue.phoneNumbers,
    languages: queue.languages,
    hold: toHold(queue.hold),
    slots: {
      lengthMs: queue.slots.minutes * 60_000,
      capacity: queue.slots.capacity,
      aheadMs: queue.slots.daysAhead * 86_400_000,
      leadMs: queue.slots.leadMinutes * 60_000,
    },
    hours: { timeZone: queue.timeZone, windows: queue.hours.map(toWindow) },
    offerWaitMs: queue.offer.waitSeconds * 1000,
    retry: toRetry(queue.attempts),
    ...(mode === undefined ? {} : { mode }),
    weight: queue.weight,
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
    keptForHolders: queue.keptForHolders,
    classes: queue.classes.map(({ name, headStartSeconds }) => ({ name, headStartMs: headStartSeconds * 1000 })),
    ...(giveUpSeconds === undefined ? {} : { giveUpMs: giveUpSeconds * 1000 }),
    deadlineMs: queue.deadlineHours * 3_600_000,
    servedAfterMs: queue.servedAfterSeconds * 1000,
    patienceMs: queue.patienceSeconds * 1000,
    lost: toQueueLost(queue, config.lost, toRetry(callingBack.attempts)),
    routing: toRouting(queue.routing, config.agents),
  };
}

function toRetry({ max, retryAfterSeconds: after, retriesMax }: ParsedQueue['attempts']): RetryPolicy {
  const { busy, noAnswer, voicemail, failed, leftAfterReady } = retriesMax;
  return {
    attemptsMax: max,
    afterMs: {
      busy: after.busy * 1000,
      no_answer: after.noAnswer * 1000,
      voicemail: after.voicemail * 1000,
      failed: after.failed * 1000,
      left_after_ready: after.leftAfterReady * 1000,
    },
    limits: {
      ...(busy === undefined ? {} : { busy }),
      ...(noAnswer === undefined ? {} : { no_answer: noAnswer }),
      ...(voicemail === undefined ? {} : { voicemail }),
      ...(failed === undefined ? {} : { failed }),
      ...(leftAfterReady === undefined ? {} : { left_after_ready: leftAfterReady }),
    },
  };
}

function toHold(hold: ParsedQueue['hold']): HoldPolicy {
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
