import type { WeeklyWindow } from '../hours';
import { minuteOf } from './clock-time';
import { weekdays } from './fields';

/** A window as an admin writes it. */
export interface WrittenWindow {
  readonly days: readonly (typeof weekdays)[number][];
  readonly from: string;
  readonly to: string;
}

/** The same in the units of the code. */
export function toWindow(window: WrittenWindow): WeeklyWindow {
  return {
    days: window.days.map((day) => weekdays.indexOf(day) + 1),
    fromMinute: minuteOf(window.from),
    toMinute: minuteOf(window.to),
  };
}
