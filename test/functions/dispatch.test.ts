import type { SQSEvent } from 'aws-lambda';
import { createHandler } from '../../functions/dispatch/handler';
import { readSettings } from '../../functions/shared/settings';
import { AdapterError } from '../../lib/ports/adapter-error';
import { waiting } from '../support/builders/callbacks';
import { lambdaContext } from '../support/builders/lambda';
import { config } from '../support/builders/policies';
import { createWorld } from '../support/builders/world';

const batch = (count: number): SQSEvent => ({
  Records: Array.from(
    { length: count },
    (_, index) => ({ messageId: `m${index}`, body: '{}' }) as SQSEvent['Records'][number],
  ),
});

describe('the dispatch function', () => {
  test('makes one run of however many messages, and none of them comes back', async () => {
    const world = createWorld();
    await world.keep(waiting());
    expect(await createHandler(world)(batch(10), lambdaContext)).toEqual({ batchItemFailures: [] });
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('fails its batch when the store does not answer, so that the messages come again', async () => {
    const world = createWorld();
    const due = async () => {
      throw new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });
    };
    const broken = { ...world, store: { ...world.store, callbacks: { ...world.store.callbacks, due } } };
    await expect(createHandler(broken)(batch(1), lambdaContext)).rejects.toThrow('out of reach');
  });
});

describe('the settings of a function', () => {
  const environment = { TABLE_NAME: 'holdfree', DISPATCH_QUEUE_URL: 'https://sqs.example/dispatch.fifo' };

  test('are the environment and the policy of the bundle', () => {
    const settings = readSettings(environment, JSON.stringify(config()));
    expect(settings).toMatchObject({ tableName: 'holdfree', dispatchQueueUrl: environment.DISPATCH_QUEUE_URL });
    expect(settings.policy.queues.map((queue) => queue.name)).toEqual(['support', 'billing']);
  });

  test('name the flows that were deployed with the function before those that are written', () => {
    const deployed = { ...environment, CALLBACK_FLOW_ID: 'deployed-callback', TASK_FLOW_ID: 'deployed-task' };
    const { policy } = readSettings(deployed, JSON.stringify(config()));
    expect(policy).toMatchObject({ callbackFlowId: 'deployed-callback', taskFlowId: 'deployed-task' });
    expect(readSettings(environment, JSON.stringify(config())).policy).not.toHaveProperty('taskFlowId');
  });

  test.each(['TABLE_NAME', 'DISPATCH_QUEUE_URL'])('stop the function when %s is missing or empty', (name) => {
    for (const value of [undefined, '']) {
      expect(() => readSettings({ ...environment, [name]: value }, JSON.stringify(config()))).toThrow(name);
    }
  });

  test('stop the function when the policy is wrong, and name the field', () => {
    expect(() => readSettings(environment, JSON.stringify(config({ country: 'gb' })))).toThrow(
      /holdfree\.config\.ts: country: got "gb"/,
    );
    expect(() => readSettings(environment, 'null')).toThrow('holdfree.config.ts');
    expect(() => readSettings(environment, '{')).toThrow(SyntaxError);
  });
});
