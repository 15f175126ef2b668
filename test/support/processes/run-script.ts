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
  return startNode([pathOf(script), ...args], { cwd });
}

/** Runs an entry point to its end. */
export function runScript(script: string, args: readonly string[], cwd?: string): Promise<Finished> {
  return startScript(script, args, cwd).finished;
}

/** A process that runs one entry point after another, each to its end; most of what a command costs is the start of one. */
export interface CommandProcess {
  /** Those asked for while another one runs wait for their turn. */
  readonly run: (script: string, args: readonly string[], cwd?: string) => Promise<Finished>;
  readonly end: () => Promise<void>;
}

/** Starts a process for commands. Each is over, as a process is, when there is nothing left to do. */
export function startCommands(): CommandProcess {
  const { child, finished } = startNode(['--eval', takeTurns], { ipc: true });
  let last: Promise<unknown> = Promise.resolve();
  const take = (turn: object): Promise<Finished> =>
    new Promise((resolve, reject) => {
      child.once('message', (end) => resolve(end as Finished));
      void finished.then(({ code, stderr }) => reject(new Error(`it ended with ${code} in the middle: ${stderr}`)));
      child.send(turn);
    });
  return {
    run: (script, args, cwd = process.cwd()) => {
      const end = last.then(() => take({ script: pathOf(script), args, cwd }));
      last = end.catch(() => undefined);
      return end;
    },
    end: async () => {
      // Only where the process itself lets go does it count as closed.
      if (child.connected) child.send({});
      const { code, stderr } = await finished;
      if (code !== 0 || stderr !== '') throw new Error(`not every command came to its end: ${code} ${stderr}`);
    },
  };
}

/** Runs an entry point to its end with one list of arguments after another, all in one process. */
export async function runInTurn(
  script: string,
  turns: readonly (readonly string[])[],
  cwd?: string,
): Promise<ReadonlyMap<readonly string[], Finished>> {
  const commands = startCommands();
  const ends = new Map<readonly string[], Finished>();
  for (const turn of turns) ends.set(turn, await commands.run(script, turn, cwd));
  await commands.end();
  return ends;
}

function startNode(
  args: readonly string[],
  { cwd = process.cwd(), ipc = false }: { readonly cwd?: string | undefined; readonly ipc?: boolean } = {},
): RunningScript {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const stdio = ['pipe', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])] as const;
  const child = spawn(process.execPath, ['--import', loader, ...args], { cwd, stdio: [...stdio] });
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => void (text.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => void (text.stderr += String(chunk)));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...text }));
  });
  return { child, output: () => text.stdout, finished };
}

function pathOf(script: string): string {
  return join(process.cwd(), script);
}

/** The script of a process for commands: an entry point that exits by force exits for all of them. */
const takeTurns = `
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write };
  let text;
  process.setMaxListeners(0);
  process.on('message', ({ script, args, cwd }) => {
    if (script === undefined) return process.disconnect();
    // From now on nothing but the command keeps the process alive.
    process.channel.unref();
    text = { stdout: '', stderr: '' };
    for (const to of ['stdout', 'stderr']) {
      process[to].write = (chunk, ...more) => {
        text[to] += String(chunk);
        const done = more.at(-1);
        if (typeof done === 'function') process.nextTick(done);
        return true;
      };
    }
    process.chdir(cwd);
    process.argv = [process.execPath, script, ...args];
    delete require.cache[script];
    setImmediate(() => require(script));
  });
  process.on('beforeExit', () => {
    if (text === undefined) return;
    for (const to of ['stdout', 'stderr']) process[to].write = writes[to];
    process.channel.ref();
    process.send({ code: process.exitCode ?? 0, ...text });
    text = undefined;
    process.exitCode = undefined;
  });
`;
