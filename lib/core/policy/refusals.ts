import { getCountries } from 'libphonenumber-js/min';
import type * as z from 'zod/mini';
import { maskPhone } from '../phone-number';
import { minuteOf } from './clock-time';
import { weekdays, type ParsedConfig } from './schema';

/** One wrong field of a configuration: which, what it holds, and what it may hold. */
export interface PolicyRefusal {
  readonly field: string;
  readonly value: string;
  readonly allowed: string;
}

/** A refusal as one line for a terminal. */
export function describeRefusal({ field, value, allowed }: PolicyRefusal): string {
  return `${field}: got ${value}; allowed is ${allowed}`;
}

/** Names every field that the schema refused. */
export function refusalsOf(issues: readonly z.core.$ZodIssue[], input: unknown): readonly PolicyRefusal[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        value: show(valueAt(input, [...issue.path, key])),
        allowed: 'nothing: there is no such field (is it misspelt?)',
      }));
    }
    const value = valueAt(input, issue.path);
    return [{ field: fieldName(issue.path), value: show(value), allowed: allowedBy(issue) }];
  });
}

/** Names what no single field shows: doubled queues, windows that end before they begin, unknown countries. */
export function refusalsAcrossFields(config: ParsedConfig): readonly PolicyRefusal[] {
  const refusals: PolicyRefusal[] = [];
  if (!getCountries().some((country) => country === config.country)) {
    refusals.push({ field: 'country', value: show(config.country), allowed: 'an ISO country code, "GB" say' });
  }
  if (config.legalHours.to <= config.legalHours.from) {
    refusals.push({
      field: 'legalHours.to',
      value: show(config.legalHours.to),
      allowed: `a time after ${config.legalHours.from}`,
    });
  }
  config.queues.forEach((queue, index) => refusals.push(...refusalsOfQueue(config, queue, index)));
  return refusals;
}

type ParsedQueue = ParsedConfig['queues'][number];

function refusalsOfQueue(config: ParsedConfig, queue: ParsedQueue, index: number): readonly PolicyRefusal[] {
  const refusals: PolicyRefusal[] = [];
  const earlier = config.queues.slice(0, index);
  const at = `queues[${index}]`;
  if (earlier.some((other) => other.name === queue.name)) {
    refusals.push({ field: `${at}.name`, value: show(queue.name), allowed: 'a name no other queue has' });
  }
  if (earlier.some((other) => other.queueId === queue.queueId)) {
    refusals.push({ field: `${at}.queueId`, value: show(queue.queueId), allowed: 'an id no other queue has' });
  }
  const closedHours = longestClosedHours(queue.hours);
  const areWindowsRight = queue.hours.every((window) => window.to > window.from);
  if (areWindowsRight && queue.deadlineHours <= closedHours) {
    refusals.push({
      field: `${at}.deadlineHours`,
      value: show(queue.deadlineHours),
      allowed: `more than ${closedHours}, the hours this queue is closed at a stretch`,
    });
  }
  queue.hours.forEach((window, windowIndex) => {
    if (window.to > window.from) return;
    refusals.push({
      field: `${at}.hours[${windowIndex}].to`,
      value: show(window.to),
      allowed: `a time after ${window.from} (a window that crosses midnight is written as two)`,
    });
  });
  if (areWindowsRight) refusals.push(...refusalsOfSlots(queue, at));
  return [...refusals, ...refusalsOfOverflow(config, queue, at)];
}

/** A slot lies within one opening window, so one that is longer than all of them could never be offered. */
function refusalsOfSlots({ hours, slots }: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const longest = Math.max(...hours.map((window) => minuteOf(window.to) - minuteOf(window.from)));
  if (slots.minutes <= longest) return [];
  const allowed = `at most ${longest}, the minutes of the longest opening window`;
  return [{ field: `${at}.slots.minutes`, value: show(slots.minutes), allowed }];
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

/** The longest stretch of a week in which a queue is closed, in whole hours, rounded up. */
function longestClosedHours(windows: ParsedConfig['queues'][number]['hours']): number {
  const weekMinutes = 7 * 1440;
  const spans = windows
    .flatMap((window) =>
      window.days.map((day) => {
        const midnight = weekdays.indexOf(day) * 1440;
        return { from: midnight + minuteOf(window.from), to: midnight + minuteOf(window.to) };
      }),
    )
    .toSorted((a, b) => a.from - b.from);
  let openUntil = (spans.at(-1)?.to ?? 0) - weekMinutes;
  let longest = 0;
  for (const span of spans) {
    longest = Math.max(longest, span.from - openUntil);
    openUntil = Math.max(openUntil, span.to);
  }
  return Math.ceil(longest / 60);
}

function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `a value of type ${issue.expected}`;
  return issue.message;
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the configuration';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const entry = Object.entries(value).find(([name]) => name === String(key));
    return entry?.[1];
  }, input);
}

/** A value on one short line; what looks like a phone number is masked. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  const masked = text.replaceAll(/\+\d[\d ().-]{4,18}\d/g, (number) => maskPhone(number));
  return masked.length > 60 ? `${masked.slice(0, 57)}...` : masked;
}
