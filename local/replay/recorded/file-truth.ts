import { queueByName, type Policy } from '../../../lib/core/policy/policy';
import { queueName } from '../trace-centre';
import type { Trace } from '../trace/trace';
import type { Counts } from './count-kept';
import type { RecordedRow } from './recorded-rows';

/** What a log shows of callers, asked at the instant of a dial; it knows nothing of what Holdfree made of it. */
export interface FileTruth {
  /** The caller was served after the last loss: a dial would be in vain. */
  readonly isServed: (number: string, atMs: number) => boolean;
  /**
   * The caller has rung in since the last loss and is on the line at that moment. Not counted are a second call of somebody
   * who was on the line already when the first was lost, and calls that agents make: nobody tells of them before their end.
   */
  readonly isOnLine: (number: string, atMs: number) => boolean;
}

interface Course {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isRungIn: boolean;
  readonly isLost: boolean;
  readonly isServed: boolean;
}

/** Reads the rows by caller: who was lost when (short abandons apart), and who talked to an agent for long enough. */
export function createFileTruth(rows: readonly RecordedRow[], policy: Policy): FileTruth {
  const byNumber = new Map<string, Course[]>();
  for (const row of rows) {
    const { customerNumber } = row.call;
    if (customerNumber === null) continue;
    const known = byNumber.get(customerNumber);
    if (known === undefined) byNumber.set(customerNumber, [courseOf(row, policy)]);
    else known.push(courseOf(row, policy));
  }
  const until = (number: string, atMs: number) => (byNumber.get(number) ?? []).filter(({ toMs }) => toMs <= atMs);
  const lastLossMs = (number: string, atMs: number): number =>
    Math.max(0, ...until(number, atMs).flatMap(({ isLost, toMs }) => (isLost ? [toMs] : [])));
  return {
    isServed: (number, atMs) => {
      const sinceMs = lastLossMs(number, atMs);
      return until(number, atMs).some(({ isServed, toMs }) => isServed && toMs > sinceMs);
    },
    isOnLine: (number, atMs) => {
      const sinceMs = lastLossMs(number, atMs);
      const calls = byNumber.get(number) ?? [];
      return calls.some(({ fromMs, toMs, isRungIn }) => isRungIn && fromMs >= sinceMs && fromMs < atMs && atMs < toMs);
    },
  };
}

/**
 * Which calls that hung up are no lost calls, by why, as the log alone shows: the number was withheld, or the call was short.
 * Withheld goes before short, so that each is left out under one name.
 */
export function expectedExclusions(trace: Trace, policy: Policy): Counts {
  const calls = trace.days.flatMap((day) => day.calls);
  // A log that knows its callers and does not know this one: the number was withheld.
  const hasCallers = calls.some(({ caller }) => caller !== undefined);
  const counts = new Map<string, number>();
  for (const { outcome, caller, queue, arrivedAtMs, enteredAtMs = arrivedAtMs, endedAtMs } of calls) {
    if (outcome !== 'abandoned') continue;
    const isWithheld = hasCallers && caller === undefined;
    const isShort = endedAtMs - enteredAtMs < (queueByName(policy, queueName(queue)) ?? noQueue).lost.shortMs;
    if (!isWithheld && !isShort) continue;
    const why = isWithheld ? 'withheld' : 'short';
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether what was found is what the log shows: each exclusion as often as there, and everybody else who hung up lost. */
export function isAsLogged(found: {
  readonly hang: number;
  readonly lost: number;
  readonly excluded: Counts;
  readonly expected: Counts;
}): boolean {
  const { hang, lost, excluded, expected } = found;
  const names = [...new Set([...Object.keys(excluded), ...Object.keys(expected)])];
  if (names.some((why) => (excluded[why] ?? 0) !== (expected[why] ?? 0))) return false;
  return lost === hang - Object.values(expected).reduce((sum, count) => sum + count, 0);
}

function courseOf({ atMs, queue, call }: RecordedRow, policy: Policy): Course {
  const { agent, ended, initiationMethod } = call;
  const { servedAfterMs, lost } = queueByName(policy, queue) ?? policy.queues[0] ?? noQueue;
  const lastedMs = ended.atMs - atMs;
  return {
    fromMs: atMs,
    toMs: ended.atMs,
    isRungIn: initiationMethod === 'INBOUND',
    isLost: initiationMethod === 'INBOUND' && agent === undefined && lastedMs >= lost.shortMs,
    isServed: agent !== undefined && ended.atMs - agent.atMs >= servedAfterMs,
  };
}

const noQueue = { servedAfterMs: 0, lost: { shortMs: 0 } };
