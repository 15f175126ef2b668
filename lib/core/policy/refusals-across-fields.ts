import { numberingPlans } from '../numbering-plans';
import { STANDARD_CLASS } from '../callback/request';
import { minuteOf } from './clock-time';
import { longestClosedHours } from './closed-hours';
import { bareId } from './connect-ids';
import { show, type PolicyRefusal } from './refusals';
import { refusalsOfArns } from './refusals-of-arns';
import { refusalsOfCallableHours } from './refusals-of-hours';
import { refusalsOfLost, refusalsOfVipClass } from './refusals-of-lost';
import { refusalsOfNames } from './refusals-of-names';
import { refusalsOfNotices } from './refusals-of-notices';
import { refusalsOfOperations } from './refusals-of-operations';
import { refusalsOfAgents, refusalsOfFcr, refusalsOfRouting } from './refusals-of-routing';
import type { ParsedConfig, ParsedQueue } from './schema';

/** Names what no single field shows: doubled names, windows that end before they begin, what rules each other out. */
export function refusalsAcrossFields(config: ParsedConfig): readonly PolicyRefusal[] {
  return [
    ...refusalsOfArns(config),
    ...refusalsOfCountries(config),
    ...refusalsOfLegalHours(config),
    ...refusalsOfDialing(config),
    ...refusalsOfNotices(config),
    ...refusalsOfVipClass(config),
    ...refusalsOfFcr(config),
    ...refusalsOfAgents(config),
    ...refusalsOfOperations(config),
    ...refusalsOfNames(config),
    ...config.queues.flatMap((queue, index) => refusalsOfQueue(config, queue, index)),
  ];
}

function refusalsOfCountries({ country, numbers }: ParsedConfig): readonly PolicyRefusal[] {
  const { countries = [] } = numbers;
  const named = countries === 'any' ? [] : countries;
  const fields = [
    { field: 'country', code: country },
    ...named.map((code, index) => ({ field: `numbers.countries[${index}]`, code })),
  ];
  return fields
    .filter(({ code }) => !numberingPlans().isSupportedCountry(code))
    .map(({ field, code }) => ({ field, value: show(code), allowed: 'an ISO country code, "GB" say' }));
}

function refusalsOfLegalHours({ legalHours }: ParsedConfig): readonly PolicyRefusal[] {
  const { from, to, lost } = legalHours;
  const asked = endsAfter('legalHours', { from, to });
  if (lost === undefined || asked.length > 0) return asked;
  return endsAfter('legalHours.lost', { from: lost.from ?? from, to: lost.to ?? to });
}

function endsAfter(at: string, { from, to }: { readonly from: string; readonly to: string }): readonly PolicyRefusal[] {
  return to > from ? [] : [{ field: `${at}.to`, value: show(to), allowed: `a time after ${from}` }];
}

function refusalsOfDialing({ dialing, dispatch }: ParsedConfig): readonly PolicyRefusal[] {
  const { concurrentCalls } = dialing;
  const refusals = [...refusalsOfMode('dispatch.mode', dispatch.mode, dispatch), ...refusalsOfPerHour(dialing)];
  if (concurrentCalls === undefined || concurrentCalls.keptFree < concurrentCalls.quota) return refusals;
  const allowed = `fewer than ${concurrentCalls.quota}, the quota: else nobody could be called`;
  return [...refusals, { field: 'dialing.concurrentCalls.keptFree', value: show(concurrentCalls.keptFree), allowed }];
}

/** What may be dialed at once may be dialed within an hour. */
function refusalsOfPerHour({ perHour, burst }: ParsedConfig['dialing']): readonly PolicyRefusal[] {
  if (perHour >= burst) return [];
  return [{ field: 'dialing.perHour', value: show(perHour), allowed: `at least ${burst}, dialing.burst` }];
}

/** A way that is not switched on cannot be the only one. */
function refusalsOfMode(
  field: string,
  mode: ParsedQueue['mode'],
  { reserved }: ParsedConfig['dispatch'],
): readonly PolicyRefusal[] {
  if (mode !== 'reserved' || reserved) return [];
  const allowed = '"auto", "customer-first" or "agent-first"; "reserved" needs dispatch.reserved to be true';
  return [{ field, value: show(mode), allowed }];
}

function refusalsOfQueue(config: ParsedConfig, queue: ParsedQueue, index: number): readonly PolicyRefusal[] {
  const earlier = config.queues.slice(0, index);
  const at = `queues[${index}]`;
  const areWindowsRight = queue.hours.every((window) => window.to > window.from);
  const lost = refusalsOfLost(config, queue, at);
  const slots = areWindowsRight ? refusalsOfSlots(queue, at) : [];
  return [
    ...(earlier.some((other) => other.name === queue.name)
      ? [{ field: `${at}.name`, value: show(queue.name), allowed: 'a name no other queue has' }]
      : []),
    ...(earlier.some((other) => bareId(other.queueId) === bareId(queue.queueId))
      ? [{ field: `${at}.queueId`, value: show(queue.queueId), allowed: 'an id no other queue has' }]
      : []),
    ...(areWindowsRight ? refusalsOfDeadline(queue, at) : refusalsOfWindows(queue, at)),
    ...refusalsOfGiveUp(queue, at),
    ...slots,
    ...refusalsOfOverflow(config, queue, at),
    ...refusalsOfMode(`${at}.mode`, queue.mode, config.dispatch),
    ...refusalsOfMaxInFlight(config, queue, at),
    ...refusalsOfClasses(queue, at),
    ...lost,
    ...(slots.length + lost.length === 0 ? refusalsOfCallableHours(config, queue, at) : []),
    ...refusalsOfRouting(config, queue, at),
  ];
}

function refusalsOfDeadline({ hours, deadlineHours }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const closedHours = longestClosedHours(hours);
  if (deadlineHours > closedHours) return [];
  const allowed = `more than ${closedHours}, the hours this queue is closed at a stretch`;
  return [{ field: `${at}.deadlineHours`, value: show(deadlineHours), allowed }];
}

function refusalsOfWindows({ hours }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  return hours.flatMap(({ from, to }, index) =>
    to > from
      ? []
      : [
          {
            field: `${at}.hours[${index}].to`,
            value: show(to),
            allowed: `a time after ${from} (a window that crosses midnight is written as two)`,
          },
        ],
  );
}

/** What is given up before its deadline; after it there is nothing left to give up. */
function refusalsOfGiveUp({ giveUpSeconds, deadlineHours }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const deadlineSeconds = deadlineHours * 3600;
  if (giveUpSeconds === undefined || giveUpSeconds < deadlineSeconds) return [];
  const allowed = `less than ${deadlineSeconds}, the seconds until the deadline`;
  return [{ field: `${at}.giveUpSeconds`, value: show(giveUpSeconds), allowed }];
}

/** A slot that is longer than every opening window, or begins later than slots are offered, could never be. */
function refusalsOfSlots({ hours, slots }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const longest = Math.max(...hours.map((window) => minuteOf(window.to) - minuteOf(window.from)));
  const aheadMinutes = slots.daysAhead * 1_440;
  return [
    ...(slots.minutes <= longest
      ? []
      : [
          {
            field: `${at}.slots.minutes`,
            value: show(slots.minutes),
            allowed: `at most ${longest}, the minutes of the longest opening window`,
          },
        ]),
    ...(slots.leadMinutes < aheadMinutes
      ? []
      : [
          {
            field: `${at}.slots.leadMinutes`,
            value: show(slots.leadMinutes),
            allowed: `less than ${aheadMinutes}, the minutes of slots.daysAhead: else no slot is ever offered`,
          },
        ]),
  ];
}

/** A caller who has held too long goes to a queue that is there, and is another one. */
function refusalsOfOverflow(config: ParsedConfig, { name, hold }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const { atLongest, overflowQueue } = hold;
  const isKnown = config.queues.some((other) => other.name === overflowQueue && other.name !== name);
  if (isKnown || (overflowQueue === undefined && atLongest !== 'queue')) return [];
  const why = overflowQueue === undefined ? ', because atLongest is "queue"' : '';
  const allowed = `the name of another queue of this file${why}`;
  return [{ field: `${at}.hold.overflowQueue`, value: show(overflowQueue), allowed }];
}

/** A limit that the instance's own limit never lets it reach is a mistake in one of the two. */
function refusalsOfMaxInFlight(
  { dialing: { concurrentCalls } }: ParsedConfig,
  { maxInFlight }: ParsedQueue,
  at: string,
): readonly PolicyRefusal[] {
  if (maxInFlight === undefined || concurrentCalls === undefined) return [];
  const left = concurrentCalls.quota - concurrentCalls.keptFree;
  if (maxInFlight <= left) return [];
  const allowed = `at most ${left}, the calls that dialing.concurrentCalls leaves`;
  return [{ field: `${at}.maxInFlight`, value: show(maxInFlight), allowed }];
}

function refusalsOfClasses({ classes }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  return classes.flatMap(({ name }, index) => {
    const field = `${at}.classes[${index}].name`;
    if (name === STANDARD_CLASS) {
      return [{ field, value: show(name), allowed: `another name: "${STANDARD_CLASS}" is whoever is in no class` }];
    }
    const isDoubled = classes.slice(0, index).some((other) => other.name === name);
    return isDoubled ? [{ field, value: show(name), allowed: 'a name no other class of the queue has' }] : [];
  });
}
