import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod/mini';

/** What some test files came to in a tree. */
export interface TestRun {
  readonly passed: number;
  /** `file: name of the test`. */
  readonly failed: readonly string[];
  /** Files that could not be run at all, and why: they say nothing of a bug. */
  readonly broken: readonly string[];
  readonly isTimedOut: boolean;
  readonly seconds: number;
}

const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** For each file longer than it takes on a busy machine; what hangs longer has not failed. */
const TIMEOUT_MS = 90_000;

/** Runs test files in a tree by its own jest configuration, and ends them after a while. */
export async function runTests(root: string, files: readonly string[]): Promise<TestRun> {
  const startedAtMs = performance.now();
  const outputFile = path.join(root, 'planted-results.json');
  fs.rmSync(outputFile, { force: true });
  const args = ['--json', `--outputFile=${outputFile}`, '--runTestsByPath', ...files];
  const isTimedOut = await runJest(root, args, TIMEOUT_MS * files.length);
  const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
  const nothing = { passed: 0, failed: [], broken: [], isTimedOut, seconds };
  if (isTimedOut) return nothing;
  if (!fs.existsSync(outputFile)) return { ...nothing, broken: ['jest left no results'] };
  const { testResults } = resultsSchema.parse(JSON.parse(fs.readFileSync(outputFile, 'utf8')));
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ status, label: `${path.relative(root, name)}: ${fullName}` })),
  );
  return {
    ...nothing,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').map(({ label }) => label),
    broken: testResults
      .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
      .map(({ name, message }) => `${path.relative(root, name)}: ${message.slice(0, 400)}`),
  };
}

/** Resolves to whether it had to be ended. */
function runJest(root: string, args: readonly string[], timeoutMs: number): Promise<boolean> {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // In a group of its own, so that its workers end with it.
  const child = spawn(process.execPath, [jest, '--ci', '--silent', ...args], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
  });
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, timeoutMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(isTimedOut);
    });
  });
}
