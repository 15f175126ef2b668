import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Wakes } from '../../lib/ports/wakes';
import type { SteppedClock } from '../clock/stepped-clock';

/** As deployed: one batch at a time (one message group), hidden for 65 s after a failure, kept for 5 minutes. */
const BATCH_MAX = 10;
const VISIBILITY_MS = 65_000;
const RETENTION_MS = 300_000;

interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAtMs: number;
}

export interface DispatchQueue extends Wakes {
  /** Runs of the handler that failed and were tried again. */
  readonly failures: () => number;
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

  function deliver(): void {
    if (isBusy) return;
    messages = messages.filter((message) => message.sentAtMs + RETENTION_MS > clock.nowMs());
    const batch = messages.slice(0, BATCH_MAX);
    if (batch.length === 0) return;
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
    wake: async (reason) => {
      messages = [...messages, { id: uuid(), body: JSON.stringify({ reason }), sentAtMs: clock.nowMs() }];
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

function recordFrom({ id, body, sentAtMs }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
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
