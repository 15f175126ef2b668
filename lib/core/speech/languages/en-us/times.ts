import { localTime, type LocalTime } from '../../local-time';
import type { Moment } from '../../prompt-facts';
import { roughAge } from '../../rough-age';
import type { SpokenRange } from '../../spoken-range';
import { cardinal, counted, ordinal } from './numbers';

const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const months = 'January February March April May June July August September October November December'.split(' ');
const nearDays = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
]);

/** "today at three thirty pm", "on Monday, March ninth, at noon". */
export function when(moment: Moment): string {
  const time = localTime(moment);
  const near = nearDays.get(time.daysAway);
  if (near !== undefined) return `${near} at ${clock(time)}`;
  return `on ${weekdays[time.weekday - 1]}, ${months[time.month - 1]} ${ordinal(time.day)}, at ${clock(time)}`;
}

/** "from today at three thirty pm", "from Monday, March ninth, at noon". */
export function fromTime(moment: Moment): string {
  return `from ${when(moment).replace(/^on /, '')}`;
}

function clock({ hour, minute }: LocalTime): string {
  if (hour === 12 && minute === 0) return 'noon';
  const half = `<say-as interpret-as="characters">${hour < 12 ? 'am' : 'pm'}</say-as>`;
  return [cardinal(hour % 12 || 12), ...minuteWords(minute), half].join(' ');
}

function minuteWords(minute: number): readonly string[] {
  if (minute === 0) return [];
  return minute < 10 ? ['oh', cardinal(minute)] : [cardinal(minute)];
}

/** "twenty minutes ago", "two days ago". */
export function ago(moment: Moment): string {
  const age = roughAge(moment);
  switch (age.kind) {
    case 'moments':
      return 'less than a minute ago';
    case 'hours':
      return `${length(age.hours * 60 + age.minutes)} ago`;
    case 'days':
      return `${counted(age.days, 'day')} ago`;
    case 'over_a_month':
      return 'more than a month ago';
  }
}

/** "five to ten minutes", "less than a minute". */
export function range(spoken: SpokenRange): string {
  if (spoken === 'under_a_minute') return 'less than a minute';
  if (spoken === 'over_two_hours') return 'more than two hours';
  const { fromMinutes, toMinutes } = spoken;
  if (fromMinutes === 0) return `less than ${length(toMinutes)}`;
  const from = toMinutes < 60 ? cardinal(fromMinutes) : length(fromMinutes);
  return `${from} to ${length(toMinutes)}`;
}

function length(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    ...(hours === 0 ? [] : [counted(hours, 'hour')]),
    ...(rest === 0 && hours > 0 ? [] : [counted(rest, 'minute')]),
  ].join(' ');
}
