import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Wakes } from '../../lib/ports/wakes';
import type { SteppedClock } from '../clock/stepped-clock';

/** As deployed: one batch at a time (one message group), hidden for 65 s after a failure, kept for 5 minutes. */
const BATCH_MAX = 10;
const VISIBILITY_MS = 65_000;
const RETENTION_MS = 300_000;
/** Received this often without success, a message goes to the dead letters. */
const RECEIVES_MAX = 3;

interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAtMs: number;
  receives: number;
}

export interface DispatchQueue extends Wakes {
  /** Runs of the handler that failed and were tried again. */
  readonly failures: () => number;
  /** Messages given up after three receives. */
  readonly deadLetters: () => number;
}

/** The dispatcher's FIFO queue on the simulation's clock: one message group, so one run at a time. */
export function createDispatchQueue(
  clock: SteppedClock,
  uuid: () => string,
  handle: (event: SQSEvent) => Promise<SQSBatchResponse>,
): DispatchQueue {
  let messages: readonly Message[] = [];
  let isBusy = false;
  let failures = 0;
  let deadLetters = 0;

  function deliver(): void {
    if (isBusy) return;
    messages = messages.filter((message) => message.sentAtMs + RETENTION_MS > clock.nowMs());
    deadLetters += messages.filter((message) => message.receives >= RECEIVES_MAX).length;
    messages = messages.filter((message) => message.receives < RECEIVES_MAX);
    const batch = messages.slice(0, BATCH_MAX);
    if (batch.length === 0) return;
    for (const message of batch) message.receives += 1;
    isBusy = true;
    clock.spawn(async () => {
      const isDone = await succeeds(handle, batch);
      if (isDone) {
        messages = messages.filter((message) => !batch.includes(message));
        isBusy = false;
        deliver();
      } else {
        failures += 1;
        // Meanwhile the group is blocked, as a FIFO queue blocks it.
        clock.after(VISIBILITY_MS, () => {
          isBusy = false;
          deliver();
        });
      }
    });
  }

  return {
    failures: () => failures,
    deadLetters: () => deadLetters,
    wake: async (reason) => {
      messages = [...messages, { id: uuid(), body: JSON.stringify({ reason }), sentAtMs: clock.nowMs(), receives: 0 }];
      deliver();
    },
  };
}

async function succeeds(
  handle: (event: SQSEvent) => Promise<SQSBatchResponse>,
  batch: readonly Message[],
): Promise<boolean> {
  try {
    const { batchItemFailures } = await handle({ Records: batch.map(recordFrom) });
    return batchItemFailures.length === 0;
  } catch {
    return false;
  }
}

function recordFrom({ id, body, sentAtMs, receives }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAtMs),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(sentAtMs),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:local:111122223333:dispatch.fifo',
    awsRegion: 'local',
  };
}
