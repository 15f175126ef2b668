import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../../../lib/adapters/dynamodb/dynamo-store';
import { createTable } from '../../../../local/store/create-table';
import { refuseUnreadable } from '../../../../local/store/deployed-source';
import { startEmbeddedDynamo } from '../../../../local/store/embedded-dynamo';
import { writeRecorded } from '../../../../local/store/recorded-file';
import { openReportSource } from '../../../../local/store/report-source';
import { AwsService, awsError } from '../../../support/aws-service';
import { noonMs } from '../../../support/builders/callbacks';
import { lostCall } from '../../../support/builders/judged-calls';
import { policyOf } from '../../../support/builders/policies';
import { keepCall } from '../../../support/report-source';

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfree-source-'));
  // What a run leaves is looked for where the command was started.
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** The store of a run that was killed: a table, calls perhaps, and nothing that tells the time. */
async function leaveStore(calls: readonly ReturnType<typeof lostCall>[]): Promise<void> {
  const dynamo = await startEmbeddedDynamo('.holdfree/store');
  await createTable(dynamo.client, 'holdfree');
  for (const call of calls) await keepCall(createDynamoStore(dynamo.client, 'holdfree'), call);
  await dynamo.close();
}

async function* nothing() {}

async function openAndClose() {
  const { nowMs, what, hasEnded, close } = await openReportSource();
  await close();
  return { nowMs, what, hasEnded };
}

describe('what was left in a folder', () => {
  test('by a first run that was killed is as late as the end of its latest call', async () => {
    await leaveStore([lostCall({ endedAtMs: noonMs + 90_000 }), lostCall()]);
    const what = expect.stringContaining('up to its latest call');
    expect(await openAndClose()).toEqual({ nowMs: noonMs + 90_000, what, hasEnded: true });
  });

  test('by a run that was killed after another one is as late as the later of the two', async () => {
    await leaveStore([lostCall({ endedAtMs: noonMs + 90_000 })]);
    writeFileSync('.holdfree/state.json', JSON.stringify({ nowMs: noonMs, runs: 1, emulator: { contacts: [] } }));
    expect(await openAndClose()).toMatchObject({ nowMs: noonMs, what: 'the last live run' });
    writeFileSync(
      '.holdfree/live.json',
      JSON.stringify({ address: 'http://127.0.0.1:9', store: 'http://127.0.0.1:9' }),
    );
    expect(await openAndClose()).toMatchObject({ nowMs: noonMs + 90_000 });
  });

  test('is the log played as recorded, where nothing can be read of a later run', async () => {
    await writeRecorded({ what: 'a log', nowMs: noonMs, policy: policyOf() }, nothing(), '.holdfree');
    await leaveStore([]);
    writeFileSync('.holdfree/state.json', '{');
    expect(await openAndClose()).toMatchObject({ nowMs: noonMs, what: 'a log' });
  });

  test('is nothing, where the only run was killed before its first call', async () => {
    await mkdir('.holdfree/store', { recursive: true });
    await expect(openReportSource()).rejects.toThrow('nothing to report on');
    await (await startEmbeddedDynamo('.holdfree/store')).close();
    await expect(openReportSource()).rejects.toMatchObject({ name: 'UsageError' });
  });

  test('is refused in one line while another command has it open, and readable afterwards', async () => {
    await leaveStore([lostCall()]);
    const other = await startEmbeddedDynamo('.holdfree/store');
    await expect(openReportSource()).rejects.toMatchObject({
      name: 'UsageError',
      message: 'another command or run has the store open; try again when it is done',
    });
    await other.close();
    expect(await openAndClose()).toMatchObject({ hasEnded: true });
  });
});

describe('a deployed table', () => {
  let service: AwsService;
  beforeAll(async () => {
    service = await AwsService.start();
  });
  afterAll(() => service.stop());

  const missing = () => Promise.reject(new Error('is missing'));

  test.each([
    ['a region', { region: missing }, {}, '--table: no region is known'],
    ['credentials', { credentials: missing }, {}, '--table: no AWS credentials are found'],
    ['the table', {}, awsError('ResourceNotFoundException'), '--table: there is no table calls in eu-west-2'],
    ['the right to read it', {}, awsError('AccessDeniedException'), 'cannot be read (AccessDeniedException)'],
  ])('is refused in one line without %s', async (_name, config, answer, message) => {
    service.script(answer);
    const client = new DynamoDBClient({ ...service.clientConfig, ...config });
    const refusal = refuseUnreadable(client, 'calls');
    await expect(refusal).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
    client.destroy();
  });

  test('that can be read is taken', async () => {
    service.script({ body: {} });
    const client = new DynamoDBClient(service.clientConfig);
    expect(await refuseUnreadable(client, 'calls')).toBeUndefined();
    client.destroy();
  });
});
