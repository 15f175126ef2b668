import type {
  EffectiveHoursOfOperations,
  GetEffectiveHoursOfOperationsResponse,
  OperationalHour,
  OverrideTimeSlice,
} from '@aws-sdk/client-connect';
import type { DayWindow, Hours } from '../../core/hours';

const DAY_MINUTES = 1_440;

/** Of a date that Connect was not asked for nothing is said here, so that the policy alone decides on it. */
const allWeek = [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: DAY_MINUTES }];

/** Connect's answer as hours. Throws where it names no zone that there is: times that mean nothing allow nothing. */
export function hoursFromConnect({
  TimeZone,
  EffectiveHoursOfOperationList = [],
}: GetEffectiveHoursOfOperationsResponse): Hours {
  // An unknown zone throws here rather than at every dial.
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: TimeZone ?? 'none' }).resolvedOptions();
  const dates = Object.fromEntries(EffectiveHoursOfOperationList.flatMap(dateFrom));
  return { timeZone, windows: allWeek, dates };
}

/** A date without operational hours is closed. */
function dateFrom({
  Date: date,
  OperationalHours = [],
}: EffectiveHoursOfOperations): readonly (readonly [string, readonly DayWindow[]])[] {
  return date === undefined ? [] : [[date, OperationalHours.flatMap(windowFrom)]];
}

/** Midnight at the end of a day is entered as 0:00; hours that would go on into the next day end there. */
function windowFrom({ Start, End }: OperationalHour): readonly DayWindow[] {
  const fromMinute = minuteFrom(Start);
  const endMinute = minuteFrom(End);
  if (fromMinute === undefined || endMinute === undefined) return [];
  return [{ fromMinute, toMinute: endMinute > fromMinute ? endMinute : DAY_MINUTES }];
}

function minuteFrom(time: OverrideTimeSlice | undefined): number | undefined {
  if (time?.Hours === undefined || time.Minutes === undefined) return undefined;
  return time.Hours * 60 + time.Minutes;
}
