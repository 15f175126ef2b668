import type { DynamoDBDocumentClient, NativeAttributeValue, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PutOutcome } from '../../ports/stored';
import { attempt, conditional } from './errors';

export type Item = Readonly<Record<string, NativeAttributeValue>>;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** What this adapter does to its one table; nothing here scans. */
export interface TableClient {
  /** A strongly consistent read of one item. */
  readonly get: (key: ItemKey) => Promise<Item | undefined>;
  readonly put: (item: ItemKey & Item) => Promise<void>;
  /** Deletes an item, which need not be there. */
  readonly remove: (key: ItemKey) => Promise<void>;
  /** Writes `item` with version `expectedVersion` + 1 if the stored version is the expected one; 0: nothing is stored. */
  readonly putVersion: (item: ItemKey & Item, expectedVersion: number) => Promise<PutOutcome>;
  readonly putIf: (item: ItemKey & Item, condition: Expression) => Promise<PutOutcome>;
  /** Changes parts of an item, which need not be there; without a condition it always does. */
  readonly update: (key: ItemKey, change: Expression, condition?: string) => Promise<PutOutcome>;
  readonly query: (query: TableQuery) => Promise<readonly Item[]>;
  /** Counts matching items without reading them, no further than `limit`. */
  readonly count: (query: TableQuery & { readonly limit: number }) => Promise<number>;
}

/** An expression of the table's own language, with the names and values it speaks of. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, NativeAttributeValue>>;
}

export interface TableQuery {
  /** Without one the table itself is read, strongly consistent. */
  readonly index?: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, NativeAttributeValue>>;
  readonly limit?: number;
}

export function createTableClient(client: DynamoDBDocumentClient, tableName: string): TableClient {
  async function putIf(item: ItemKey & Item, condition: Expression): Promise<PutOutcome> {
    return conditional(() =>
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: item,
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: condition.names,
          ExpressionAttributeValues: condition.values,
        }),
      ),
    );
  }
  return {
    get: async ({ pk, sk }) =>
      (
        await attempt(() =>
          client.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true })),
        )
      ).Item,
    put: async (item) => {
      await attempt(() => client.send(new PutCommand({ TableName: tableName, Item: item })));
    },
    remove: async ({ pk, sk }) => {
      await attempt(() => client.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } })));
    },
    putIf,
    putVersion: (item, expectedVersion) =>
      putIf(
        { ...item, version: expectedVersion + 1 },
        expectedVersion === 0
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'version = :expected', values: { ':expected': expectedVersion } },
      ),
    update: ({ pk, sk }, change, condition) =>
      conditional(() =>
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { pk, sk },
            UpdateExpression: change.expression,
            ConditionExpression: condition,
            ExpressionAttributeNames: change.names,
            ExpressionAttributeValues: change.values,
          }),
        ),
      ),
    query: (query) => readPages(client, queryInput(tableName, query), query.limit),
    count: async (query) => {
      const input = { ...queryInput(tableName, query), Select: 'COUNT' as const };
      return (await attempt(() => client.send(new QueryCommand(input)))).Count ?? 0;
    },
  };
}

function queryInput(tableName: string, query: TableQuery): QueryCommandInput {
  return {
    TableName: tableName,
    IndexName: query.index,
    ConsistentRead: query.index === undefined,
    KeyConditionExpression: query.condition,
    ExpressionAttributeNames: query.names,
    ExpressionAttributeValues: query.values,
    Limit: query.limit,
  };
}

/** Follows pages until the limit is reached or nothing is left. */
async function readPages(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  limit: number | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await attempt(() => client.send(new QueryCommand({ ...input, ExclusiveStartKey: from })));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
    if (limit !== undefined && items.length >= limit) break;
  } while (from !== undefined);
  return limit === undefined ? items : items.slice(0, limit);
}
