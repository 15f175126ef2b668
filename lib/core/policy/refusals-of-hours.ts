import { numberingPlans } from '../numbering-plans';
import type { Hours } from '../hours';
import { zoneChoicesOf } from '../number-zones';
import { weekdays } from './fields';
import { show, type PolicyRefusal } from './refusals';
import type { ParsedConfig, ParsedQueue } from './schema';
import { toWindow } from './to-window';
import { holdsSlot, inCommon, offsetMinutes, spansOfWeek } from './week-spans';

type Windows = ParsedQueue['hours'];

/** One set of zones for each number that may be called: those its owner may be in. */
type Choices = readonly (readonly string[])[];

/** A day of winter and one of summer: a zone shows each of its clocks on one of them. */
const probesMs = [Date.UTC(2026, 0, 12), Date.UTC(2026, 6, 13)];

/**
 * Hours in which nobody could ever be called, and slots that nobody could be offered: those of the queue and of the law leave
 * nothing in common by the clocks of any country that may be called. Where all countries may be, some clock fits.
 */
export function refusalsOfCallableHours(
  config: ParsedConfig,
  queue: ParsedQueue,
  at: string,
): readonly PolicyRefusal[] {
  const choices = zonesCalled(config);
  if (choices === 'any' || choices.length === 0 || !areRight(config)) return [];
  const { from, to, days } = config.legalHours;
  const queueHours = toHours(queue.timeZone, queue.hours);
  const legalHours: Windows = [{ days: days ?? [...weekdays], from, to }];
  const law = `legalHours (${from} to ${to}) on the clocks of a country that may be called`;
  if (!isEver([queueHours], legalHours, choices)) {
    const allowed = `hours that overlap ${law}: else nobody ever could be`;
    return [{ field: `${at}.hours`, value: show(queue.hours), allowed }];
  }
  const lost = refusalsOfLostHours(config, queue, { at, choices });
  const { minutes } = queue.slots;
  if (isEver([queueHours], legalHours, choices, minutes)) return lost;
  const allowed = `a length that fits into the hours of the queue within ${law}`;
  return [{ field: `${at}.slots.minutes`, value: show(minutes), allowed }, ...lost];
}

/** The same for those who did not ask: wrong are the hours that are written for them, or those of the law for them. */
function refusalsOfLostHours(
  { legalHours, queues }: ParsedConfig,
  queue: ParsedQueue,
  { at, choices }: { readonly at: string; readonly choices: Choices },
): readonly PolicyRefusal[] {
  const { callBack } = queue.lost;
  const { lost } = legalHours;
  const calling = queues.find(({ name }) => name === (callBack?.queue ?? queue.name));
  if (callBack === undefined || calling === undefined || (callBack.hours ?? lost) === undefined) return [];
  const { from = legalHours.from, to = legalHours.to, days = legalHours.days ?? [...weekdays] } = lost ?? {};
  const own = callBack.hours === undefined ? [] : [toHours(queue.timeZone, callBack.hours)];
  if (isEver([toHours(calling.timeZone, calling.hours), ...own], [{ days, from, to }], choices)) return [];
  const why = `in which "${calling.name}" is open, else nobody who was lost in "${queue.name}" could ever be called`;
  return callBack.hours === undefined
    ? [{ field: 'legalHours.lost', value: show(lost), allowed: `times ${why}` }]
    : [
        {
          field: `${at}.lost.callBack.hours`,
          value: show(callBack.hours),
          allowed: `hours within ${from} to ${to}, the legal ones, and ${why}`,
        },
      ];
}

/** Whether all hours leave something to at least one number, in winter or in summer; or a slot of so many minutes, within the first. */
function isEver(hours: readonly Hours[], legal: Windows, choices: Choices, slotMinutes?: number): boolean {
  const legalWindows = legal.map(toWindow);
  return probesMs.some((atMs) => {
    const [first = [], ...others] = hours.map(({ timeZone, windows }) =>
      spansOfWeek(windows, offsetMinutes(timeZone, atMs)),
    );
    return choices.some((zones) => {
      const offsets = new Set(zones.map((timeZone) => offsetMinutes(timeZone, atMs)));
      const ofLaw = [...offsets].map((offset) => spansOfWeek(legalWindows, offset));
      const open = [...others, ...ofLaw].reduce(inCommon, first);
      return slotMinutes === undefined ? open.length > 0 : holdsSlot(first, open, slotMinutes);
    });
  });
}

function zonesCalled({ country, numbers: { countries = [country] } }: ParsedConfig): Choices | 'any' {
  if (countries === 'any') return 'any';
  // A country that is refused has no clocks to look at.
  return countries.flatMap((code) => (numberingPlans().isSupportedCountry(code) ? zoneChoicesOf(code) : []));
}

/** What is refused already has no hours to compare. */
function areRight({ legalHours: { from, to, lost }, queues }: ParsedConfig): boolean {
  const written = queues.flatMap((queue) => [...queue.hours, ...(queue.lost.callBack?.hours ?? [])]);
  const ofLaw = [
    { from, to },
    { from: lost?.from ?? from, to: lost?.to ?? to },
  ];
  return [...written, ...ofLaw].every((window) => window.to > window.from);
}

function toHours(timeZone: string, windows: Windows): Hours {
  return { timeZone, windows: windows.map(toWindow) };
}
