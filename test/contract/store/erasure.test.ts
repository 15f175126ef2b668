import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoErasure } from '../../../lib/adapters/dynamodb/erasure';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createErasableMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { createTable } from '../../../local/store/create-table';
import { dynamoClientFor, startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { describeWith } from '../../support/describe-with';
import { dynamoDbLocalUnavailable, startDynamoDbLocal, type DynamoDbLocal } from '../../support/dynamodb-local';
import { describeErasure, type OpenErasable } from './erasure';

/** An engine can say everything that is in it, as text: sets as lists. */
function openOn(client: () => DynamoDBClient): OpenErasable {
  let tables = 0;
  return async () => {
    tables += 1;
    const tableName = `erased-${tables}`;
    await createTable(client(), tableName);
    const document = DynamoDBDocumentClient.from(client());
    const asText = (_key: string, value: unknown): unknown =>
      value instanceof Set ? [...value].toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) : value;
    return {
      store: createDynamoStore(client(), tableName),
      erasure: createDynamoErasure(client(), tableName),
      texts: async () =>
        ((await document.send(new ScanCommand({ TableName: tableName }))).Items ?? []).map((item) =>
          JSON.stringify(Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1))), asText),
        ),
    };
  };
}

describeErasure('memory', async () => createErasableMemoryStore());

describe('dynalite', () => {
  let engine: EmbeddedDynamo;
  beforeAll(async () => {
    engine = await startEmbeddedDynamo();
  });
  afterAll(() => engine.close());
  describeErasure(
    'dynalite',
    openOn(() => engine.client),
  );
});

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
  describeErasure(
    'DynamoDB Local',
    openOn(() => client),
  );
});
