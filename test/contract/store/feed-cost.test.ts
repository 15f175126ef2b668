import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import type { Store } from '../../../lib/ports/store';
import { caseWith } from './lost-samples';
import { waitingWith } from './samples';

const documents = mockClient(DynamoDBDocumentClient);
const client = new DynamoDBClient({ region: 'local' });
beforeEach(() => void documents.reset());
afterAll(() => {
  documents.restore();
  client.destroy();
});

/** The commands of a registration, a put and a settling, and what of the items before they ask for. */
async function sentBy(store: Store): Promise<readonly unknown[]> {
  documents.onAnyCommand().resolves({});
  await store.callbacks.register(waitingWith(), 0);
  await store.callbacks.put(waitingWith(), 1);
  await store.cases.settle(caseWith(), 1);
  return documents
    .calls()
    .map(({ args: [command] }) => [command.constructor.name, Reflect.get(command.input, 'ReturnValues')]);
}

test('where nobody listens a store asks for nothing but to write', async () => {
  expect(await sentBy(createDynamoStore(client, 'callbacks'))).toEqual([
    ['PutCommand', undefined],
    ['PutCommand', undefined],
    ['PutCommand', undefined],
    ['UpdateCommand', undefined],
  ]);
});

test('where somebody listens it makes the same requests, and has the items before told by the way', async () => {
  expect(await sentBy(createDynamoStore(client, 'callbacks', { onChange: () => undefined }))).toEqual([
    ['PutCommand', undefined],
    ['PutCommand', 'ALL_OLD'],
    ['PutCommand', 'ALL_OLD'],
    ['UpdateCommand', 'UPDATED_OLD'],
  ]);
});
