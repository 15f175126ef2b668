import { CfnHoursOfOperation } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { DayWindow, Hours } from '../../lib/core/hours';

/** Which hours, and of which queue. */
export interface DemoHoursProps {
  readonly instanceArn: string;
  readonly name: string;
  readonly hours: Hours;
}

/** By ISO weekday, 1 Monday to 7 Sunday. */
const dayNames = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

const DAY_MINUTES = 1_440;

/** The weekly hours of a queue as hours of operation, in the same zone: both keep to the clock on the wall when it changes. */
export class DemoHours extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { instanceArn, name, hours }: DemoHoursProps) {
    super(scope, id);
    const made = new CfnHoursOfOperation(this, 'Hours', {
      instanceArn,
      name,
      description: 'Made by Holdfree to be tried with.',
      timeZone: hours.timeZone,
      config: dayNames.flatMap((day, index) =>
        windowsOn(hours, index + 1).map(({ fromMinute, toMinute }) => ({
          day,
          startTime: timeAt(fromMinute),
          endTime: timeAt(toMinute),
        })),
      ),
    });
    this.arn = made.attrHoursOfOperationArn;
  }
}

/** In order, and those that meet or overlap made into one: what Connect makes of two that overlap is not documented. */
function windowsOn({ windows }: Hours, weekday: number): readonly DayWindow[] {
  const merged: DayWindow[] = [];
  const ofDay = windows.filter(({ days }) => days.includes(weekday));
  for (const { fromMinute, toMinute } of ofDay.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    const last = merged.at(-1);
    if (last === undefined || fromMinute > last.toMinute) merged.push({ fromMinute, toMinute });
    else merged[merged.length - 1] = { ...last, toMinute: Math.max(last.toMinute, toMinute) };
  }
  return merged;
}

/** Connect knows no 24:00: the midnight that ends a day is entered as 0:00, says its guide ("How to specify midnight"). */
function timeAt(minute: number): { readonly hours: number; readonly minutes: number } {
  const ofDay = minute % DAY_MINUTES;
  return { hours: Math.floor(ofDay / 60), minutes: ofDay % 60 };
}
