import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a finished command left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningScript {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly finished: Promise<Finished>;
}

/** Starts one of the project's TypeScript entry points as its npm script does, in a folder of its own if given. */
export function startScript(script: string, args: readonly string[], cwd?: string): RunningScript {
  return startNode([pathOf(script), ...args], cwd);
}

/** Runs an entry point to its end. */
export function runScript(script: string, args: readonly string[], cwd?: string): Promise<Finished> {
  return startScript(script, args, cwd).finished;
}

/**
 * Runs an entry point to its end with one list of arguments after another. All in one process, because most of what a
 * refusal costs is the start of one; each run is over, as a process is, when there is nothing left to do.
 */
export async function runInTurn(
  script: string,
  turns: readonly (readonly string[])[],
  cwd?: string,
): Promise<ReadonlyMap<readonly string[], Finished>> {
  const { code, stdout, stderr } = await startNode(['--eval', takeTurns, pathOf(script), JSON.stringify(turns)], cwd)
    .finished;
  if (code !== 0 || stderr !== '') throw new Error(`not every run of ${script} came to its end: ${code} ${stderr}`);
  const ends: readonly Finished[] = JSON.parse(stdout);
  return new Map(ends.map((end, turn) => [turns[turn] ?? [], end]));
}

function startNode(args: readonly string[], cwd = process.cwd()): RunningScript {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, ...args], { cwd });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => void (text.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => void (text.stderr += String(chunk)));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...text }));
  });
  return { child, output: () => text.stdout, finished };
}

function pathOf(script: string): string {
  return join(process.cwd(), script);
}

/** The script of a process that runs an entry point in turn: an entry point that exits by force exits for all of them. */
const takeTurns = `
  const [, script, turns] = process.argv;
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write };
  const finished = [];
  let text;
  process.on('beforeExit', function takeTurn() {
    if (text !== undefined) finished.push({ code: process.exitCode ?? 0, ...text });
    process.exitCode = undefined;
    const args = JSON.parse(turns)[finished.length];
    if (args === undefined) {
      process.off('beforeExit', takeTurn);
      for (const to of ['stdout', 'stderr']) process[to].write = writes[to];
      process.stdout.write(JSON.stringify(finished));
      return;
    }
    text = { stdout: '', stderr: '' };
    for (const to of ['stdout', 'stderr']) process[to].write = (chunk) => ((text[to] += String(chunk)), true);
    process.argv = [process.execPath, script, ...args];
    delete require.cache[script];
    setImmediate(() => require(script));
  });
`;
