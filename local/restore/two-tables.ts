import {
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { parseCallback } from '../../lib/adapters/dynamodb/callback-schema';
import { attempt, conditional } from '../../lib/adapters/dynamodb/errors';
import { keptUnder, keyOfKept } from '../../lib/adapters/dynamodb/kept-keys';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { OldItem, OldKind, Restoration } from '../../lib/ports/restoration';

/** As DynamoDB says it: what is brought back is to the bit what was there. */
type Item = Record<string, AttributeValue>;

/**
 * A restored table beside the live one. The restored one is scanned, which is right there and nowhere else: nobody works with it, and all
 * of it is wanted. The live one is read and written by key.
 */
export function createTwoTables(
  client: DynamoDBClient,
  tables: { readonly from: string; readonly to: string },
): Restoration {
  const items = new WeakMap<object, Item>();
  const isUnder = async (pk: string, sk: string): Promise<boolean> => {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const command = new GetItemCommand({ TableName: tables.to, Key, ProjectionExpression: 'pk', ConsistentRead: true });
    return (await attempt(() => client.send(command))).Item !== undefined;
  };
  const itemOf = ({ handle }: OldItem): Item => {
    const item = items.get(handle);
    if (item === undefined) throw new Error('an item is of another table');
    return item;
  };
  return {
    pages: async function* pages() {
      let start: Item | undefined;
      do {
        const command: ScanCommand = new ScanCommand({
          TableName: tables.from,
          ExclusiveStartKey: start,
          ConsistentRead: true,
        });
        const page = await attempt(() => client.send(command));
        yield (page.Items ?? []).map((item) => {
          const old = oldItem(item);
          items.set(old.handle, item);
          return old;
        });
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
    },
    isThere: async (old) => {
      const { pk, sk } = itemOf(old);
      return isUnder(pk?.S ?? '', sk?.S ?? '');
    },
    hasEnded: async ({ number, id }) => {
      const { pk, sk } = keyOfKept({ kind: 'closed_callback', number, id });
      return isUnder(pk, sk);
    },
    bringBack: (old) =>
      conditional(() =>
        client.send(
          new PutItemCommand({
            TableName: tables.to,
            Item: itemOf(old),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),
  };
}

function oldItem(item: Item): OldItem {
  const body = unmarshall(item);
  const kind = kindOf(String(body['pk']), String(body['sk']));
  const expiry: unknown = body['expiresAtSeconds'];
  const common = { kind, handle: {}, ...(typeof expiry === 'number' ? { expiresAtMs: expiry * 1000 } : {}) };
  if (kind !== 'callback') return common;
  try {
    return { ...common, callback: parseCallback(body) };
  } catch (fault) {
    if (!(fault instanceof AdapterError)) throw fault;
    return { ...common, isUnreadable: true };
  }
}

const byPartition: Readonly<Record<string, OldKind>> = {
  CONTACT: 'contact',
  CALL: 'call',
  SLOT: 'slot',
  NOTICE: 'delivery',
  FCR: 'day_of_agents',
  // Dials of a number, who is free or kept and how fast it goes, the rate of dials, who is on shift, who is holding.
  NUMBER: 'passing',
  POOL: 'passing',
  INSTANCE: 'passing',
  HOLDERS: 'passing',
};

/** What is under a key. */
function kindOf(pk: string, sk: string): OldKind {
  const [partition = ''] = pk.split('#', 1);
  const rest = pk.slice(partition.length + 1);
  if (partition === 'ID') return sk === 'CASE' ? 'case_id' : 'callback_id';
  if (partition !== 'CALLER') return byPartition[partition] ?? 'unknown';
  const kind = keptUnder(rest, sk, undefined)?.kind;
  return kind === undefined || kind === 'dial_guard' || kind === 'claim' || kind === 'language' ? 'unknown' : kind;
}
