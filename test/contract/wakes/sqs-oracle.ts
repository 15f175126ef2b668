import { spawn } from 'node:child_process';
import * as path from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { repositoryRoot } from '../../support/repository-files';

/** fauxqs on a port of its own, with a client for it. */
export interface SqsOracle {
  readonly client: SQSClient;
  /** Makes a FIFO queue; its address. */
  readonly fifo: (name: string, attributes?: Readonly<Record<string, string>>) => Promise<string>;
  /** What a poll gives; empty when the group is blocked or has nothing. SQS gives up to ten of one group, fauxqs one. */
  readonly receive: (queueUrl: string) => Promise<readonly Message[]>;
  readonly remove: (queueUrl: string, messages: readonly Message[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startSqsOracle(): Promise<SqsOracle> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'fauxqs-process.ts')], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const port = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('fauxqs ended before it listened')));
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    // The address of a queue names a host of its own, which nothing here resolves.
    useQueueUrlAsEndpoint: false,
  });
  return {
    client,
    fifo: async (name, attributes = {}) => {
      const QueueName = `${name}.fifo`;
      const Attributes = { FifoQueue: 'true', ...attributes };
      const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
      return QueueUrl;
    },
    receive: async (QueueUrl) => {
      const answer = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
      );
      return answer.Messages ?? [];
    },
    remove: async (QueueUrl, messages) => {
      const Entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    },
    stop: async () => {
      client.destroy();
      process.off('exit', end);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      end();
      await ended;
    },
  };
}
