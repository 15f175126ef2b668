import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { askNow } from '../../local/live/ask-now';
import { startCommands, startScript, type RunningScript } from '../support/processes/run-script';
import { readText } from '../support/repository-files';

// Goal: whoever follows docs/try-a-call.md sees what the page says.
// Method: commands and lines are taken from the page itself, and run against a real npm start in a folder of its own,
// ten times as fast, with a minute from one call to the next, as a person would take.

/** A block of the page: a command and all that it prints, or lines that the run has printed so far. */
interface Block {
  readonly command: string | undefined;
  readonly lines: readonly string[];
}

/** One npm start of the page, and the blocks that follow until the next one. */
interface Run {
  readonly start: Block;
  readonly blocks: readonly Block[];
}

const runs = readRuns(hurried(readText('docs/try-a-call.md')));

let folder = '';
let live: RunningScript | undefined;

const commands = startCommands();
afterAll(commands.end);

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-try-'));
});

afterEach(async () => {
  live?.child.kill('SIGINT');
  await live?.finished;
  live = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

test('the page starts a centre without callers, and one with them', () => {
  expect(runs.map(({ start }) => start.command?.includes('--callers off'))).toEqual([true, false]);
  expect(runs.every(({ blocks }) => blocks.some(({ command }) => command !== undefined))).toBe(true);
});

test('a caller takes a callback, hears of it, cancels it, in each language, as the page says', async () => {
  const { said, expected } = await play(runs[0]);
  expect(said).toEqual(expected);
}, 240_000);

test('a caller whose telephone stays is called back, as the page says', async () => {
  const { said, expected } = await play(runs[1], 'registered');
  expect(said).toEqual(expected);
}, 300_000);

test('a line that is not on the page is noticed, and so is one that is missing', () => {
  const expected = plain(['09:00:00  you       …', '…', '09:00:09  line      over']);
  const seenIn = (lines: readonly string[]) => seen(expected, plain(lines));
  expect(seenIn(['10:00:00  you       1', 'a', 'b', '10:00:09  line      over'])).toEqual(expected);
  expect(seenIn(['10:00:00  you       1', '10:00:09  line      over'])).toEqual(expected);
  expect(seenIn(['10:00:00  line      1', '10:00:09  line      over'])).not.toEqual(expected);
  expect(seenIn(['10:00:00  you       1', 'a', '10:00:09  line      under'])).not.toEqual(expected);
  expect(seenIn(['10:00:00  you       1', '10:00:09  line      over', 'more'])).not.toEqual(expected);
});

/** What one block came to; a command that goes well ends with 0 and no complaint. */
interface Outcome {
  readonly command: string | undefined;
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly stderr: string;
}

/** Follows one run of the page; with `readyWhen`, its calls wait until the centre has printed that. */
async function play(
  run: Run | undefined,
  readyWhen = '',
): Promise<{ readonly said: readonly Outcome[]; readonly expected: readonly Outcome[] }> {
  if (run === undefined) throw new Error('the page has no such run');
  const { start, blocks } = run;
  const { script, args } = commandOf(start.command);
  const running = startScript(script, args, folder);
  live = running;
  const banner = plain(start.lines);
  const printed = await printedLines(running, (lines) => lines.length >= banner.length);
  await printedLines(running, (lines) => lines.some((line) => line.includes(readyWhen)));
  const said = [{ ...wellDone(start), lines: seen(banner, printed.slice(0, banner.length)) }];
  for (const [index, block] of blocks.entries()) {
    if (block.command !== undefined && index > 0) await aMinutePasses();
    said.push(await follow(block, running, banner.length));
  }
  return { said, expected: [start, ...blocks].map(wellDone) };
}

/** What is known of a call to the next one may have had to wait for the minute tick. */
async function aMinutePasses(): Promise<void> {
  const { address }: { readonly address: string } = JSON.parse(
    fs.readFileSync(path.join(folder, '.holdfree', 'live.json'), 'utf8'),
  );
  const fromMs = (await askNow(address)) ?? 0;
  for (let nowMs = fromMs; nowMs < fromMs + 60_000;) nowMs = (await askNow(address)) ?? Number.POSITIVE_INFINITY;
}

function wellDone({ command, lines }: Block): Outcome {
  return { command, lines: plain(lines), code: 0, stderr: '' };
}

async function follow(block: Block, running: RunningScript, bannerLength: number): Promise<Outcome> {
  const expected = plain(block.lines);
  if (block.command === undefined) {
    const enough = bannerLength + expected.length;
    const lines = (await printedLines(running, (all) => all.length >= enough)).slice(bannerLength);
    return { ...wellDone(block), lines: seen(expected, lines) };
  }
  const { script, args } = commandOf(block.command);
  const { code, stdout, stderr } = await commands.run(script, args, folder);
  return { command: block.command, lines: seen(expected, plain(stdout.split('\n'))), code, stderr };
}

/** Whoever follows the page would have given up by then. */
const PATIENCE_MS = 90_000;

/** The lines that a running script has printed once they are as wanted; fails when it ends before, or takes too long. */
async function printedLines(
  running: RunningScript,
  isEnough: (lines: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(patience);
      reject(new Error(`${why} it had printed enough:\n${running.output()}`));
    };
    const patience = setTimeout(() => fail('time was up before'), PATIENCE_MS);
    const look = (): void => {
      // The last piece may be half a line.
      const lines = plain(running.output().split('\n').slice(0, -1));
      if (!isEnough(lines)) return;
      clearTimeout(patience);
      running.child.stdout?.off('data', look);
      resolve(lines);
    };
    running.child.stdout?.on('data', look);
    void running.finished.then(() => fail('it ended before'));
    look();
  });
}

/** The page as it would be at ten times its speed; what is said is the same at any. */
function hurried(page: string): string {
  if (page.split('--speed 60').length !== 3) throw new Error('the page has other speeds');
  return page.replaceAll('--speed 60', '--speed 600').replaceAll('60 simulated seconds', '600 simulated seconds');
}

function readRuns(page: string): readonly Run[] {
  const found: { start: Block; blocks: Block[] }[] = [];
  for (const [, text = ''] of page.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const lines = text.trimEnd().split('\n');
    const isCommand = lines[0]?.startsWith('$ ') === true;
    const block = { command: isCommand ? lines[0]?.slice(2) : undefined, lines: isCommand ? lines.slice(1) : lines };
    if (block.command?.startsWith('npm start') === true) found.push({ start: block, blocks: [] });
    else found.at(-1)?.blocks.push(block);
  }
  return found;
}

/** The entry point and the arguments behind an npm command: npm itself would run in the folder of the project. */
function commandOf(command = ''): { readonly script: string; readonly args: readonly string[] } {
  const [, name = '', rest = ''] = /^npm (?:run (?:-s )?)?(\S+) -- (.*)$/.exec(command) ?? [];
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(readText('package.json'));
  const script = scripts[name]?.split(' ').at(-1);
  if (script === undefined) throw new Error(`the page has a command that is none: ${command}`);
  return { script, args: rest.split(' ') };
}

/** Lines without what differs from run to run; what the page broke is joined, and blank lines do not count. */
function plain(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.pop();
    if (/^ {20}/.test(line) && last !== undefined) joined.push(`${last} ${line.trim()}`);
    else joined.push(...(last === undefined ? [] : [last]), line);
  }
  return joined
    .map((line) => line.replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'DATE').replace(/^\d\d:\d\d:\d\d/, 'TIME'))
    .map((line) => line.replaceAll(/\s+/g, ' ').trimEnd())
    .filter((line) => line !== '');
}

/** The actual lines, each in the words of the expected one where it fits that: what is left differs. */
function seen(expected: readonly string[], actual: readonly string[]): readonly string[] {
  let at = 0;
  const lines = expected.map((line, index) => {
    if (line !== '…') {
      at += 1;
      const here = actual[at - 1] ?? '(nothing)';
      return fits(line, here) ? line : here;
    }
    const next = expected[index + 1];
    const skipped = next === undefined ? -1 : actual.slice(at).findIndex((one) => fits(next, one));
    at = skipped < 0 ? actual.length : at + skipped;
    return line;
  });
  return [...lines, ...actual.slice(at)];
}

function fits(expected: string, actual: string): boolean {
  const parts = expected.split('…').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(actual);
}
