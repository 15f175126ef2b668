import type { DynamoDBDocumentClient, NativeAttributeValue, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PutOutcome } from '../../ports/stored';
import { attempt, conditional, unlessConflict } from './errors';

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
  /** The same on a condition; says whether it was there. */
  readonly removeIf: (key: ItemKey, condition?: Expression) => Promise<'removed' | 'absent' | 'conflict'>;
  /** Writes `item` with version `expectedVersion` + 1 if the stored version is the expected one; 0: nothing is stored. */
  readonly putVersion: (item: ItemKey & Item, expectedVersion: number) => Promise<PutOutcome>;
  /** The same, and what was there before, which costs nothing more but its way. */
  readonly exchange: (item: ItemKey & Item, expectedVersion: number) => Promise<Exchange | 'conflict'>;
  readonly putIf: (item: ItemKey & Item, condition: Expression) => Promise<PutOutcome>;
  /** Changes parts of an item, which need not be there; without a condition it always does. */
  readonly update: (key: ItemKey, change: Expression, condition?: string) => Promise<PutOutcome>;
  /** The same, and the item as it is then, or what the changed attributes were before. */
  readonly updateReturning: (
    key: ItemKey,
    change: Expression,
    ask: { readonly condition?: string | undefined; readonly returns: 'ALL_NEW' | 'UPDATED_OLD' },
  ) => Promise<Item | 'conflict'>;
  readonly query: (query: TableQuery) => Promise<readonly Item[]>;
  /** One query, which ends at `limit` or where the engine ends it; `end` is where it ended, when there is more. */
  readonly page: (query: TableQuery) => Promise<{ readonly items: readonly Item[]; readonly end?: Item | undefined }>;
  /** Counts matching items without reading them, no further than `limit`. */
  readonly count: (query: TableQuery & { readonly limit: number }) => Promise<number>;
}

/** An item that was replaced, and what replaced it. */
export interface Exchange {
  readonly before?: Item | undefined;
  readonly after: Item;
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
  /** What the engine leaves out of its answer; it is read, and counted by `limit`, all the same. */
  readonly filter?: string | undefined;
  readonly isLastFirst?: boolean;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, NativeAttributeValue>>;
  readonly limit?: number | undefined;
}

export function createTableClient(client: DynamoDBDocumentClient, tableName: string): TableClient {
  const putCommand = (item: ItemKey & Item, condition: Expression, returns?: 'ALL_OLD') =>
    new PutCommand({
      TableName: tableName,
      Item: item,
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: condition.names,
      ExpressionAttributeValues: condition.values,
      ReturnValues: returns,
    });
  const updateCommand = (key: ItemKey, change: Expression, condition?: string, returns?: 'ALL_NEW' | 'UPDATED_OLD') =>
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: key.pk, sk: key.sk },
      UpdateExpression: change.expression,
      ConditionExpression: condition,
      ExpressionAttributeNames: change.names,
      ExpressionAttributeValues: change.values,
      ReturnValues: returns,
    });
  const queryCommand = (query: TableQuery) => new QueryCommand(queryInput(tableName, query));
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
    removeIf: async (key, condition) => {
      const answer = await unlessConflict(() => client.send(deleteCommand(tableName, key, condition)));
      if (answer === 'conflict') return answer;
      return answer.Attributes === undefined ? 'absent' : 'removed';
    },
    putIf: (item, condition) => conditional(() => client.send(putCommand(item, condition))),
    putVersion: (item, expected) =>
      conditional(() => client.send(putCommand(nextVersion(item, expected), hasVersion(expected)))),
    exchange: async (item, expected) => {
      const after = nextVersion(item, expected);
      const answer = await unlessConflict(() => client.send(putCommand(after, hasVersion(expected), 'ALL_OLD')));
      return answer === 'conflict' ? answer : { before: answer.Attributes, after };
    },
    update: (key, change, condition) => conditional(() => client.send(updateCommand(key, change, condition))),
    updateReturning: async (key, change, { condition, returns }) => {
      const answer = await unlessConflict(() => client.send(updateCommand(key, change, condition, returns)));
      return answer === 'conflict' ? answer : (answer.Attributes ?? {});
    },
    query: (query) => readPages(client, queryInput(tableName, query), query.limit),
    page: async (query) => {
      const { Items, LastEvaluatedKey } = await attempt(() => client.send(queryCommand(query)));
      return { items: Items ?? [], end: LastEvaluatedKey };
    },
    count: async (query) => {
      const input = { ...queryInput(tableName, query), Select: 'COUNT' as const };
      return (await attempt(() => client.send(new QueryCommand(input)))).Count ?? 0;
    },
  };
}

function deleteCommand(tableName: string, { pk, sk }: ItemKey, condition: Expression | undefined): DeleteCommand {
  return new DeleteCommand({
    TableName: tableName,
    Key: { pk, sk },
    ConditionExpression: condition?.expression,
    ExpressionAttributeNames: condition?.names,
    ExpressionAttributeValues: condition?.values,
    ReturnValues: 'ALL_OLD',
  });
}

function nextVersion(item: ItemKey & Item, expectedVersion: number): ItemKey & Item {
  return { ...item, version: expectedVersion + 1 };
}

function hasVersion(expectedVersion: number): Expression {
  if (expectedVersion === 0) return { expression: 'attribute_not_exists(pk)' };
  return { expression: 'version = :expected', values: { ':expected': expectedVersion } };
}

function queryInput(tableName: string, query: TableQuery): QueryCommandInput {
  return {
    TableName: tableName,
    IndexName: query.index,
    ConsistentRead: query.index === undefined,
    KeyConditionExpression: query.condition,
    FilterExpression: query.filter,
    ScanIndexForward: query.isLastFirst === true ? false : undefined,
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
