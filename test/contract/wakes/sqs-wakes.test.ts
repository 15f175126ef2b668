import { SQSClient, type Message } from '@aws-sdk/client-sqs';
import { createSqsWakes } from '../../../lib/adapters/sqs/wakes';
import { systemIds } from '../../../lib/adapters/system/ids';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { startSqsOracle, type SqsOracle } from './sqs-oracle';

const instanceId = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
// As deployed: without an id of its own a wake would be known by its body, and swallowed for five minutes.
const asDeployed = { ContentBasedDeduplication: 'true', VisibilityTimeout: '65', MessageRetentionPeriod: '300' };

let oracle: SqsOracle;
let queues = 0;
beforeAll(async () => {
  oracle = await startSqsOracle();
});
afterAll(() => oracle.stop());

async function open() {
  queues += 1;
  const queueUrl = await oracle.fifo(`wakes-${queues}`, asDeployed);
  return { queueUrl, wakes: createSqsWakes(oracle.client, { queueUrl, instanceId }, systemIds) };
}

/** All messages, batch by batch, as they are given. */
async function drain(queueUrl: string): Promise<readonly Message[]> {
  const batch = await oracle.receive(queueUrl);
  if (batch.length === 0) return [];
  await oracle.remove(queueUrl, batch);
  return [...batch, ...(await drain(queueUrl))];
}

describe('wakes over SQS', () => {
  test('a wake is one message in the group of the instance, and says why', async () => {
    const { queueUrl, wakes } = await open();
    await wakes.wake('line_not_empty');
    expect(await oracle.receive(queueUrl)).toMatchObject([
      { Body: '{"reason":"line_not_empty"}', Attributes: { MessageGroupId: instanceId } },
    ]);
  });

  test('the same wake is never swallowed, and wakes keep their order', async () => {
    const { queueUrl, wakes } = await open();
    const reasons = ['continuation', 'continuation', 'line_not_empty', 'continuation', 'tick'] as const;
    for (const reason of reasons) await wakes.wake(reason);
    const messages = await drain(queueUrl);
    expect(messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown)).toEqual(
      reasons.map((reason) => ({ reason })),
    );
    expect(new Set(messages.map(({ Attributes }) => Attributes?.MessageDeduplicationId)).size).toBe(reasons.length);
  });

  test('wakes sent at once all arrive', async () => {
    const { queueUrl, wakes } = await open();
    await Promise.all(Array.from({ length: 8 }, () => wakes.wake('continuation')));
    expect(await drain(queueUrl)).toHaveLength(8);
  });

  test('a wake to a queue that does not exist is a fault that will not pass by itself', async () => {
    const queueUrl = 'http://sqs.us-east-1.localhost/000000000000/none.fifo';
    const wakes = createSqsWakes(oracle.client, { queueUrl, instanceId }, systemIds);
    const fault = await wakes.wake('tick').catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AdapterError);
    expect(fault).toMatchObject({ adapter: 'sqs', retryable: false });
  });

  test('a wake that meets no answer is a fault that may pass', async () => {
    const nobody = new SQSClient({
      endpoint: 'http://127.0.0.1:9',
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    const wakes = createSqsWakes(nobody, { queueUrl: 'http://127.0.0.1:9/0/none.fifo', instanceId }, systemIds);
    const fault = await wakes.wake('tick').catch((error: unknown) => error);
    nobody.destroy();
    expect(fault).toMatchObject({ adapter: 'sqs', retryable: true });
  });
});
