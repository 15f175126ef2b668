import * as z from 'zod/mini';
import { dateOf, effectiveHours } from '../hours';
import type { HoursOfDate, MinuteSpan } from '../hours';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const querySchema = z.object({ fromDate: z.string(), toDate: z.string() });

// How many dates Connect answers at a time is not documented; a year is more than anybody needs.
const DATES_MAX = 366;

function checkDates(fromDate: string, toDate: string): void {
  const [from, to] = [dateOf(fromDate), dateOf(toDate)];
  if (!from.isValid || !to.isValid) {
    throw new ApiError('InvalidParameterException', 'fromDate and toDate must be dates as YYYY-MM-DD.');
  }
  const dates = to.diff(from, 'days').days + 1;
  if (dates < 1 || dates > DATES_MAX) {
    throw new ApiError('InvalidParameterException', `toDate must be fromDate or up to ${DATES_MAX - 1} days later.`);
  }
}

// Midnight is 0:00 at either end of the day, as administrators enter it.
function toTime(minute: number): object {
  return { Hours: Math.floor(minute / 60) % 24, Minutes: minute % 60 };
}

function toSpan({ fromMinute, toMinute }: Partial<MinuteSpan>): object {
  return fromMinute === undefined || toMinute === undefined ? {} : { Start: toTime(fromMinute), End: toTime(toMinute) };
}

function describeOverrides({ date, overrides }: HoursOfDate): readonly object[] {
  if (overrides.length === 0) return [];
  const OverrideHours = overrides.map((override) => ({
    ...toSpan(override),
    OverrideName: override.name,
    OperationalStatus: override.status,
  }));
  return [{ Date: date, OverrideHours }];
}

/** Every date that is asked for is in the answer; a date that is closed all day has no operational hours. */
export const getEffectiveHoursOfOperations: Operation = {
  name: 'GetEffectiveHoursOfOperations',
  method: 'GET',
  path: '/effective-hours-of-operations/{InstanceId}/{HoursOfOperationId}',
  run: (core, { path, query }) => {
    requireInstance(core, path['InstanceId']);
    const { fromDate, toDate } = parseBody(querySchema, query);
    checkDates(fromDate, toDate);
    const hours = core.instance.hours.get(idOf(path['HoursOfOperationId']));
    if (hours === undefined) {
      throw new ApiError('ResourceNotFoundException', `Hours not found: ${path['HoursOfOperationId'] ?? ''}`);
    }
    if (hours.schedule === undefined) {
      throw new ApiError('InvalidRequestException', `The emulator knows no schedule of the hours ${hours.id}.`);
    }
    const dates = effectiveHours(hours.schedule, fromDate, toDate);
    return {
      TimeZone: hours.schedule.timeZone,
      EffectiveHoursOfOperationList: dates.map(({ date, open }) => ({
        Date: date,
        OperationalHours: open.map(toSpan),
      })),
      EffectiveOverrideHoursList: dates.flatMap(describeOverrides),
    };
  },
};
