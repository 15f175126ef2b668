import { reportKeys } from '../support/report-keys';
import { runInTurn, runScript, type Finished } from '../support/processes/run-script';

const script = 'local/replay/main.ts';

test.each([
  ['test/samples/sample-vanad.csv', 'once', []],
  ['test/samples/sample-technion.tsv', 'twice with the same bytes', ['--days', '8..8']],
])('%s is replayed in both worlds, %s, and its broken row is named', async (sample, howOften, days) => {
  const args = [sample, ...days, '--seed', '3', '--offer', '60', '--accept', '0.4', '--json'];
  const [first, second] = await Promise.all([
    runScript(script, args),
    ...(howOften === 'once' ? [] : [runScript(script, args)]),
  ]);
  expect(first.code).toBe(0);
  const report = JSON.parse(first.stdout);
  expect(Object.keys(report)).toEqual(['hold', 'holdfree']);
  expect(Object.keys(report.hold)).toEqual(reportKeys);
  expect(report.hold.callsOffered).toBe(report.holdfree.callsOffered);
  expect(report.holdfree).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
  expect(report.holdfree.callbacksRequested).toBeGreaterThan(0);
  expect(report.hold.callbacksRequested).toBe(0);
  expect(first.stderr).toMatch(/skipped row \d+: /);
  expect(second?.stdout ?? first.stdout).toBe(first.stdout);
});

describe('a command that is wrong', () => {
  const refused: readonly (readonly [name: string, args: readonly string[], named: string])[] = [
    ['no file', [], 'FILE'],
    ['a file that is not there', ['no-such-file.csv'], 'no-such-file.csv'],
    ['a file of another kind', ['package.json'], 'header'],
    ['a range the wrong way round', ['test/samples/sample-vanad.csv', '--days', '9..5'], '--days'],
    ['days without calls', ['test/samples/sample-vanad.csv', '--days', '20..21'], 'days'],
    ['a share above 1', ['test/samples/sample-vanad.csv', '--accept', '1.5'], '--accept'],
    ['no agents', ['test/samples/sample-vanad.csv', '--agents', '0'], '--agents'],
    ['an unknown option', ['test/samples/sample-vanad.csv', '--offers', '5'], '--offers'],
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
