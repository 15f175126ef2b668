import type { Counts } from './ledger';
import type { Bill } from './list-prices';

/** Memory by function, as it is deployed. */
export const memoryMb: Readonly<Record<string, number>> = {
  'contact-events': 512,
  'contact-records': 512,
  dispatch: 512,
  fcr: 512,
  ivr: 1024,
  notify: 512,
  outbox: 256,
};

/** How long an invocation is taken to last beside what it waits on purpose: 8 ms a DynamoDB request, 60 ms a Connect call. */
const WORK_MS = 5;
const DYNAMO_MS = 8;
const CONNECT_MS = 60;

/** Functions by what they were billed for, in GB-seconds. */
export function gbSecondsOf({ counted }: Pick<Counts, 'counted'>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(memoryMb).map((name) => {
      const of = (what: string) => counted[`${what} ${name}`] ?? 0;
      // What a run of the dispatcher asks, it asks while its time runs anyway.
      const asking = of('DynamoDB requests of') * DYNAMO_MS + of('Connect calls of') * CONNECT_MS;
      const ms = name === 'dispatch' ? of('Lambda ms') : of('Lambda ms') + of('Lambda') * WORK_MS + asking;
      return [name, ((memoryMb[name] ?? 0) / 1024) * (ms / 1000)];
    }),
  );
}

/** What is to be paid for what was counted. */
export function billOf(counts: Pick<Counts, 'units' | 'counted'>): Bill {
  const { units, counted } = counts;
  const runs = Object.keys(memoryMb).reduce((sum, name) => sum + (counted[`Lambda ${name}`] ?? 0), 0);
  const dispatches = counted['Lambda dispatch'] ?? 0;
  return {
    readUnit: units.readBase + units.readIndex,
    writeUnit: units.writeBase + units.writeIndex,
    lambdaGbSecond: Object.values(gbSecondsOf(counts)).reduce((sum, one) => sum + one, 0),
    lambdaRequest: runs,
    // Sent, received and deleted.
    sqsFifoRequest: (counted['SQS wakes'] ?? 0) + 2 * dispatches,
    busEvent: counted['domain events'] ?? 0,
    trace: runs,
  };
}
