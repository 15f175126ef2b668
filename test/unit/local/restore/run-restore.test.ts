import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoStore } from '../../../../lib/adapters/dynamodb/dynamo-store';
import { createTable } from '../../../../local/store/create-table';
import { dynamoClientFor, startEmbeddedDynamo, type EmbeddedDynamo } from '../../../../local/store/embedded-dynamo';
import { runRestore } from '../../../../local/restore/run-restore';
import { createTwoTables } from '../../../../local/restore/two-tables';
import { everyCall } from '../../../contract/store/every-call';
import { handledCall } from '../../../contract/store/lost-samples';
import { closed, dialing, noonMs, scheduled, waiting } from '../../../support/builders/callbacks';

let engine: EmbeddedDynamo;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
});
afterAll(() => engine.close());

const idOf = (index: number) => `01JNB00000000000000000000${index}`;
const of = (index: number) => ({ id: idOf(index), number: `+44163296000${index}`, cli: `+44163296000${index}` });

let counter = 0;

/** A live table and a restored one, both empty, and the command on them. */
async function twoTables() {
  counter += 1;
  const [to, from] = [`holdfree-${counter}`, `holdfree-${counter}-restored`];
  await createTable(engine.client, to);
  await createTable(engine.client, from);
  const document = DynamoDBDocumentClient.from(engine.client);
  const printed: string[] = [];
  return {
    live: createDynamoStore(engine.client, to),
    old: createDynamoStore(engine.client, from),
    printed,
    putOld: (item: object) => document.send(new PutCommand({ TableName: from, Item: item })),
    items: async () => {
      const { Items = [] } = await document.send(new ScanCommand({ TableName: to, ConsistentRead: true }));
      return new Map(Items.map((item) => [`${item['pk']} ${item['sk']}`, item]));
    },
    run: (...argv: readonly string[]) => {
      const open = () => dynamoClientFor(engine.endpoint);
      const print = (line: string) => void printed.push(line);
      return runRestore(['--from', from, '--to', to, ...argv], { open, print, tell: print, nowMs: () => noonMs });
    },
    counts: () => JSON.parse(printed.at(-1) ?? '').counts,
  };
}

type Tables = Awaited<ReturnType<typeof twoTables>>;

/** Five callbacks that were open at the restore point; only the first of them is to come back. */
async function spoilt({ old, live }: Tables): Promise<void> {
  const open = [waiting(of(1)), waiting(of(2)), dialing(of(3)), scheduled(of(4)), waiting(of(5))];
  for (const callback of open) await old.callbacks.register(callback, 0);
  // The second has ended, and its key has been taken by a new request since.
  await live.callbacks.register(waiting({ ...of(2), id: idOf(8) }), 0);
  // Of the third only the copy is left, of the fourth only that its caller has talked with an agent.
  await live.callbacks.archive(closed(of(3)), 4);
  await live.history.keepHandled(handledCall({ number: of(4).number, connectedAtMs: noonMs }));
  await live.callers.remember(of(5).number, { optedOutAtMs: noonMs });
}

test('without --yes it counts by kind and changes nothing, and tells no number', async () => {
  const tables = await twoTables();
  await spoilt(tables);
  const before = await tables.items();
  await tables.run();
  expect(await tables.items()).toEqual(before);
  const text = tables.printed.join('\n');
  expect(text).toMatch(/^holdfree-\d+-restored: 6 items are missing in holdfree-\d+\n/);
  expect(text).toMatch(/^ +missing +there +ended since +not to be called$/m);
  expect(text).toMatch(/^ {2}callbacks +1 +1 +2 +1$/m);
  expect(text).toContain('nothing has been changed: --yes brings back what is missing');
  expect(text).not.toMatch(/\+\d/);
});

test('what ended since does not come back to life, nothing is overwritten, and a second time nothing is missing', async () => {
  const tables = await twoTables();
  await spoilt(tables);
  const before = await tables.items();
  await tables.run('--yes', '--json');
  const first = { callback: { missing: 1, there: 1, ended: 2, not_to_be_called: 1 }, callback_id: { missing: 5 } };
  expect(tables.counts()).toEqual(first);
  const { live, old } = tables;
  const key = { number: of(1).number, queue: 'support' };
  expect(await live.callbacks.get(key)).toEqual(await old.callbacks.get(key));
  expect(await live.callbacks.line({ queue: 'support', class: 'standard' }, 9)).toHaveLength(2);
  expect(await live.callbacks.inFlight()).toEqual([]);
  const after = await tables.items();
  for (const [name, item] of before) expect(after.get(name)).toEqual(item);
  await tables.run('--yes', '--json');
  const second = { callback: { there: 2, ended: 2, not_to_be_called: 1 }, callback_id: { there: 5 } };
  expect(tables.counts()).toEqual(second);
  expect(await tables.items()).toEqual(after);
});

test('what is true of a moment only, is kept no longer or cannot be read stays out', async () => {
  const tables = await twoTables();
  const { old, putOld, run } = tables;
  const agent = { agentId: 'a', contactId: 'c', atMs: noonMs };
  await putOld({ pk: 'NUMBER#+441632960001', sk: 'DIAL' });
  await putOld({ pk: 'INSTANCE', sk: 'DIALRATE' });
  await putOld({ pk: 'INSTANCE', sk: 'ROSTER' });
  await putOld({ pk: 'POOL#frontline', sk: 'PACE' });
  await putOld({ pk: 'POOL#frontline', sk: 'CLAIM#a', ...agent });
  await old.pools.holds('support', { contactId: 'c', sinceMs: noonMs });
  await putOld({ pk: 'CALLER#+441632960001', sk: 'CALLBACK#support', state: 'waiting' });
  await putOld({ pk: 'SOMETHING#else', sk: 'ELSE' });
  await putOld({ pk: 'CALL#gone', sk: 'CALL', expiresAtSeconds: noonMs / 1000 });
  await putOld({ pk: 'CALL#kept', sk: 'CALL', expiresAtSeconds: noonMs / 1000 + 1, told: new Set(['a', 'b']) });
  await run('--yes', '--json');
  expect(tables.counts()).toEqual({
    passing: { left_out: 6 },
    callback: { left_out: 1 },
    unknown: { left_out: 1 },
    call: { expired: 1, missing: 1 },
  });
  const kept = { pk: 'CALL#kept', sk: 'CALL', expiresAtSeconds: noonMs / 1000 + 1, told: new Set(['a', 'b']) };
  expect([...(await tables.items()).values()]).toEqual([kept]);
});

test('every item that a store writes is of a kind that is known', async () => {
  const tables = await twoTables();
  for (const [, call] of everyCall) await call(tables.old).catch(() => undefined);
  await tables.run('--json');
  const kinds = Object.keys(tables.counts());
  expect(kinds).not.toContain('unknown');
  const some = [
    'alias',
    'call',
    'callback',
    'callback_id',
    'case',
    'closed_callback',
    'contact',
    'day_of_agents',
    'delivery',
  ];
  expect(kinds).toEqual(expect.arrayContaining([...some, 'passing', 'profile']));
});

test('with --older-than younger open callbacks stay out', async () => {
  const tables = await twoTables();
  await tables.old.callbacks.register(waiting({ ...of(1), requestedAtMs: noonMs - 1 }), 0);
  await tables.old.callbacks.register(waiting({ ...of(2), requestedAtMs: noonMs }), 0);
  await tables.run('--older-than', '2026-03-02T12:00:00Z', '--json', '--yes');
  expect(tables.counts().callback).toEqual({ missing: 1, younger: 1 });
  expect((await tables.live.callbacks.line({ queue: 'support', class: 'standard' }, 9)).map(({ id }) => id)).toEqual([
    idOf(1),
  ]);
});

test('a restored table of many pages is read to its end', async () => {
  const tables = await twoTables();
  const filling = 'x'.repeat(300_000);
  for (let index = 0; index < 8; index += 1) await tables.putOld({ pk: `CALL#${index}`, sk: 'CALL', filling });
  await tables.run('--json');
  expect(tables.counts()).toEqual({ call: { missing: 8 } });
});

test('an item that is stored while it is looked at is not overwritten', async () => {
  const tables = await twoTables();
  await tables.putOld({ pk: 'CALL#1', sk: 'CALL', told: 'old' });
  const names = { from: `holdfree-${counter}-restored`, to: `holdfree-${counter}` };
  const restoration = createTwoTables(engine.client, names);
  for await (const items of restoration.pages()) {
    for (const item of items) {
      expect(await restoration.bringBack(item)).toBe('stored');
      expect(await restoration.bringBack(item)).toBe('conflict');
    }
  }
  expect((await tables.items()).size).toBe(1);
});

test.each<readonly [readonly string[], string]>([
  [['--to', 'live'], '--from: is needed: the name of the restored table'],
  [['--from', 'old'], '--to: is needed: the name of the live table'],
  [['--from', 'same', '--to', 'same'], '--to: got "same"; allowed is another table than --from'],
  [['--from', 'no table', '--to', 'live'], '--from: got "no table"; allowed is the name of a table'],
  [
    ['--from', 'old', '--to', 'live', '--older-than', '10:00'],
    '--older-than: got "10:00"; allowed is a time with its zone',
  ],
  [['--from', 'old', '--to', 'live', '--region', 'EU'], '--region: got "EU"; allowed is a region'],
  [['--from', 'old', '--to', 'live', '--all'], 'known options'],
  [['--from', 'old', '--to', 'live', 'now'], 'now: nothing is expected but options'],
  [['--from', 'old', '--to', 'live'], '--from: there is no table old in local'],
])('%j is refused by name', async (argv, words) => {
  const open = () => dynamoClientFor(engine.endpoint);
  const world = { open, print: () => undefined, tell: () => undefined, nowMs: () => noonMs };
  await expect(runRestore(argv, world)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining(words),
  });
});
