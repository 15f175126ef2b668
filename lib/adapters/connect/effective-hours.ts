import {
  DescribeQueueCommand,
  GetEffectiveHoursOfOperationsCommand,
  type ConnectClient,
} from '@aws-sdk/client-connect';
import { dateIn, type Hours } from '../../core/hours';
import { queueById, type Policy } from '../../core/policy/policy';
import type { Clock } from '../../ports/clock';
import type { EffectiveHours, HoursAnswer } from '../../ports/effective-hours';
import type { Journal } from '../../ports/journal';
import { hoursFromConnect } from './hours-from-connect';
import { failureOf } from './outcomes';

/** An override that somebody enters counts at the latest after this. */
const HOURS_KEPT_MS = 900_000;

/** Which hours a queue has changes with the organisation, not with the day. */
const HOURS_ID_KEPT_MS = 3_600_000;

/** A read that failed is not repeated sooner, so that an API that is throttled is left alone. */
const RETRY_AFTER_MS = 60_000;

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 14;

/** What is known of one queue's hours. */
interface Known {
  readonly answer: HoursAnswer;
  /** Not read again before. */
  readonly untilMs: number;
  /** A failed read is not told again before. */
  readonly toldUntilMs?: number | undefined;
  readonly hoursId?: { readonly id: string | undefined; readonly untilMs: number };
}

/**
 * The hours of queues with their overrides, as Connect works them out. An answer serves for a quarter of an hour; the last
 * one goes on serving when Connect fails, which is told once in that time. Both operations are limited to 2 a second: one read at a time.
 */
export function createConnectEffectiveHours(
  client: ConnectClient,
  policy: Policy,
  clock: Clock,
  journal: Journal,
): EffectiveHours {
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<HoursAnswer>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    of: (queueId) => {
      const before = known.get(queueId);
      if (before !== undefined && clock.nowMs() < before.untilMs) return Promise.resolve(before.answer);
      const underWay = reading.get(queueId);
      if (underWay !== undefined) return underWay;
      const read = last.then(async () => {
        const now = await readAgain({ client, policy, clock, journal }, queueId, before);
        known.set(queueId, now);
        reading.delete(queueId);
        return now.answer;
      });
      reading.set(queueId, read);
      last = read;
      return read;
    },
  };
}

interface Reader {
  readonly client: ConnectClient;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Never throws: what cannot be read is as it was. */
async function readAgain(reader: Reader, queueId: string, before: Known | undefined): Promise<Known> {
  const { clock } = reader;
  let hoursId = before?.hoursId;
  try {
    if (hoursId === undefined || clock.nowMs() >= hoursId.untilMs) {
      hoursId = { id: await hoursIdOf(reader, queueId), untilMs: clock.nowMs() + HOURS_ID_KEPT_MS };
    }
    const answer: HoursAnswer =
      hoursId.id === undefined
        ? { kind: 'none' }
        : { kind: 'known', hours: await hoursOf(reader, queueId, hoursId.id) };
    return { answer, hoursId, untilMs: clock.nowMs() + HOURS_KEPT_MS };
  } catch (error) {
    const nowMs = clock.nowMs();
    const { answer, reason } = afterFailure(error, before?.answer);
    const isTold = before?.toldUntilMs !== undefined && nowMs < before.toldUntilMs;
    if (!isTold) reader.journal.note({ kind: 'fault', where: 'hours', reason: `queue ${queueId}: ${reason}` });
    return {
      answer,
      untilMs: nowMs + RETRY_AFTER_MS,
      toldUntilMs: isTold ? before.toldUntilMs : nowMs + HOURS_KEPT_MS,
      ...(hoursId === undefined ? {} : { hoursId }),
    };
  }
}

/** Hours once known stay. A refusal would be the same for ever, and must not keep every queue from dialing. */
function afterFailure(error: unknown, before: HoursAnswer | undefined): { answer: HoursAnswer; reason: string } {
  const failure = failureOf(error);
  const reason = failure.kind === 'refused' ? failure.name : failure.kind === 'unknown' ? failure.reason : failure.kind;
  if (before?.kind === 'known') return { answer: before, reason };
  // An answer that names no zone that there is says nothing either, and would not the next time.
  if (failure.kind === 'refused' || reason === 'RangeError') return { answer: { kind: 'none' }, reason };
  return { answer: before ?? { kind: 'unknown' }, reason };
}

async function hoursIdOf({ client, policy }: Reader, queueId: string): Promise<string | undefined> {
  const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId: policy.instanceId, QueueId: queueId }));
  return Queue?.HoursOfOperationId;
}

/** From yesterday on, because what began then may last until now in another zone than the one that is asked by. */
async function hoursOf({ client, policy, clock }: Reader, queueId: string, hoursId: string): Promise<Hours> {
  const timeZone = queueById(policy, queueId)?.hours.timeZone ?? 'UTC';
  const nowMs = clock.nowMs();
  const answer = await client.send(
    new GetEffectiveHoursOfOperationsCommand({
      InstanceId: policy.instanceId,
      HoursOfOperationId: hoursId,
      FromDate: dateIn(timeZone, nowMs - DAY_MS),
      ToDate: dateIn(timeZone, nowMs + DAYS_AHEAD * DAY_MS),
    }),
  );
  return hoursFromConnect(answer);
}
