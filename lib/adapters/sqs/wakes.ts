import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
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
        throw new AdapterError('sqs', { retryable: true, cause: error });
      }
    },
  };
}
