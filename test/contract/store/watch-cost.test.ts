import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { COUNTED_MAX, takeStock, type WatchDeps } from '../../../lib/app/watch/take-stock';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { dialing, noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { lostMark, openCase } from '../../support/builders/lost';
import { queueConfig } from '../../support/builders/policies';
import { createWorld } from '../../support/builders/world';

// Goal: a look each minute costs little, however much there is, and changes nothing.
// Method: the use case on the embedded store, every request to it kept with the limit it was sent with.

const LINES = 3;
const MONTHS = 13;
const queues = [queueConfig('support', { classes: [{ name: 'vip', headStartSeconds: 60 }] }), queueConfig('billing')];

interface Asked {
  readonly command: string;
  readonly index: string;
  readonly limit: number;
  readonly select: string;
}

describe('a look', () => {
  const asked: Asked[] = [];
  let engine: EmbeddedDynamo;
  let deps: WatchDeps;

  beforeAll(async () => {
    engine = await startEmbeddedDynamo();
    await createTable(engine.client, 'callbacks');
    const world = createWorld({ config: { queues } });
    const store = createDynamoStore(engine.client, 'callbacks');
    deps = { ...world, store };
    const numbers = Array.from({ length: 6 }, (_, index) => `+44207946000${index}`);
    const of = (index: number) => ({ id: `01JNB00000000000000000000${index}`, number: numbers[index] ?? '' });
    await store.callbacks.register(waiting({ ...of(0), placeMs: noonMs - 1 }), 0);
    await store.callbacks.register(waiting(of(1)), 0);
    await store.callbacks.register(waiting({ ...of(2), class: 'vip' }), 0);
    await store.callbacks.register(waiting({ ...of(3), queue: 'billing' }), 0);
    await store.callbacks.register(scheduled({ ...of(4), dueAtMs: noonMs - 30_000 }), 0);
    await store.callbacks.register(dialing(of(5)), 0);
    await openCase({ ...world, store }, { number: numbers[0] ?? '', queue: 'support' }, [lostMark()]);
    engine.client.middlewareStack.add(
      (next, { commandName }) =>
        (call) => {
          const {
            IndexName = 'none',
            Limit = Infinity,
            Select = 'all',
          } = call.input as Partial<Record<string, string>>;
          asked.push({ command: String(commandName), index: IndexName, limit: Number(Limit), select: Select });
          return next(call);
        },
      { step: 'initialize' },
    );
  });
  afterAll(() => engine.close());

  test('counts what is there', async () => {
    const stock = { waiting: 4, openCases: 1, inFlight: 1, oldestDueMs: 30_000, oldestCaseMs: 540_000 };
    expect(await takeStock(deps)).toMatchObject(stock);
  });

  test('only reads, each time no more than it says', async () => {
    asked.length = 0;
    await takeStock(deps);
    const queries = asked.filter(({ command }) => command === 'QueryCommand');
    const count = (index: string) => queries.filter((query) => query.index === index).length;
    expect(asked.filter(({ command }) => command !== 'QueryCommand' && command !== 'GetItemCommand')).toEqual([]);
    // The first of each line, and each that is not empty counted.
    expect(count('line')).toBe(2 * LINES);
    expect([count('flight'), count('due'), count('month')]).toEqual([1, 1, MONTHS]);
    expect(queries).toHaveLength(2 * LINES + 2 + MONTHS);
    expect(asked.length - queries.length).toBeLessThanOrEqual(5);
    expect(queries.filter(({ limit }) => limit > COUNTED_MAX)).toEqual([]);
    expect(
      queries.filter(({ index, select }) => index === 'line' && select !== 'COUNT').map(({ limit }) => limit),
    ).toEqual([1, 1, 1]);
  });
});
