import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import type { CaseMark } from '../../lib/core/lost/case';
import { createTable } from '../../local/store/create-table';
import { startEmbeddedDynamo } from '../../local/store/embedded-dynamo';
import { closed, noonMs } from '../support/builders/callbacks';
import { lostCall, servedCall } from '../support/builders/judged-calls';
import { runScript, startCommands, type Finished } from '../support/processes/run-script';
import { readSheet } from '../support/read-workbook';
import { keepCall, keepCase, keepClosed } from '../support/report-source';

const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
const startedAtMs = noonMs - 3_600_000;
const lostMark: CaseMark = {
  kind: 'lost',
  callId: 'call-1',
  basis: 1,
  startedAtMs,
  endedAtMs: startedAtMs + 60_000,
  lost,
};

let folder = '';
const commands = startCommands();
afterAll(commands.end);

/** What a live run leaves that has ended: a table of two open cases, two calls and a callback, and the time. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  await mkdir(join(folder, '.holdfree', 'store'), { recursive: true });
  const dynamo = await startEmbeddedDynamo(join(folder, '.holdfree', 'store'));
  await createTable(dynamo.client, 'holdfree');
  const store = createDynamoStore(dynamo.client, 'holdfree');
  for (const last of ['1', '2']) {
    const key = { number: `+44163296000${last}`, queue: 'support' };
    await keepCase(store, key, [lostMark], `01JNBCASE0000000000000000${last}`);
  }
  await keepCall(store, lostCall());
  await keepCall(store, servedCall({ waitMs: 10_000 }));
  const past = [{ attempt: 1, outcome: 'reached' as const, atMs: noonMs }];
  await keepClosed(store, closed({ past }));
  await dynamo.close();
  const state = { nowMs: noonMs, runs: 1, emulator: { contacts: [] } };
  await writeFile(join(folder, '.holdfree', 'state.json'), JSON.stringify(state));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function report(...argv: readonly string[]): Promise<Finished> {
  return commands.run('local/reports/main.ts', argv, folder);
}

// One process at a time: the store of the folder has one reader.
test('cases of a run that has ended are listed, exported in every format, and handled by hand', async () => {
  const table = await runScript('local/reports/main.ts', ['lost'], folder);
  expect(table).toMatchObject({ code: 0 });
  expect(table.stdout).toMatch(/\n\+441632960001 .* support +agents_busy +1 +0 +2026-03-02 11:00:00/);

  const csv = await report('lost', '--format', 'csv', '--masked');
  expect(csv.code).toBe(0);
  const rows: Record<string, string>[] = parse(csv.stdout, { columns: true });
  expect(rows.map((row) => row['number'])).toEqual(["'+44********02", "'+44********01"]);

  const workbook = await report('lost', '--format', 'xlsx', '--out', 'lost.xlsx');
  expect(workbook).toMatchObject({ code: 0, stdout: '' });
  const sheet = readSheet(await readFile(join(folder, 'lost.xlsx')), 'lost');
  expect(sheet.map(({ A }) => A)).toEqual(['number', '+441632960002', '+441632960001']);

  const handled = await commands.run(
    'local/lost/main.ts',
    ['handle', '01632 960002', '--reason', 'wrote back'],
    folder,
  );
  expect(handled).toMatchObject({ code: 0 });
  expect(handled.stdout).toContain('closed: support, case');
  expect(handled.stdout + handled.stderr).not.toContain('960002');

  const processed = await report('lost', '--processed', '--format', 'json');
  expect(JSON.parse(processed.stdout)).toMatchObject({
    count: 1,
    rows: [{ number: '+441632960002', how: 'by_hand', by: 'supervisor', handledReason: 'wrote back' }],
  });
});

test('figures of that run are JSON with their formulas', async () => {
  const service = JSON.parse((await report('service', '--format', 'json')).stdout);
  expect(service).toMatchObject({
    report: 'service',
    withinSeconds: 20,
    total: { offered: 2, answered: 1, abandoned: 1, abandonRate: 0.5, serviceLevel: 0.5 },
  });
});

test('an unknown option ends with code 2 and one line that names it', async () => {
  const { code, stdout, stderr } = await report('lost', '--colour');
  expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  expect(stderr).toContain('--colour');
});

test('where nothing has run, that is said', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'report-'));
  const { code, stderr } = await commands.run('local/reports/main.ts', ['lost'], empty);
  await rm(empty, { recursive: true });
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(stderr).toContain('nothing to report on');
});
