import { DynamoDBDocumentClient, GetCommand, type NativeAttributeValue } from '@aws-sdk/lib-dynamodb';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { NOON_MS, NUMBER, OTHER_NUMBER, waitingWith } from './samples';

const daysAfter = (ms: number, days: number) => Math.ceil((ms + days * 86_400_000) / 1000);

let engine: EmbeddedDynamo;
let store: Store;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
  await createTable(engine.client, 'callbacks');
  store = createDynamoStore(engine.client, 'callbacks');
});
afterAll(() => engine.close());

/** When the table may delete an item; undefined: never. */
async function expiryOf(pk: string, sk: string): Promise<NativeAttributeValue> {
  const document = DynamoDBDocumentClient.from(engine.client);
  const { Item } = await document.send(new GetCommand({ TableName: 'callbacks', Key: { pk, sk } }));
  if (Item === undefined) throw new Error(`no item ${pk} ${sk}`);
  return Item['expiresAtSeconds'];
}

test('a slot expires a month after it, and leaving one that nobody booked leaves nothing behind', async () => {
  const slot = { queue: 'support', startMs: NOON_MS };
  await store.slots.book(slot, 'a', 1);
  await store.slots.leave(slot, 'a');
  await store.slots.leave({ ...slot, queue: 'billing' }, 'a');
  const sortKey = String(NOON_MS).padStart(15, '0');
  expect(await expiryOf('SLOT#support', sortKey)).toBe(daysAfter(NOON_MS, 31));
  await expect(expiryOf('SLOT#billing', sortKey)).rejects.toThrow('no item');
});

test('a holder whom nobody takes away expires a day after coming', async () => {
  await store.pools.holds('support', { contactId: 'call-1', sinceMs: NOON_MS });
  const sortKey = `${String(NOON_MS).padStart(15, '0')}#call-1`;
  expect(await expiryOf('HOLDERS#support', sortKey)).toBe(daysAfter(NOON_MS, 1));
});

test('what is kept of a caller never expires', async () => {
  await store.callers.remember(NUMBER, { language: 'ru-RU', optedOutAtMs: NOON_MS });
  expect(await expiryOf(`CALLER#${NUMBER}`, 'PROFILE')).toBeUndefined();
});

test('a number named later leads to its callback as long as the callback can be looked up', async () => {
  await store.callbacks.alias(OTHER_NUMBER, waitingWith());
  const expiry = await expiryOf(`CALLER#${OTHER_NUMBER}`, `ALIAS#support#${NUMBER}`);
  expect(expiry).toBe(daysAfter(waitingWith().deadlineMs, 400));
});
