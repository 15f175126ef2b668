import { runInTurn, runScript, type Finished } from '../support/processes/run-script';

const script = 'local/flows/tools/fuzz-main.ts';

describe('npm run flows:fuzz', () => {
  test('walks through one flow, and says the same of the same seeds', async () => {
    const args = ['--flow', 'everything/callback', '--walks', '20', '--seed', '9', '--json'];
    const [once, again] = await Promise.all([runScript(script, args), runScript(script, args)]);
    expect([once.code, again.code]).toEqual([0, 0]);
    expect(once.stdout).toBe(again.stdout);
    expect(JSON.parse(once.stdout)).toMatchObject({
      walks: 20,
      seed: 9,
      flows: [{ flow: 'everything/callback', walks: 20 }],
      broken: [],
    });
    expect(once.stderr).toMatch(/^everything\/callback: 20 walks in \d+\.\d s\n$/);
  });

  const refused: readonly (readonly [args: readonly string[], refusal: RegExp])[] = [
    [['--walks', '0'], /^--walks: got "0"; allowed is a whole number from 1 to 1000000\n$/],
    [['--flow', 'lobby'], /^--flow: got "lobby"; allowed is one of agent-whisper, .*everything\/module-answer\n$/],
    [['callback'], /^there is nothing to name: npm run -s flows:fuzz -- .*\n$/],
  ];
  let ends: ReadonlyMap<readonly string[], Finished>;
  beforeAll(async () => {
    ends = await runInTurn(
      script,
      refused.map(([args]) => args),
    );
  });

  test.each(refused)('refuses %j in one line', (args, refusal) => {
    const { code, stdout, stderr } = ends.get(args) ?? {};
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(refusal);
  });
});
