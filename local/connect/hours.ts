import { DateTime } from 'luxon';

/** A stretch of local days; `toMinute` 1440 is the midnight that ends the day. */
export interface MinuteSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Open on these ISO weekdays, 1 Monday to 7 Sunday; hours over midnight are two of these. */
export interface WeekdayHours extends MinuteSpan {
  readonly days: readonly number[];
}

/**
 * What differs on some dates. STANDARD takes the place of everything else on its dates; elsewhere OPEN adds to the weekly
 * hours, and CLOSED takes away from both.
 */
export interface HoursOverride {
  readonly name: string;
  readonly type: 'STANDARD' | 'OPEN' | 'CLOSED';
  /** ISO dates, both included. */
  readonly fromDate: string;
  readonly tillDate: string;
  readonly hours: readonly WeekdayHours[];
}

/** Hours of operation as an administrator writes them. */
export interface HoursSchedule {
  readonly timeZone: string;
  readonly weekly: readonly WeekdayHours[];
  readonly overrides?: readonly HoursOverride[];
}

/** Hours of operation as flows ask for them; GetEffectiveHoursOfOperations answers only for those with a schedule. */
export interface HoursSetup {
  readonly id: string;
  readonly name: string;
  readonly isOpenAt: (atMs: number) => boolean;
  readonly schedule?: HoursSchedule;
}

/** What an override says of one date; of one that closes the whole day there is no span. */
export interface OverrideOfDate extends Partial<MinuteSpan> {
  readonly name: string;
  readonly status: 'OPEN' | 'CLOSED';
}

/** One date with its overrides applied; nothing open means closed all day. */
export interface HoursOfDate {
  readonly date: string;
  readonly open: readonly MinuteSpan[];
  readonly overrides: readonly OverrideOfDate[];
}

const OVERRIDES_MAX = 50;

/** Hours whose `isOpenAt` says the same as their schedule; throws for a schedule that Connect would not take. */
export function hoursFrom({ id, name, ...schedule }: HoursSchedule & Pick<HoursSetup, 'id' | 'name'>): HoursSetup {
  checkSchedule(id, schedule);
  return {
    id,
    name,
    schedule,
    isOpenAt: (atMs) => {
      const local = DateTime.fromMillis(atMs, { zone: schedule.timeZone });
      const minute = local.hour * 60 + local.minute;
      const { open } = hoursOfDay(schedule, local);
      return open.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
    },
  };
}

/** Each date from the first to the last one in order, of ISO dates that exist. */
export function effectiveHours(schedule: HoursSchedule, fromDate: string, toDate: string): readonly HoursOfDate[] {
  const dates: HoursOfDate[] = [];
  // Dates of a calendar have no clock changes, so they are counted where there are none.
  for (let day = dateOf(fromDate); day <= dateOf(toDate); day = day.plus({ days: 1 })) {
    dates.push(hoursOfDay(schedule, day));
  }
  return dates;
}

/** The first instant of an ISO date in UTC; not valid where there is no such date. */
export function dateOf(isoDate: string): DateTime {
  return DateTime.fromFormat(isoDate, 'yyyy-MM-dd', { zone: 'utc' });
}

function hoursOfDay({ weekly, overrides = [] }: HoursSchedule, day: DateTime): HoursOfDate {
  const date = day.toFormat('yyyy-MM-dd');
  const spansOn = (hours: readonly WeekdayHours[]): readonly MinuteSpan[] =>
    hours.filter(({ days }) => days.includes(day.weekday));
  const onDate = overrides.filter(({ fromDate, tillDate }) => fromDate <= date && date <= tillDate);
  const replacing = onDate.filter(({ type }) => type === 'STANDARD');
  const spansOf = (type: HoursOverride['type']): readonly MinuteSpan[] =>
    onDate.filter((override) => override.type === type).flatMap(({ hours }) => spansOn(hours));
  const open =
    replacing.length > 0 ? spansOf('STANDARD') : without([...spansOn(weekly), ...spansOf('OPEN')], spansOf('CLOSED'));
  const inForce = replacing.length > 0 ? replacing : onDate;
  return {
    date,
    open: merged(open),
    overrides: inForce.flatMap((override) => said(override, spansOn(override.hours))),
  };
}

function said({ name, type }: HoursOverride, spans: readonly MinuteSpan[]): readonly OverrideOfDate[] {
  if (type === 'STANDARD' && spans.length === 0) return [{ name, status: 'CLOSED' }];
  const status = type === 'CLOSED' ? 'CLOSED' : 'OPEN';
  return spans.map(({ fromMinute, toMinute }) => ({ name, status, fromMinute, toMinute }));
}

function without(spans: readonly MinuteSpan[], closed: readonly MinuteSpan[]): readonly MinuteSpan[] {
  return closed.reduce(
    (rest, { fromMinute, toMinute }) =>
      rest.flatMap((span) =>
        [
          { fromMinute: span.fromMinute, toMinute: Math.min(span.toMinute, fromMinute) },
          { fromMinute: Math.max(span.fromMinute, toMinute), toMinute: span.toMinute },
        ].filter((part) => part.fromMinute < part.toMinute),
      ),
    spans,
  );
}

function merged(spans: readonly MinuteSpan[]): readonly MinuteSpan[] {
  const result: MinuteSpan[] = [];
  for (const { fromMinute, toMinute } of spans.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    const last = result.at(-1);
    if (last === undefined || last.toMinute < fromMinute) result.push({ fromMinute, toMinute });
    else result[result.length - 1] = { ...last, toMinute: Math.max(last.toMinute, toMinute) };
  }
  return result;
}

function checkSchedule(id: string, { timeZone, weekly, overrides = [] }: HoursSchedule): void {
  if (!DateTime.utc().setZone(timeZone).isValid) throw new Error(`hours ${id} name unknown time zone ${timeZone}`);
  if (overrides.length > OVERRIDES_MAX) throw new Error(`hours ${id} have more than ${OVERRIDES_MAX} overrides`);
  for (const { name, fromDate, tillDate } of overrides) {
    const areDates = dateOf(fromDate).isValid && dateOf(tillDate).isValid;
    if (!areDates || tillDate < fromDate) throw new Error(`override ${name} of hours ${id} has no dates`);
  }
  for (const { days, fromMinute, toMinute } of [...weekly, ...overrides.flatMap(({ hours }) => hours)]) {
    const isDay = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
    const isSpan = 0 <= fromMinute && fromMinute < toMinute && toMinute <= 1_440;
    if (!isDay || !isSpan) throw new Error(`hours ${id} have no span from minute ${fromMinute} to ${toMinute}`);
  }
}
