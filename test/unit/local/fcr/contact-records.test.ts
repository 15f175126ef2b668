import { createRng } from '../../../../lib/core/rng';
import { readTrace } from '../../../../local/replay/trace/read-trace';
import { createLogs } from '../replay/builders';
import { fcrRows, sample } from './command';
import { agentOf, csvOf, iso, jsonLines, numberOf, queueOf, recordOf, recordsOf, redelivered } from './records';
import type { TestRecord } from './records';

const logs = createLogs();
afterAll(() => logs.remove());

const startMs = Date.UTC(2026, 2, 2, 9);
const minutes = (count: number): number => startMs + count * 60_000;

/** A record of a caller who rings in queue support; times are minutes after nine. */
function contact(id: string, from: number, to: number, changes: Partial<TestRecord> = {}): TestRecord {
  return recordOf({
    ContactId: id,
    InitiationTimestamp: iso(minutes(from)),
    DisconnectTimestamp: iso(minutes(to)),
    LastUpdateTimestamp: iso(minutes(to + 1)),
    CustomerEndpoint: numberOf('+441632960001'),
    Queue: queueOf('support'),
    ...changes,
  });
}

/** Somebody else, so much later that all windows are closed. */
const much = 30 * 1440;
const later = contact('later', much, much + 1, { CustomerEndpoint: numberOf('+441632960999') });
const ada = (from: number) => ({ Agent: agentOf('ada', minutes(from)) });
const bob = (from: number) => ({ Agent: agentOf('bob', minutes(from)) });

/** Rows as `queue agent handled/repeats`, of records in the order given and backwards. */
async function rowsOf(...records: readonly TestRecord[]): Promise<readonly string[]> {
  const files = [records, records.toReversed()].map((list, at) => logs.put(`r${at}.json`, jsonLines([...list, later])));
  const [rows, backwards] = await Promise.all(
    files.map(async (file) => {
      const { rows: found } = await fcrRows(file);
      return found.map(({ queue, agent, handled, repeats }) => `${queue} ${agent} ${handled}/${repeats}`);
    }),
  );
  expect(backwards).toEqual(rows);
  return rows ?? [];
}

test('the calls of a log, written as records that come doubled, late and shuffled, give the same rows', async () => {
  const file = sample('sample-technion-weeks.tsv');
  const told = redelivered(recordsOf(await readTrace(file)), createRng(5));
  const { rows, context } = await fcrRows(file);
  const files = [logs.put('lines.txt', jsonLines(told)), logs.packed(csvOf(told), 'export.gz')];
  for (const records of files) {
    const run = await fcrRows(records);
    expect(run.rows).toEqual(rows);
    expect(run.context['leftOut']).toEqual(context['leftOut']);
    expect(run.context['callsWithoutCallerOrQueue']).toBe(context['callsWithoutCallerOrQueue']);
  }
  expect(rows.length).toBeGreaterThan(5);
});

test('a call that was passed on is of whoever had the caller last, and is one call', async () => {
  const passedOn = { InitialContactId: 'c1', InitiationMethod: 'TRANSFER' };
  const first = contact('c1', 0, 3, ada(1));
  const next = contact('c2', 3, 9, { ...passedOn, ...bob(4), Queue: queueOf('billing') });
  expect(await rowsOf(first, next)).toEqual(['billing bob 1/0']);
  // Passed on, and lost there; passed on to one agent alone, in no queue that anybody rings.
  expect(await rowsOf(first, contact('c2', 3, 9, passedOn))).toEqual([]);
  const own = { ARN: 'arn:aws:connect:us-west-2:111122223333:instance/i/queue/agent/bob', Name: null };
  expect(await rowsOf(first, contact('c2', 3, 9, { ...passedOn, ...bob(4), Queue: own }))).toEqual([]);
  // Passed on to somebody outside: what was settled there nobody can say.
  const out = { ...ada(1), TransferredToEndpoint: numberOf('+441632960500') };
  expect(await rowsOf(contact('c1', 0, 5, out))).toEqual([]);
  // Ada asked Bob for help and had the caller again afterwards.
  expect(await rowsOf(contact('c1', 0, 9, ada(1)), contact('c2', 3, 5, { ...passedOn, ...bob(4) }))).toEqual([
    'support ada 1/0',
  ]);
});

test('the next call counts in the queue that its caller was in last, or that its flow had noted', async () => {
  const talk = contact('c1', 0, 5, ada(1));
  expect(await rowsOf(talk, contact('c2', 60, 61))).toEqual(['support ada 1/1']);
  expect(await rowsOf(talk, contact('c2', 60, 61, { Queue: queueOf('billing') }))).toEqual(['support ada 1/0']);
  const moved = { InitialContactId: 'c2', InitiationMethod: 'QUEUE_TRANSFER' };
  expect(
    await rowsOf(talk, contact('c2', 60, 61, { Queue: queueOf('billing') }), contact('c3', 61, 62, moved)),
  ).toEqual(['support ada 1/1']);
  // Whoever rings support again and is passed on to billing has rung support again, and billing as well.
  const passed = { InitialContactId: 'c2', InitiationMethod: 'TRANSFER', Queue: queueOf('billing') };
  const other = contact('b1', 0, 5, { ...bob(1), Queue: queueOf('billing') });
  expect(await rowsOf(talk, other, contact('c2', 60, 61), contact('c3', 61, 62, passed))).toEqual([
    'billing bob 1/1',
    'support ada 1/1',
  ]);
  const week = 7 * 1440;
  expect(await rowsOf(talk, contact('c2', 5 + week, 6 + week))).toEqual(['support ada 1/1']);
  expect(await rowsOf(talk, contact('c2', 6 + week, 7 + week))).toEqual(['support ada 1/0']);
  const inMenu = { Queue: null, Attributes: { holdfree_queue_name: 'support' } };
  expect(await rowsOf(talk, contact('c2', 60, 61, inMenu))).toEqual(['support ada 1/1']);
});

test('a callback counts for its agent under the number that the caller rang from, and is no repeat', async () => {
  const asked = contact('c1', 0, 2);
  const dial = { InitiationMethod: 'API', RelatedContactId: 'c1', CustomerEndpoint: numberOf('+441632960002') };
  expect(await rowsOf(asked, contact('d1', 10, 15, { ...dial, ...bob(11) }))).toEqual(['support bob 1/0']);
  expect(await rowsOf(asked, contact('d1', 10, 15, { ...dial, ...bob(11) }), contact('c2', 60, 61))).toEqual([
    'support bob 1/1',
  ]);
  expect(await rowsOf(contact('c1', 0, 5, ada(1)), contact('d1', 10, 11, dial))).toEqual(['support ada 1/0']);
  // Who hid the number and keyed one in cannot be known when they ring again.
  const hidden = { CustomerEndpoint: numberOf('anonymous') };
  expect(await rowsOf(contact('c1', 0, 2, hidden), contact('d1', 10, 15, { ...dial, ...bob(11) }))).toEqual([]);
  // Connect's own callback belongs to the call it was asked for in.
  const native = { InitiationMethod: 'CALLBACK', InitialContactId: 'c1', Queue: queueOf('callbacks') };
  expect(await rowsOf(asked, contact('n1', 10, 15, { ...native, ...bob(11) }), contact('c2', 60, 61))).toEqual([
    'support bob 1/1',
  ]);
});

test('a dial by API that is not a callback of ours is no conversation, and is told apart', async () => {
  const dial = (id: string, changes: Partial<TestRecord>) =>
    contact(id, 10, 15, { InitiationMethod: 'API', ...bob(11), ...changes });
  const survey = dial('d1', {});
  const ours = dial('d2', { Attributes: { holdfree_callback: 'cb-1' } });
  expect(await rowsOf(survey)).toEqual([]);
  expect(await rowsOf(survey, ours)).toEqual(['support bob 1/0']);
  const { told } = await fcrRows(logs.put('survey.json', jsonLines([survey, ours, later])));
  expect(told.join('\n')).toContain(', 1 dialed by API that are no callbacks');
});

test('of records that were updated at the same time, or say no time, the same one counts in every order', async () => {
  const { LastUpdateTimestamp: _, ...undated } = contact('c1', 0, 5, ada(1));
  const { LastUpdateTimestamp: __, ...agentless } = contact('c1', 0, 5);
  expect(await rowsOf(undated, agentless)).toEqual(['support ada 1/0']);
  expect(await rowsOf(contact('c1', 0, 5, ada(1)), contact('c1', 0, 5, bob(1)))).toHaveLength(1);
});

test('what an agent dials, other channels and calls without a beginning are neither counted nor repeats', async () => {
  const talk = contact('c1', 0, 5, ada(1));
  const others = [
    contact('o1', 10, 15, { InitiationMethod: 'OUTBOUND', ...bob(11) }),
    contact('t1', 10, 15, { Channel: 'TASK', ...bob(11) }),
    contact('x2', 10, 15, { InitiationMethod: 'TRANSFER', InitialContactId: 'x1', ...bob(11) }),
  ];
  expect(await rowsOf(talk, ...others)).toEqual(['support ada 1/0']);
});

test('fields that an export has flattened, and times without a zone, are read as Connect means them', async () => {
  const flat = {
    ContactId: 'c1',
    Channel: 'voice',
    InitiationMethod: 'Inbound',
    InitiationTimestamp: '2026-03-02T11:00:00+02:00',
    DisconnectTimestamp: '2026-03-02 09:05:00.000',
    'CustomerEndpoint.Address': '+441632960001',
    'Queue.ARN': 'arn:aws:connect:eu-west-2:111122223333:instance/i/queue/q-1',
    'Agent.ARN': 'arn:aws:connect:eu-west-2:111122223333:instance/i/agent/a-1',
    'Agent.ConnectedToAgentTimestamp': '2026-03-02T09:01:00Z',
  };
  const again = contact('c2', 10, 11, { Queue: { ARN: flat['Queue.ARN'], Name: null } });
  const file = logs.put('flat.json', `${JSON.stringify(flat)}\n${jsonLines([again, later])}`);
  const { rows } = await fcrRows(file);
  expect(rows).toMatchObject([{ queue: 'q-1', agent: 'a-1', handled: 1, repeats: 1 }]);
});

test('a line that cannot be used is named by its number and field, and by nothing of what is in it', async () => {
  const good = jsonLines([contact('c1', 0, 5, ada(1)), later]);
  const bad = [
    '{"ContactId": "c9", "CustomerEndpoint": {"Address": "+441632960077"',
    '["+441632960077"]',
    JSON.stringify(contact('c3', 0, 5, { InitiationTimestamp: 'yesterday' })),
    JSON.stringify({ ...contact('c4', 0, 5), Channel: 7 }),
    JSON.stringify(contact('c5', 0, 5, { ...ada(1), DisconnectTimestamp: null })),
    JSON.stringify(contact('c6', 0, 5, ada(6))),
  ].join('\n');
  const { rows, told } = await fcrRows(logs.put('bad.json', `\uFEFF${good}${bad}\n`));
  expect(rows).toMatchObject([{ agent: 'ada', handled: 1 }]);
  expect(told.filter((line) => line.startsWith('skipped'))).toEqual([
    'skipped line 3: line: not a JSON object',
    'skipped line 4: line: not a JSON object',
    'skipped line 5: InitiationTimestamp: is no time such as 2026-03-02T17:00:00Z',
    'skipped line 6: Channel: is no text',
    'skipped line 7: DisconnectTimestamp: is missing, although an agent came',
    'skipped line 8: DisconnectTimestamp: is before the call',
  ]);
  expect(told.join('\n')).not.toContain('960077');
});

test.each([
  ['json', jsonLines],
  ['csv', csvOf],
])('a line of %s without an end costs itself alone', async (kind, textOf) => {
  const long = contact('c9', 0, 5, { Attributes: { note: 'x'.repeat(2_400_000) } });
  const file = logs.put(`long.${kind}`, textOf([contact('c1', 0, 5, ada(1)), long, contact('c2', 60, 61), later]));
  const { rows, told } = await fcrRows(file);
  expect(rows).toMatchObject([{ agent: 'ada', handled: 1, repeats: 1 }]);
  expect(told.filter((line) => line.startsWith('skipped'))).toEqual([
    `skipped line ${kind === 'csv' ? 3 : 2}: line: longer than 1048576 characters`,
  ]);
});

test('a row of CSV that cannot be used is named, too, and the rest is read', async () => {
  const note = { Attributes: { note: 'said "call again",\nand rang off' } };
  const talk = contact('c1', 0, 5, { ...ada(1), ...note });
  const [header = '', ...rows] = csvOf([talk, contact('c2', 60, 61, note), later]).split('\r\n');
  const bad = ['one,cell', 'c9,"+441632960077,', 'c8,+441632960078'];
  const run = await fcrRows(
    logs.put('bad.csv', ['\uFEFF', header, '', ...bad, ...rows].join('\r\n').replace('\r\n', '')),
  );
  expect(run.rows).toMatchObject([{ agent: 'ada', handled: 1, repeats: 1 }]);
  expect(run.told.filter((line) => line.startsWith('skipped'))).toEqual([
    expect.stringMatching(/^skipped line 3: columns: \d+ expected, 2 found$/),
    'skipped line 4: quotes: a quote that is not closed',
    expect.stringMatching(/^skipped line 5: columns: \d+ expected, 2 found$/),
  ]);
  expect(run.told.join('\n')).not.toContain('96007');
});

test('older conversations weigh less for the shrunken figure, and not for the raw one', async () => {
  const talks = (agent: string, day: number, isRepeated: boolean) =>
    Array.from({ length: 20 }, (_, at): readonly TestRecord[] => {
      const [from, number] = [
        day * 1440 + at,
        numberOf(`+4416329${60_100 + at + day * 20 + (agent === 'ada' ? 0 : 500)}`),
      ];
      const id = `${agent}-${day}-${at}`;
      const again = contact(`${id}-again`, from + 60, from + 61, { CustomerEndpoint: number });
      const talk = contact(id, from, from + 5, { Agent: agentOf(agent, minutes(from)), CustomerEndpoint: number });
      return isRepeated ? [talk, again] : [talk];
    }).flat();
  const records = [
    ...talks('ada', 0, true),
    ...talks('ada', 10, false),
    ...talks('bob', 0, false),
    ...talks('bob', 10, true),
  ];
  const rowsAfter = async (list: readonly TestRecord[], halfLife: string) => {
    const file = logs.put('ages.json', jsonLines([...list, contact('end', 17 * 1440 + 100, 17 * 1440 + 101)]));
    const { rows } = await fcrRows(file, '--half-life-days', halfLife);
    return rows;
  };
  const [best, worst] = await rowsAfter(records, '2');
  expect([best, worst]).toMatchObject([
    { agent: 'ada', handled: 40, repeats: 20, fcr: 0.5 },
    { agent: 'bob', handled: 40, repeats: 20, fcr: 0.5 },
  ]);
  expect(best?.shrunken ?? 0).toBeGreaterThan((worst?.shrunken ?? 1) + 0.01);
  // The newest that can be counted have all their weight, although their windows took a week to close.
  const newest = records.filter(({ ContactId }) => ContactId.includes('-10-'));
  expect(await rowsAfter(newest, '2')).toEqual(await rowsAfter(newest, '365'));
});
