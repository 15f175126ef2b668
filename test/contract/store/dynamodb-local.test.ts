import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createTable } from '../../../local/store/create-table';
import { dynamoClientFor } from '../../../local/store/embedded-dynamo';
import { describeWith } from '../../support/describe-with';
import { dynamoDbLocalUnavailable, startDynamoDbLocal, type DynamoDbLocal } from '../../support/dynamodb-local';
import { describeStoreContract } from './describe-store-contract';
import { openOn } from './open-tables';
import { describeStreamChanges } from './stream-changes';
import { describeTableDefinition } from './table-definition';
import { openStream } from './table-stream';

describeWith(dynamoDbLocalUnavailable(), "AWS's own engine", () => {
  let server: DynamoDbLocal;
  let client: DynamoDBClient;

  beforeAll(async () => {
    server = await startDynamoDbLocal();
    client = dynamoClientFor(server.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  describeStoreContract(
    'DynamoDB Local',
    openOn(() => client),
    // Large items are slow here; a thousand writes to one go to the other engines.
    100,
  );

  describeTableDefinition(() => client);

  describeStreamChanges(async () => {
    const tableName = 'callbacks-streamed';
    await createTable(client, tableName);
    const stream = await openStream(client, server.endpoint, tableName);
    return { store: createDynamoStore(client, tableName), stream };
  });
});
