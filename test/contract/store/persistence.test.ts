import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { guardWith, NOON_MS, NUMBER, waitingWith } from './samples';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-store-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function withStore<T>(use: (store: ReturnType<typeof createDynamoStore>) => Promise<T>): Promise<T> {
  const engine = await startEmbeddedDynamo(folder);
  try {
    await createTable(engine.client, 'callbacks');
    return await use(createDynamoStore(engine.client, 'callbacks'));
  } finally {
    await engine.close();
  }
}

test('a store in a folder is the same after it was closed and opened again, indexes and versions included', async () => {
  await withStore(async ({ callbacks, guards }) => {
    await callbacks.register(waitingWith(), 0);
    await callbacks.put(waitingWith({ inLineSinceMs: NOON_MS + 1 }), 1);
    await guards.put(guardWith(), 0);
  });
  await withStore(async ({ callbacks, guards }) => {
    const kept = waitingWith({ inLineSinceMs: NOON_MS + 1 });
    expect(await callbacks.get(kept)).toEqual({ value: kept, version: 2 });
    expect(await callbacks.find(kept.id)).toEqual(kept);
    expect(await callbacks.line(kept, 5)).toHaveLength(1);
    expect(await callbacks.due(kept.deadlineMs, 5)).toHaveLength(1);
    expect(await guards.get(NUMBER)).toEqual({ value: guardWith(), version: 1 });
    expect(await callbacks.put(waitingWith(), 1)).toBe('conflict');
    expect(await callbacks.put(waitingWith(), 2)).toBe('stored');
  });
});

test('without a folder nothing outlives the engine', async () => {
  const open = async () => {
    const engine = await startEmbeddedDynamo();
    await createTable(engine.client, 'callbacks');
    return { engine, store: createDynamoStore(engine.client, 'callbacks') };
  };
  const first = await open();
  await first.store.callbacks.register(waitingWith(), 0);
  await first.engine.close();
  const second = await open();
  expect(await second.store.callbacks.get(waitingWith())).toBeUndefined();
  await second.engine.close();
});
