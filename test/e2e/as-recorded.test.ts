import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInTurn, runScript, type Finished } from '../support/processes/run-script';

const script = 'local/replay/main.ts';
const technion = resolve('test/samples/sample-technion.tsv');
const vanad = resolve('test/samples/sample-vanad.csv');
const asRecorded = ['--as-recorded', '--seed', '3'] as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfree-recorded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe('a log played as it was recorded', () => {
  test('finds every lost call but the excluded, gathers them, and calls back nobody who was served; twice the same bytes, but for the notices that are files of the folder named for them', async () => {
    const busyDay = ['--days', '8..8', '--json'];
    const [first, second] = await Promise.all([
      play([technion, ...busyDay]),
      play([technion, ...busyDay, '--notices', 'sent'], 'second'),
    ]);
    expect(first.code).toBe(0);
    const report = JSON.parse(first.stdout);
    const { rows, excluded, lostCalls, cases, callbacks } = report;
    expect(rows).toEqual({ agent: 124, hang: 29, phantom: 1, tt: 2, broken: 1 });
    expect(report.servedCalls).toBe(rows.agent);
    expect(report.isMet).toBe(true);
    expect(lostCalls).toBe(rows.hang - sum(excluded));
    expect(excluded).toEqual({ short: 1, withheld: 7 });
    expect(report.expected).toEqual(excluded);
    // Each lost call is in one case, and one caller's calls in a queue are in the same.
    expect(cases.callsGathered).toBe(lostCalls);
    expect(cases.callsMost).toBe(3);
    expect(cases.reopened).toBe(1);
    expect(cases.open + sum(cases.closed)).toBe(cases.all);
    // 7301 got through in another queue, 7302 was called by an agent.
    expect(cases.closed.got_through).toBeGreaterThan(0);
    expect(cases.closed.reached).toBe(1);
    expect(callbacks.registered).toBeGreaterThan(10);
    expect(report.dials).toBeGreaterThan(callbacks.registered);
    expect(report).toMatchObject({ dialsAfterServed: 0, dialsWhileOnLine: 0, doubleDials: 0, callbacksLost: 0 });
    expect(report).toMatchObject({ orderInversions: 0, deadLetters: 0 });
    expect(report.notices).toEqual({ sms: 0, topic: 0, webhook: 0 });
    expect(readdirSync(join(folder, '.holdfree/recorded'))).toEqual(['run.jsonl.gz']);
    // The same seed prints the same bytes, but for the notices that are counted where a folder is named for them.
    const counts = /"notices":(\{[^}]*\})/;
    expect(second.stdout.replace(counts, '')).toBe(first.stdout.replace(counts, ''));
    const notices: typeof report.notices = JSON.parse(counts.exec(second.stdout)?.[1] ?? '');
    const files = readdirSync(join(folder, 'second', 'sent'));
    for (const kind of ['sms', 'webhook']) {
      expect(files.filter((name) => name.includes(`-${kind}-`))).toHaveLength(notices[kind]);
    }
    expect(notices.sms).toBeGreaterThan(0);
    // Of each case once, and again when it is opened again or its deadline passes.
    expect(notices.webhook).toBeGreaterThanOrEqual(cases.all);
  });

  test('a log that knows no callers gives each call a number of its own; without --json lines for people are printed', async () => {
    const { code, stdout } = await play([vanad, '--days', '7..7']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lost is hang less what is to be left out +yes$/m);
    expect(stdout).toMatch(/^left out +none$/m);
    expect(stdout).toMatch(/^cases by their lost calls +1 \d+$/m);
    expect(stdout).toMatch(/^dials after served, while on the line +0, 0$/m);
  });

  const refused: readonly (readonly [option: string, args: readonly string[]])[] = [
    ['--offer', [technion, '--offer', '60', ...asRecorded]],
    ['--agents', [technion, '--agents', '3', ...asRecorded]],
  ];
  let ends: ReadonlyMap<readonly string[], Finished>;
  beforeAll(async () => {
    ends = await runInTurn(
      script,
      refused.map(([, args]) => args),
    );
  });

  test.each(refused)('%s does not go with it: code 2 and one line', async (option, args) => {
    const { code, stdout, stderr } = ends.get(args) ?? {};
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(option);
    expect(stderr?.trim().split('\n')).toHaveLength(1);
  });
});

function play(args: readonly string[], below = '.') {
  const cwd = join(folder, below);
  mkdirSync(cwd, { recursive: true });
  return runScript(script, [...args, ...asRecorded], cwd);
}
