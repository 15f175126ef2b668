import type { AlarmEntry } from './alarm-entry';
import { callerAlarms } from './caller-alarms';
import { limitAlarms } from './limit-alarms';
import { machineAlarms } from './machine-alarms';

/** Every alarm, in the order of docs/alarms.md. */
export const alarmEntries: readonly AlarmEntry[] = [...callerAlarms, ...machineAlarms, ...limitAlarms];
