import { GetItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Attributes } from './item-size';
import type { Charged, Ledger } from './ledger';
import { chargeOf } from './write-charge';

const inputSchema = z.looseObject({
  TableName: z.string(),
  IndexName: z.optional(z.string()),
  ConsistentRead: z.optional(z.boolean()),
  Key: z.optional(z.record(z.string(), z.unknown())),
  Item: z.optional(z.record(z.string(), z.unknown())),
  ExpressionAttributeValues: z.optional(z.record(z.string(), z.unknown())),
});

type Input = z.infer<typeof inputSchema>;

const consumedSchema = z.object({ ConsumedCapacity: z.optional(z.object({ CapacityUnits: z.number() })) });

/**
 * Counts every request of a client. What reads consume the engine says; what writes consume follows from the item before and
 * after, because the embedded engine leaves indexes out. `looking` is another client on the same engine, which nobody counts.
 */
export function countRequests(
  client: DynamoDBClient,
  looking: DynamoDBClient,
  { ledger, functionNow }: { readonly ledger: Ledger; readonly functionNow: () => string },
): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        const operation = String(commandName).replace(/Command$/, '');
        const input = inputSchema.parse(call.input);
        const to = { function: functionNow(), kind: kindOf(input) };
        ledger.count(`DynamoDB ${operation}`);
        ledger.count(`DynamoDB requests of ${to.function}`);
        if (operation === 'GetItem' || operation === 'Query') {
          Reflect.set(call.input, 'ReturnConsumedCapacity', 'TOTAL');
          const answer = await next(call);
          const reported = consumedSchema.parse(answer.output).ConsumedCapacity?.CapacityUnits ?? 0;
          // The embedded engine says 0 where nothing is found; DynamoDB charges the least there is.
          const units = Math.max(reported, input.ConsistentRead === true ? 1 : 0.5);
          ledger.charge(to, input.IndexName === undefined ? { readBase: units } : { readIndex: units });
          return answer;
        }
        return chargedWrite(() => next(call), { looking, input, to, ledger });
      },
    { step: 'initialize', name: 'countRequests' },
  );
}

async function chargedWrite<T>(
  write: () => Promise<T>,
  of: { readonly looking: DynamoDBClient; readonly input: Input; readonly to: Charged; readonly ledger: Ledger },
): Promise<T> {
  const before = await itemAt(of.looking, of.input);
  const charge = (after: Attributes | undefined, refused?: Attributes) => {
    const { base, indexes } = chargeOf({ before, after });
    const larger = refused === undefined ? base : Math.max(base, chargeOf({ before: refused, after: refused }).base);
    const writeIndex = Object.values(indexes).reduce((sum, units) => sum + units, 0);
    of.ledger.charge(of.to, { writeBase: larger, writeIndex });
  };
  try {
    const answer = await write();
    charge(await itemAt(of.looking, of.input));
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
      of.ledger.count('refused conditions');
      charge(before, of.input.Item === undefined ? undefined : plainOf(of.input.Item));
    }
    throw error;
  }
}

async function itemAt(looking: DynamoDBClient, input: Input): Promise<Attributes | undefined> {
  const { pk, sk } = keyOf(input);
  const answer = await looking.send(
    new GetItemCommand({ TableName: input.TableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : unmarshall(answer.Item);
}

/** The document client hands over what it was given; marshalled or not, these two are texts. */
function keyOf({ Key, Item }: Input): { readonly pk: string; readonly sk: string } {
  const from = Key ?? Item ?? {};
  return { pk: textOf(from['pk']), sk: textOf(from['sk']) };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const marshalled = z.object({ S: z.string() }).safeParse(value);
  return marshalled.success ? marshalled.data.S : '';
}

/** As the adapter's document client would store it. */
function plainOf(item: Readonly<Record<string, unknown>>): Attributes {
  const isMarshalled = typeof item['pk'] === 'object';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the document client has marshalled it
  if (isMarshalled) return unmarshall(item as Record<string, AttributeValue>);
  return unmarshall(marshall(item, { removeUndefinedValues: true }));
}

/** What is read or written, in words near those of the table's keys: `callback`, `dial`, `line index`. */
function kindOf(input: Input): string {
  if (input.IndexName !== undefined) return `${input.IndexName} index`;
  const { pk, sk } = keyOf(input);
  const values = Object.values(input.ExpressionAttributeValues ?? {}).map(textOf);
  // Sightings of holders are sorted by time.
  const named = /^\d/.test(sk) ? pk : sk === '' ? (values[0] ?? '') : sk;
  return (named.split('#')[0] ?? pk).toLowerCase();
}
