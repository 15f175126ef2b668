import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CaseMark } from '../../../../lib/core/lost/case';
import { formulas } from '../../../../lib/core/reports/formulas';
import type { ReportSource } from '../../../../local/store/report-source';
import { closed, noonMs } from '../../../support/builders/callbacks';
import { excludedCall, lostCall, servedCall } from '../../../support/builders/judged-calls';
import { readSheet } from '../../../support/read-workbook';
import { keepCall, keepCase, keepClosed, report, reportSource } from '../../../support/report-source';

const HOUR_MS = 3_600_000;
const number = '+441632960001';
const customer = { name: '=cmd|<Ann & "Bo">', agentId: 'agent-7', isVip: true };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two open cases, one processed one, six calls, two callbacks, a notice set aside, a shortage of lines. */
async function smallRun(): Promise<ReportSource> {
  const source = reportSource({
    lines: {
      between: async () => [
        { fromMs: noonMs - HOUR_MS, toMs: noonMs - HOUR_MS + 60_000, breaching: 2, throttled: 1, concurrentMax: 10 },
      ],
    },
  });
  const { store } = source;
  const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
  const lostAt = (startedAtMs: number): CaseMark => ({
    kind: 'lost',
    callId: `call-${startedAtMs}`,
    basis: 1,
    startedAtMs,
    endedAtMs: startedAtMs + 60_000,
    lost,
  });
  const twice = [lostAt(noonMs - 2 * HOUR_MS), lostAt(noonMs - HOUR_MS)];
  const known: CaseMark = { kind: 'customer', atMs: noonMs, customer };
  await keepCase(store, { number, queue: 'support' }, [...twice, known], '01JNBCASE0000000000000001');
  const other = { number: '+441632960002', queue: 'billing' };
  await keepCase(store, other, [lostAt(noonMs - 3 * HOUR_MS)], '01JNBCASE0000000000000002');
  const byHand = {
    kind: 'closed',
    how: 'by_hand',
    ref: 'r',
    atMs: noonMs - HOUR_MS,
    by: 'Ada',
    reason: 'spoke',
  } as const;
  const processed = { number: '+441632960003', queue: 'support' };
  await keepCase(store, processed, [lostAt(noonMs - 4 * HOUR_MS), byHand], '01JNBCASE0000000000000003');
  for (const call of [lostCall(), lostCall({ queue: 'billing' }), servedCall(), servedCall({ waitMs: 10_000 })]) {
    await keepCall(store, call);
  }
  await keepCall(store, excludedCall('short', { endedAtMs: noonMs + 3_000, waitMs: 2_000 }));
  await keepCall(store, excludedCall('internal'));
  const past = [{ attempt: 1, outcome: 'reached' as const, atMs: noonMs }];
  await keepClosed(store, closed({ id: '01JNB0000000000000000000A1', past }));
  await keepClosed(store, closed({ id: '01JNB0000000000000000000A2', number: '+441632960002', outcome: 'expired' }));
  const notice = { id: 'd1', caseId: '01JNBCASE0000000000000001', channel: 'webhook', to: 'chat' } as const;
  await store.deliveries.put({ ...notice, state: 'failed', tries: 5, atMs: noonMs, why: 'HTTP 500' });
  return source;
}

test('the list of lost cases tells who, how often, since when, the latest first', async () => {
  const { out } = await report(await smallRun(), 'lost');
  expect(out).toContain('lost · status open · from 2026-02-02 · to 2026-03-02 · zone Europe/London');
  const lines = out.split('\n').filter((line) => line.startsWith('+44'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^\+441632960001 +=cmd\|<Ann & "Bo"> +support +agents_busy +2 +0 +2026-03-02 10:00:00 +2026-03-02 11:00:00 +1 h 00 m +59 m 00 s +agent-7$/,
  );
  expect(lines[1]).toMatch(/^\+441632960002 .* billing /);
});

test('processed cases tell how, by whom and why', async () => {
  const { out } = await report(await smallRun(), 'lost', '--processed');
  expect(out).toMatch(/\+441632960003 .* 2026-03-02 11:00:00 +by_hand +Ada +spoke\n/);
  expect(out).not.toContain('+441632960001');
});

test('numbers are shown in full, because somebody has to call them, and masked when asked', async () => {
  const source = await smallRun();
  for (const format of ['table', 'csv', 'json']) {
    expect((await report(source, 'lost', '--format', format)).out).toContain(number);
    const masked = await report(source, 'lost', '--masked', '--format', format);
    expect(masked.out).not.toContain(number.slice(1));
    expect(masked.out).toContain('+44********01');
  }
});

test.each([
  ['--queue', 'billing', ['+441632960002']],
  ['--agent', 'agent-7', [number]],
  ['--reason', 'abandoned_menu', []],
  ['--from', '2026-03-02', [number, '+441632960002']],
  ['--to', '2026-03-01', []],
])('%s %s filters the list', async (option, value, numbers) => {
  const { out } = await report(await smallRun(), 'lost', option, value, '--format', 'json');
  expect(JSON.parse(out).rows.map((row: { number: string }) => row.number)).toEqual(numbers);
});

test('a day has its last instant, and none of the next', async () => {
  const source = reportSource();
  const midnightMs = Date.parse('2026-03-02T00:00:00Z');
  for (const [index, endedAtMs] of [midnightMs - 1, midnightMs].entries()) {
    const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
    const mark: CaseMark = { kind: 'lost', callId: 'c', basis: 1, startedAtMs: endedAtMs - 60_000, endedAtMs, lost };
    await keepCase(source.store, { number: `+44163296000${index}`, queue: 'support' }, [mark], `CASE${index}`);
  }
  const { out } = await report(source, 'lost', '--from', '2026-03-01', '--to', '2026-03-01', '--format', 'json');
  expect(JSON.parse(out).rows.map(({ caseId }: { caseId: string }) => caseId)).toEqual(['CASE0']);
});

test('a page says where the next one begins, and the next one goes on there', async () => {
  const source = await smallRun();
  const first = JSON.parse((await report(source, 'lost', '--limit', '1', '--format', 'json')).out);
  expect(first).toMatchObject({ count: 1, rows: [{ number }] });
  const { out, told } = await report(source, 'lost', '--limit', '1', '--format', 'json', '--next', first.next);
  expect(JSON.parse(out)).toMatchObject({ count: 1, rows: [{ number: '+441632960002' }] });
  expect(told.some((line) => line.startsWith('more: --next'))).toBe(JSON.parse(out).next !== null);
  const table = await report(source, 'lost', '--limit', '1');
  expect(table.out).toContain(`more: --next '${first.next}'`);
});

test('a table goes on over short pages until it is full, a page that was asked for does not', async () => {
  const source = await smallRun();
  const { cases } = source.store;
  const limits: number[] = [];
  // As a filter leaves pages that found nothing.
  const page: typeof cases.page = async (query, asked) => {
    limits.push(asked.limit);
    if (asked.next === undefined) return { items: [], next: 'later' };
    return cases.page(query, { limit: 1 });
  };
  const short = { ...source, store: { ...source.store, cases: { ...cases, page } } };
  expect((await report(short, 'lost', '--limit', '1')).out).toContain("more: --next 'later'");
  expect(limits).toEqual([1]);
  limits.length = 0;
  const { out } = await report(short, 'lost');
  expect(out.split('\n').filter((line) => line.startsWith(number))).toHaveLength(50);
  expect(limits).toEqual([50, ...Array.from({ length: 50 }, (_, taken) => 50 - taken)]);
});

test('a list as JSON is one object with its rows, formulas and times with an offset', async () => {
  const { out } = await report(await smallRun(), 'lost', '--format', 'json');
  const { rows, ...about } = JSON.parse(out);
  expect(about).toEqual({
    report: 'lost',
    status: 'open',
    from: '2026-02-02',
    to: '2026-03-02',
    zone: 'Europe/London',
    formulas: formulas.lost,
    count: 2,
    next: null,
  });
  expect(rows[0]).toEqual({
    number,
    name: customer.name,
    queue: 'support',
    status: 'open',
    reason: 'agents_busy',
    type: 'abandoned',
    tries: 2,
    ourTries: 0,
    firstAt: '2026-03-02T10:00:00+00:00',
    lastAt: '2026-03-02T11:00:00+00:00',
    lostAt: '2026-03-02T11:01:00+00:00',
    lostForSeconds: 3600,
    ageSeconds: 3540,
    agent: 'agent-7',
    vip: 'yes',
    dueAt: null,
    overdueAt: null,
    reopened: 0,
    callbackId: null,
    caseId: '01JNBCASE0000000000000001',
  });
});

test('in CSV nothing can be taken for a formula, and a number is still a text with its plus', async () => {
  const { out } = await report(await smallRun(), 'lost', '--format', 'csv');
  const rows: Record<string, string>[] = parse(out, { columns: true });
  expect(rows.map((row) => [row['number'], row['name']])).toEqual([
    [`'${number}`, `'${customer.name}`],
    ["'+441632960002", ''],
  ]);
  expect(rows[0]).toMatchObject({ tries: '2', lastAt: '2026-03-02T11:00:00+00:00', lostForSeconds: '3600' });
});

test('a workbook holds the list, the days and the formulas; texts are texts and times are times', async () => {
  const path = join(folder, 'lost.xlsx');
  const { out, told } = await report(await smallRun(), 'lost', '--format', 'xlsx', '--out', path);
  expect(out).toBe('');
  expect(told).toContain(`${path}: 2 rows`);
  const workbook = await readFile(path);
  const [titles, first, second, ...more] = readSheet(workbook, 'lost');
  expect(more).toEqual([]);
  expect(titles).toMatchObject({ A: 'number', B: 'name', G: 'tried', J: 'last call' });
  // 2026-03-02 11:00 as days since the end of 1899.
  expect(first).toMatchObject({ A: number, B: customer.name, G: '2' });
  expect(Number(first?.['J'])).toBeCloseTo(46083 + 11 / 24, 6);
  expect(second).toMatchObject({ A: '+441632960002', C: 'billing' });
  const about = readSheet(workbook, 'about').map(({ A, B }) => [A, B]);
  expect(about).toContainEqual(['zone', 'Europe/London']);
  expect(about).toContainEqual(['age', formulas.lost[1].formula]);
});

test('causes are grouped by kind, with and without short abandons', async () => {
  const { out } = await report(await smallRun(), 'causes');
  expect(out).toContain('5 calls, 2 lost, 1 short abandons, 3 both');
  expect(out).toMatch(/reason +agents_busy +2 +100\.00 % +5 +40\.00 % +0 +2 +66\.67 % +40\.00 %\n/);
  expect(out).toMatch(/\n {2,}short_abandon +0 +0\.00 % +5 +0\.00 % +1 +1 +33\.33 % +20\.00 %\n/);
  expect(out).toMatch(/queue +billing +1 .*\n +support +1 /);
});

test('service stands a figure a line, with a column for each queue, and says X and what is in no figure', async () => {
  const { out } = await report(await smallRun(), 'service', '--within', '30');
  expect(out).toMatch(/queue +billing +support +total\n/);
  expect(out).toMatch(/abandon rate +100\.00 % +33\.33 % +50\.00 %\n/);
  expect(out).toMatch(/ASA +35 s +35 s\n/);
  expect(out).toMatch(/service level +0\.00 % +33\.33 % +25\.00 %\n/);
  expect(out).toContain('X = 30 s\nin no figure: 1 internal\n');
});

test('callbacks tell success per request and per attempt', async () => {
  const { out } = await report(await smallRun(), 'callbacks');
  expect(out).toMatch(/request +all +2 +1 +50\.00 %\n/);
  expect(out).toMatch(/attempt +all +1 +1 +100\.00 %\n/);
  expect(out).toMatch(/wait +to the first attempt +1 /);
  // Of both origins together, and of each by itself.
  expect(out).toMatch(/wait of requested +to the first attempt +1 .*\n +to the agent +0\n/);
  const csv = await report(await smallRun(), 'callbacks', '--format', 'csv');
  expect(csv.out).toMatch(/^wait of requested,to the first attempt,1,/m);
});

test('shortages of lines tell when, how often and how many', async () => {
  const { out } = await report(await smallRun(), 'lines');
  expect(out).toMatch(/2026-03-02 11:00:00 +2026-03-02 11:01:00 +1 m 00 s +2 +1 +10\n/);
  expect(out).toContain('short of lines 1 times: 2 calls breaching the quota, 1 throttled; at most 10 calls at once');
});

test('notices that could not be delivered tell why, and no number', async () => {
  const { out } = await report(await smallRun(), 'notices');
  expect(out).toMatch(/2026-03-02 12:00:00 +webhook +chat +5 +HTTP 500 +01JNBCASE0000000000000001\n/);
});

test.each(['lost', 'causes', 'service', 'callbacks', 'lines', 'notices'] as const)(
  'the report %s prints its formulas, and JSON and CSV of it can be read',
  async (name) => {
    const source = await smallRun();
    const table = await report(source, name);
    for (const { figure, formula } of formulas[name]) expect(table.out).toContain(`${figure}: ${formula}\n`);
    const json = await report(source, name, '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ report: name, formulas: formulas[name] });
    const csv = await report(source, name, '--format', 'csv');
    expect(parse(csv.out, { columns: true }).length).toBeGreaterThan(0);
  },
);

test('a report on nothing says so', async () => {
  expect((await report(reportSource(), 'lost')).out).toContain('\nnothing\n');
  const json = await report(reportSource(), 'lost', '--format', 'json');
  expect(JSON.parse(json.out)).toMatchObject({ rows: [], count: 0, next: null });
});

test('an export that fails leaves no half of a file, and the source is closed', async () => {
  let isClosed = false;
  const source = reportSource({ close: async () => void (isClosed = true) });
  const page = () => Promise.reject(new Error('the store does not answer'));
  const failing = { ...source, store: { ...source.store, cases: { ...source.store.cases, page } } };
  const path = join(folder, 'failed.csv');
  await expect(report(failing, 'lost', '--format', 'csv', '--out', path)).rejects.toThrow('does not answer');
  expect((await readdir(folder)).filter((file) => file.startsWith('failed'))).toEqual([]);
  expect(isClosed).toBe(true);
});

test('help names every report and option', async () => {
  const { out } = await report(reportSource(), '--help');
  for (const name of Object.keys(formulas)) expect(out).toContain(`report -- ${name}`);
});
