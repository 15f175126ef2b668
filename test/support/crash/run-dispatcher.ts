import { spawn } from 'node:child_process';
import * as path from 'node:path';
import type { JournalEntry } from '../../../lib/ports/journal';
import { repositoryRoot } from '../repository-files';
import type { RunPlan } from './run-plan';

/** How a dispatcher process ended, and what it had noted until then. */
export interface DispatcherRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly journal: readonly JournalEntry[];
  readonly complaint: string;
}

/** Runs one dispatcher process to its end. */
export function runDispatcher(plan: RunPlan): Promise<DispatcherRun> {
  const script = path.join(__dirname, 'dispatcher-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(plan)], {
    cwd: repositoryRoot,
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      const lines = output.split('\n').filter((line) => line !== '');
      resolve({ exitCode, signal, complaint, journal: lines.map((line) => JSON.parse(line) as JournalEntry) });
    });
  });
}
