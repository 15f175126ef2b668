import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportKeys } from '../support/report-keys';
import { runInTurn, runScript, startScript, type Finished, type RunningScript } from '../support/processes/run-script';

const script = 'local/main.ts';

describe('a run of some simulated time', () => {
  test('prints one JSON object with every figure, and the same seed prints the same bytes', async () => {
    const args = ['--for', '16m', '--seed', '7', '--json'];
    const [first, second] = await Promise.all([runScript(script, args), runScript(script, args)]);
    expect(first).toMatchObject({ code: 0 });
    const report = JSON.parse(first.stdout);
    expect(Object.keys(report)).toEqual(reportKeys);
    expect(report).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
    expect(report.callsOffered).toBeGreaterThan(50);
    expect(report.callbacksRequested).toBeGreaterThan(0);
    expect(report.callbacksReached).toBeGreaterThan(0);
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(second.stdout).toBe(first.stdout);
  }, 180_000);

  const refused: readonly (readonly [name: string, args: readonly string[], named: string])[] = [
    ['an option that does not exist', ['--fro', '2h'], '--fro'],
    ['a duration that is none', ['--for', 'soon', '--json'], '--for'],
    ['a seed that is no whole number', ['--for', '1m', '--seed', '1.5'], '--seed'],
    ['a speed out of bounds', ['--speed', '0'], '--speed'],
    ['--json without an end', ['--json'], '--json'],
    ['a stray argument', ['tomorrow'], 'tomorrow'],
  ];
  let ends: ReadonlyMap<readonly string[], Finished>;
  beforeAll(async () => {
    ends = await runInTurn(
      script,
      refused.map(([, args]) => args),
    );
  });

  test.each(refused)('%s ends with code 2 and one line that names it', (_, args, named) => {
    const { code, stdout, stderr } = ends.get(args) ?? {};
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr?.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
  });
});

describe('a live run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfree-live-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('says where to look, ends cleanly on Ctrl-C, and the next run goes on from there', async () => {
    const first = startScript(script, ['--plain', '--speed', '600'], folder);
    await output(first, 'registered');
    const callbackId = /registered\s+callbackId=(\w+)/.exec(first.output())?.[1] ?? 'none';
    first.child.kill('SIGINT');
    const ended = await first.finished;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('Amazon Connect API (emulated): http://127.0.0.1:');
    expect(ended.stdout).toContain('Ended. State is kept');
    const second = startScript(script, ['--plain', '--speed', '600'], folder);
    await output(second, 'going on from the last run');
    // A caller of the last run, whom this one has never met, is called back too.
    await output(second, `attempt_ended callbackId=${callbackId}`);
    second.child.kill('SIGINT');
    expect(await second.finished).toMatchObject({ code: 0, stderr: '' });
    const last = ended.stdout.match(/^2026-03-02 \d\d:\d\d/gm)?.at(-1) ?? 'none';
    expect(second.output().match(/^2026-03-02 \d\d:\d\d/m)?.[0] ?? '').toBeTruthy();
    expect((second.output().match(/^2026-03-02 \d\d:\d\d/m)?.[0] ?? '') >= last).toBe(true);
  });
});

/** Waits until a running script has printed a text; fails when it ends before. */
async function output(running: RunningScript, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (running.output().includes(text)) resolve();
    };
    running.child.stdout?.on('data', look);
    void running.finished.then(({ stderr }) => reject(new Error(`it ended before printing "${text}": ${stderr}`)));
    look();
  });
}
