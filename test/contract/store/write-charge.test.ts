import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { chargeOf } from '../../../local/cost/write-charge';
import { createTable } from '../../../local/store/create-table';
import { dynamoClientFor } from '../../../local/store/embedded-dynamo';
import { describeWith } from '../../support/describe-with';
import { dynamoDbLocalUnavailable, startDynamoDbLocal } from '../../support/dynamodb-local';

// Goal: what `npm run cost` computes of a write is what AWS's own engine says of it, table and indexes apart. Method: one item
// that is replaced again and again; DynamoDB Local is asked after each.

const key = { pk: 'CALLER#+447700900123', sk: 'CALLBACK#support' };
const inLine = { ...key, linePk: 'support#standard', lineSk: '0001', id: 'one', placeMs: 1772442002100 };
const steps = [
  key,
  inLine,
  { ...inLine, id: 'two' },
  { ...inLine, lineSk: '0002' },
  { ...inLine, lineSk: '0002', past: [{ attempt: 1, isOver: true }], text: 'x'.repeat(1500) },
  { ...key, duePk: 'DUE', timerMs: 5, monthPk: 'closed#2026-03', monthSk: '1', copy: { why: 'y'.repeat(1100) } },
  { ...key, duePk: 'DUE', timerMs: 6, monthPk: 'closed#2026-03', monthSk: '2', copy: { why: 'y'.repeat(1100) } },
  key,
];

describeWith(dynamoDbLocalUnavailable(), 'charges of writes, as DynamoDB Local has them', () => {
  test('table and indexes', async () => {
    const engine = await startDynamoDbLocal();
    const client = dynamoClientFor(engine.endpoint);
    try {
      await createTable(client, 'charges');
      const document = DynamoDBDocumentClient.from(client);
      let before: Record<string, unknown> | undefined;
      for (const after of steps) {
        const put = new PutCommand({ TableName: 'charges', Item: after, ReturnConsumedCapacity: 'INDEXES' });
        const { ConsumedCapacity } = await document.send(put);
        const indexes = Object.entries(ConsumedCapacity?.GlobalSecondaryIndexes ?? {}).map(
          ([name, { CapacityUnits }]) => [name, CapacityUnits] as const,
        );
        const said = { base: ConsumedCapacity?.Table?.CapacityUnits, indexes: Object.fromEntries(indexes) };
        expect({ after, ...chargeOf({ before, after }) }).toEqual({ after, ...said });
        before = after;
      }
    } finally {
      client.destroy();
      await engine.stop();
    }
  });
});
