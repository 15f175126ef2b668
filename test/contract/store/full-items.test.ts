import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { AdapterError } from '../../../lib/ports/adapter-error';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { NOON_MS } from './samples';

// Goal: what does not fit into an item of 400 KB is refused and told of, and harms nothing that is stored.

const DAY = '2026-03-02';

let engine: EmbeddedDynamo;
let store: Store;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
  await createTable(engine.client, 'callbacks');
  store = createDynamoStore(engine.client, 'callbacks');
});
afterAll(() => engine.close());

const long = (index: number) => `${index}-${'x'.repeat(100_000)}`;

test.each(['promised', 'taken'] as const)(
  'a set of shares that is full is a fault, and stays readable',
  async (set) => {
    const note = (index: number) =>
      set === 'promised'
        ? store.fcr.promise(set, DAY, { callbackId: long(index), attempt: 1, atMs: NOON_MS })
        : store.fcr.take(set, DAY, { callbackId: long(index), attempt: 1, agentId: 'ann' });
    for (const index of [1, 2, 3, 4]) await note(index);
    const fault = await note(5).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AdapterError);
    expect(fault).toMatchObject({ retryable: false, isUnreadable: false });
    expect((await store.fcr.shares(set, DAY))[set]).toHaveLength(4);
  },
);

test('as many agents and callbacks fit as is said where they are kept', async () => {
  const id = (index: number) => `a1b2c3d4-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const ids = (count: number) => Array.from({ length: count }, (_, index) => id(index));
  const agents = Object.fromEntries(ids(6_000).map((agentId) => [agentId, { handled: 100, repeats: 10 }]));
  await store.fcr.putDay('support', { day: DAY, agents });
  const share = 1 / 3;
  const measured = { fcr: share, shrunken: share, low: share, high: share };
  const ranked = ids(2_500).map((agentId) => ({ agentId, handled: 1_000, repeats: 100, ...measured, isRanked: true }));
  const times = { asOfMs: NOON_MS, computedAtMs: NOON_MS };
  await store.fcr.putRanking('support', { ...times, mean: share, agents: ranked });
  const queues = Array.from({ length: 8 }, (_, index) => `support-${index}`);
  const state = { state: 'after_contact_work', sinceMs: NOON_MS, takesTasks: true } as const;
  const signedIn = ids(2_000).map((agentId) => ({ agentId, queues, ...state }));
  await store.roster.put({ readAtMs: NOON_MS, agents: signedIn });
  expect((await store.roster.get())?.agents).toHaveLength(2_000);
  const callbackIds = Array.from(
    { length: 3_500 },
    (_, index) => `01JNB5Q4T200000000${String(index).padStart(8, '0')}`,
  );
  const promised = new Set(callbackIds.map((callbackId) => `${callbackId}#1#${NOON_MS}`));
  const taken = new Set(callbackIds.map((callbackId) => `${callbackId}#1#${id(1)}`));
  const item = { pk: 'FCR#support', sk: `SHARE#${DAY}`, promised, taken, expiresAtSeconds: NOON_MS };
  await DynamoDBDocumentClient.from(engine.client).send(new PutCommand({ TableName: 'callbacks', Item: item }));
  await store.fcr.promise('support', DAY, { callbackId: callbackIds[0] ?? '', attempt: 1, atMs: NOON_MS + 1 });
  const shares = await store.fcr.shares('support', DAY);
  expect([shares.promised.length, shares.taken.length]).toEqual([3_500, 3_500]);
  expect(shares.promised).toContainEqual({ callbackId: callbackIds[0], attempt: 1, atMs: NOON_MS + 1 });
});
