import {
  CreateTableCommand,
  type AttributeDefinition,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { tableDefinition } from '../../../lib/adapters/dynamodb/table';

const TABLE = 'defined';

/** What the table is made of holds on an engine; the table is made by hand here, as infra/ makes it. */
export function describeTableDefinition(client: () => DynamoDBClient): void {
  describe('the table definition', () => {
    let documents: DynamoDBDocumentClient;
    beforeAll(async () => {
      documents = DynamoDBDocumentClient.from(client());
      await client().send(new CreateTableCommand(createTableInput(TABLE)));
    });

    test.each(tableDefinition.indexes)(
      'an item with the keys of index $name is found there, with what readers need',
      async (index) => {
        const { name, partitionKey, sortKey, include } = index;
        const keys = { pk: `CALLER#${name}`, sk: 'CALLBACK#support' };
        const indexKeys = {
          [partitionKey]: `partition of ${name}`,
          [sortKey.name]: sortKey.type === 'N' ? 1_700_000_000_000 : 'a',
        };
        const included = Object.fromEntries(include.map((attribute) => [attribute, `value of ${attribute}`]));
        await documents.send(
          new PutCommand({
            TableName: TABLE,
            Item: { ...included, ...indexKeys, ...keys, unread: 'stays in the table' },
          }),
        );
        const found = await documents.send(
          new QueryCommand({
            TableName: TABLE,
            IndexName: name,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': partitionKey },
            ExpressionAttributeValues: { ':partition': `partition of ${name}` },
          }),
        );
        expect(found.Items).toEqual([{ ...included, ...indexKeys, ...keys }]);
      },
    );

    test('an item without the keys of an index is in none', async () => {
      await documents.send(new PutCommand({ TableName: TABLE, Item: { pk: 'CALLER#plain', sk: 'PROFILE' } }));
      for (const { name, partitionKey } of tableDefinition.indexes) {
        const found = await documents.send(
          new QueryCommand({
            TableName: TABLE,
            IndexName: name,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': partitionKey },
            ExpressionAttributeValues: { ':partition': 'CALLER#plain' },
          }),
        );
        expect(found.Count).toBe(0);
      }
    });
  });
}

function createTableInput(tableName: string): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes } = tableDefinition;
  const attributes: AttributeDefinition[] = [
    { AttributeName: partitionKey, AttributeType: 'S' },
    { AttributeName: sortKey, AttributeType: 'S' },
    ...indexes.flatMap((index): AttributeDefinition[] => [
      { AttributeName: index.partitionKey, AttributeType: 'S' },
      { AttributeName: index.sortKey.name, AttributeType: index.sortKey.type },
    ]),
  ];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    AttributeDefinitions: attributes,
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: [
        { AttributeName: index.partitionKey, KeyType: 'HASH' },
        { AttributeName: index.sortKey.name, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] },
    })),
  };
}
