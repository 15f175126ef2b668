import { join } from 'node:path';
import { runInTurn } from '../support/processes/run-script';

const log = join(__dirname, '../samples/sample-technion-weeks.tsv');

test('first call resolution of a call log: rows alone on standard output, and 2 for what can be put right', async () => {
  const turns = [[log, '--json'], [log, '--window', '7'], ['none.tsv']] as const;
  const [rows, option, file] = [...(await runInTurn('local/fcr/main.ts', turns)).values()];
  expect(rows).toMatchObject({ code: 0 });
  expect(JSON.parse(rows?.stdout ?? '')).toContainEqual(expect.objectContaining({ agent: 'S01', queue: 'PS' }));
  expect(JSON.parse(rows?.stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ windowDays: 7 });
  expect(option).toMatchObject({ code: 2, stdout: '' });
  expect(option?.stderr).toMatch(/^Unknown option '--window'; known options: --window-days .*\n$/);
  expect(file).toMatchObject({ code: 2, stdout: '' });
  expect(file?.stderr).toMatch(/^file none\.tsv: no such file; allowed: .*\n$/);
});
