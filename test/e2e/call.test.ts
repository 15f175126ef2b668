import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  runScript,
  startCommands,
  startScript,
  type Finished,
  type RunningScript,
} from '../support/processes/run-script';

const start = 'local/main.ts';
const call = 'local/call/main.ts';
const from = '+441632960123';

let folder = '';
let live: RunningScript | undefined;

const commands = startCommands();
afterAll(commands.end);

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-call-'));
});

afterEach(async () => {
  live?.child.kill('SIGINT');
  await live?.finished;
  live = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Starts a centre that nobody but the tests calls, and gives its address once it can be called. */
async function startLive(agents: string): Promise<string> {
  const options = ['--plain', '--fresh', '--speed', '60', '--agents', agents, '--callers', 'off'];
  live = startScript(start, options, folder);
  await printed(live, 'npm run call');
  const { address }: { readonly address: string } = JSON.parse(
    fs.readFileSync(path.join(folder, '.holdfree', 'live.json'), 'utf8'),
  );
  return address;
}

/** Waits until a script has printed a text; fails when it ends before. */
async function printed(running: RunningScript | undefined, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (running?.output().includes(text) === true) resolve();
    };
    running?.child.stdout?.on('data', look);
    void running?.finished.then(({ stderr }) => reject(new Error(`it ended before printing "${text}": ${stderr}`)));
    look();
  });
}

function callWith(...args: string[]): Promise<Finished> {
  return commands.run(call, ['--from', from, '--lang', 'en-US', ...args], folder);
}

/** What was told, without the time. */
function told({ stdout }: Finished): readonly string[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, ''));
}

test('a caller takes the callback offered on hold, hears of it in the next call, and cancels it', async () => {
  await startLive('0');
  const optsIn = await callWith('--queue', 'support', '--keys', '1,1');
  expect(optsIn).toMatchObject({ code: 0, stderr: '' });
  expect(told(optsIn)).toEqual([
    'you       call support',
    expect.stringMatching(/^Holdfree {2}Welcome/),
    'line      you wait in the queue support',
    expect.stringMatching(/^Holdfree {2}Thank you for waiting/),
    expect.stringMatching(/^Holdfree {2}.*To be called back, press one.*\[1\]$/),
    'you       1',
    expect.stringMatching(/^Holdfree {2}We will call you.*To confirm, press one.*\[1 2 3 \*\]$/),
    'you       1',
    expect.stringMatching(/^Holdfree {2}Thank you\. We will call you/),
    'line      the call is over: Holdfree has hung up',
  ]);
  expect(live?.output()).toContain('registered');
  const hears = await callWith('--keys', 'hangup');
  expect(hears).toMatchObject({ code: 0, stderr: '' });
  expect(told(hears).slice(-3)).toEqual([
    expect.stringMatching(/^Holdfree {2}.*callback planned.*next in line.*To cancel it, press four.*\[1 2 3 4\]$/),
    'you       hang up',
    'line      the call is over',
  ]);
  const cancels = await callWith('--keys', '4', '--json');
  expect(cancels).toMatchObject({ code: 0, stderr: '' });
  const events = cancels.stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events.slice(-4)).toMatchObject([
    { kind: 'pressed', keys: '4' },
    { kind: 'said', text: expect.stringContaining('canceled') },
    { kind: 'ended', reason: 'CONTACT_FLOW_DISCONNECT' },
    { kind: 'left' },
  ]);
  expect(live?.output()).toMatch(/closed .*outcome=cancelled/);
  // No number is ever printed there.
  expect(
    live
      ?.output()
      .match(/registered .*/g)
      ?.join(),
  ).not.toContain('960123');
  expect(await callWith('--queue', 'sales', '--keys', '1')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'queue: got "sales"; there are support, billing\n',
  });
});

test('a telephone that stays is called back when its turn has come, and talks to the agent', async () => {
  const address = await startLive('1');
  // Callers ahead, who keep the only agent at work until they hang up.
  const ahead = { from: null, language: 'en-US', keys: ['wait'], stay: true };
  const post = (route: string, body: object) =>
    fetch(`${address}/calls${route}`, { method: 'POST', body: JSON.stringify(body) });
  for (let caller = 0; caller < 8; caller += 1) await post('', ahead);
  const args = ['--from', from, '--lang', 'en-US', '--keys', '1,1,answer,1', '--stay'];
  const calledBack = startScript(call, args, folder);
  const busy = printed(calledBack, 'call support').then(() => callWith('--keys', '1'));
  // Before that an agent who came free would be given to the caller, who still holds.
  await printed(calledBack, 'the call is over');
  await printed(live, 'registered');
  for (let caller = 1; caller <= 8; caller += 1) await post(`/${caller}/hang-up`, {});
  expect(await busy).toMatchObject({ code: 2, stderr: expect.stringContaining('somebody is at the telephone') });
  const finished = await calledBack.finished;
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  // Where the agent is there at once, the words for those who wait are never begun.
  const heard = told(finished).filter((line) => !line.includes('An agent will be with you'));
  expect(heard.slice(-8)).toEqual([
    'line      your telephone rings',
    'you       answer',
    expect.stringMatching(/^Holdfree {2}Hello\. This is the call you asked for.*\[1 2 3 9\]$/),
    'you       1',
    'line      you wait in the queue support',
    expect.stringMatching(/^Holdfree {2}Thank you\. We are connecting you/),
    'Ada       is with you now',
    'line      the call is over',
  ]);
});

test('a call ends with the run, which ends cleanly', async () => {
  await startLive('0');
  const staying = startScript(call, ['--from', from, '--lang', 'en-US', '--keys', 'wait', '--stay'], folder);
  await printed(staying, 'call support');
  live?.child.kill('SIGINT');
  const ended = await live?.finished;
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  // Nobody else has called.
  expect(ended?.stdout).toMatch(/calls offered \/ answered \/ lost +1 \/ 0 \/ /);
  expect(await staying.finished).toMatchObject({ code: 2, stderr: 'npm start has ended, and the call with it\n' });
  expect(fs.existsSync(path.join(folder, '.holdfree', 'live.json'))).toBe(false);
});

test('where nothing runs, or what ran did not end cleanly, one line says so', async () => {
  const nothing = { code: 2, stdout: '', stderr: expect.stringMatching(/^nothing is running here: .*npm start.*\n$/) };
  const [atNothing, atNoTerminal] = await Promise.all([callWith('--keys', '1'), callWith()]);
  expect(atNothing).toEqual(nothing);
  expect(atNoTerminal).toEqual({ ...nothing, stderr: expect.stringMatching(/^--keys: is needed here.*\n$/) });
  fs.mkdirSync(path.join(folder, '.holdfree'));
  fs.writeFileSync(path.join(folder, '.holdfree', 'live.json'), '{"address":"http://127.0.0.1:1"}');
  expect(await callWith('--keys', '1')).toEqual(nothing);
  fs.writeFileSync(path.join(folder, '.holdfree', 'live.json'), '{');
  expect(await callWith('--keys', '1')).toEqual(nothing);
});

test('with nobody at work in a run of some simulated time, callers ring as ever and nobody answers', async () => {
  const { stdout } = await runScript(start, ['--for', '90s', '--json', '--agents', '0'], folder);
  const report: { readonly callsOffered: number; readonly callsAnswered: number } = JSON.parse(stdout);
  expect(report.callsOffered).toBeGreaterThan(0);
  expect(report.callsAnswered).toBe(0);
});
