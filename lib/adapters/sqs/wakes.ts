import { SendMessageCommand, SQSServiceException, type SQSClient } from '@aws-sdk/client-sqs';
import { AdapterError } from '../../ports/adapter-error';
import type { IdSource } from '../../ports/ids';
import type { Wakes } from '../../ports/wakes';

/** Where wakes are sent: one message group an instance, so that one dispatcher runs at a time. */
export interface WakeQueue {
  readonly queueUrl: string;
  readonly instanceId: string;
}

/** Wakes over SQS FIFO. Every message has an id of its own: a repeated one would be swallowed for five minutes. */
export function createSqsWakes(client: SQSClient, queue: WakeQueue, ids: IdSource): Wakes {
  return {
    wake: async (reason) => {
      try {
        await client.send(
          new SendMessageCommand({
            QueueUrl: queue.queueUrl,
            MessageGroupId: queue.instanceId,
            MessageDeduplicationId: ids.uuid(),
            MessageBody: JSON.stringify({ reason }),
          }),
        );
      } catch (error) {
        throw new AdapterError('sqs', { retryable: isPassing(error), cause: error });
      }
    },
  };
}

/** A queue that is not there, or may not be written to, is not there the next time either. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof SQSServiceException)) return true;
  const status = error.$metadata.httpStatusCode ?? 500;
  return status >= 500 || status === 429 || error.name.includes('Throttl');
}
