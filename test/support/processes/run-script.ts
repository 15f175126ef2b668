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
export function startScript(script: string, args: readonly string[], cwd = process.cwd()): RunningScript {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, join(process.cwd(), script), ...args], { cwd });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => void (text.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => void (text.stderr += String(chunk)));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...text }));
  });
  return { child, output: () => text.stdout, finished };
}

/** Runs an entry point to its end. */
export function runScript(script: string, args: readonly string[], cwd?: string): Promise<Finished> {
  return startScript(script, args, cwd).finished;
}
