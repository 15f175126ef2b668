import type { Counts } from './ledger';
import { listPrices, type Bill } from './list-prices';
import { billOf, memoryMb } from './bill';

const MONTH_HOURS = 730;
const MINUTES = MONTH_HOURS * 60;

/** What stands there whether anybody rings or not, for the example configuration with a key of one's own. */
export const standing = {
  /** An alarm on several metrics is paid for each of them. */
  alarmMetrics: 72,
  /** What takes a policy back. */
  compositeAlarms: 1,
  /** A function, a minute, that looks at what may be wrong; its metrics are made of its log lines. */
  watchMemoryMb: 256,
  watchMs: 300,
  /** A run of the dispatcher that finds nothing to do is one pass. */
  shortRunMs: 150,
  /** The seven figures of the watch, each for the instance and for a queue or a pool. */
  customMetrics: 30,
  /** A log line is about 1 KB; a function writes one to start, end and report each run, and the watch its figures. */
  logKbEachRun: 2,
} as const;

/** A part of a month that was counted, how long it was, and for how much of the month it stands. */
export interface IdlePart {
  readonly counts: Counts;
  readonly forMs: number;
  /** From 0 to 1. */
  readonly share: number;
}

/** A month in which nobody rings, of parts that were counted, and all that is paid for standing there. */
export function idleMonth(parts: readonly IdlePart[]): Bill {
  const bill: Bill = parts.map(monthOf).reduce(plus, {});
  const runs = (bill.lambdaRequest ?? 0) + MINUTES;
  return {
    ...bill,
    lambdaRequest: runs,
    lambdaGbSecond: (bill.lambdaGbSecond ?? 0) + (MINUTES * standing.watchMs * standing.watchMemoryMb) / 1024 / 1000,
    // The tick of the dispatcher and the watch each minute, the measuring each hour.
    scheduledRun: 2 * MINUTES + MONTH_HOURS,
    // The tick arrives in the queue as a message.
    sqsFifoRequest: (bill.sqsFifoRequest ?? 0) + MINUTES,
    kinesisStreamHour: MONTH_HOURS,
    alarmMonth: standing.alarmMetrics,
    compositeAlarmMonth: standing.compositeAlarms,
    customMetricMonth: standing.customMetrics,
    dashboardMonth: 1,
    keyMonth: 1,
    logGb: (runs * standing.logKbEachRun) / 1024 / 1024,
    // Each running instance of a function asks every half minute at most; one of the dispatcher is always there.
    configRequest: MINUTES * 2,
    trace: runs,
  };
}

function monthOf({ counts, forMs, share }: IdlePart): Bill {
  const times = (share * MONTH_HOURS * 3_600_000) / forMs;
  const bill = billOf(counts);
  const whole = { ...bill, lambdaGbSecond: (bill.lambdaGbSecond ?? 0) + gbSecondsOfShortRuns(counts) };
  return Object.fromEntries(Object.entries(whole).map(([name, amount]) => [name, amount * times]));
}

/** What passes on the clock of a story is what is waited on purpose: a run that waits for nothing took no time by it. */
function gbSecondsOfShortRuns({ counted }: Counts): number {
  const leastMs = (counted['Lambda dispatch'] ?? 0) * standing.shortRunMs;
  const missingMs = Math.max(0, leastMs - (counted['Lambda ms dispatch'] ?? 0));
  return ((memoryMb['dispatch'] ?? 0) / 1024) * (missingMs / 1000);
}

function plus(one: Bill, other: Bill): Bill {
  return Object.fromEntries(keysOf(one, other).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}

function keysOf(...bills: readonly Bill[]): readonly (keyof Bill)[] {
  const names = Object.keys(listPrices.perUnit);
  return names.filter((name): name is keyof Bill => bills.some((bill) => name in bill));
}
