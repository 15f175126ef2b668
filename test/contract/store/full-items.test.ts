import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import type { FcrRanking } from '../../../lib/core/fcr/fcr-ranking';
import { AdapterError } from '../../../lib/ports/adapter-error';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { rankingWith } from './fcr';
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

test('as many agents fit as is said where they are kept', async () => {
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
});

test('a ranking of more agents than fit is a fault, and the one that is kept stays readable', async () => {
  const kept = rankingWith(NOON_MS);
  await store.fcr.putRanking('billing', kept);
  const [ann] = kept.agents;
  const agents = Array.from({ length: 3_500 }, (_, index) => ({ ...ann, agentId: `${'x'.repeat(120)}${index}` }));
  const fault = await store.fcr
    .putRanking('billing', { ...kept, agents: agents as FcrRanking['agents'] })
    .catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(AdapterError);
  expect(fault).toMatchObject({ retryable: false, isUnreadable: false });
  expect(await store.fcr.ranking('billing')).toStrictEqual(kept);
});
