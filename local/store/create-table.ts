import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';

/** Creates the one table as infra/ deploys it, unless it is there already. */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, sortKey, indexes } = tableDefinition;
  const types = new Map<string, 'S' | 'N'>([
    [partitionKey, 'S'],
    [sortKey, 'S'],
  ]);
  for (const index of indexes) types.set(index.partitionKey, 'S').set(index.sortKey.name, index.sortKey.type);
  const isActive = await create(
    client,
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keySchema(partitionKey, sortKey),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey.name),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] },
      })),
    }),
  );
  if (isActive) return;
  while (!(await exists(client, tableName))) await new Promise((resolve) => setTimeout(resolve, 20));
}

function keySchema(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}

/** Whether it can be used at once; not known of one that was there before. */
async function create(client: DynamoDBClient, command: CreateTableCommand): Promise<boolean> {
  try {
    const { TableDescription } = await client.send(command);
    return TableDescription?.TableStatus === 'ACTIVE';
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}

async function exists(client: DynamoDBClient, tableName: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table?.TableStatus === 'ACTIVE';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
