import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommand } from '../../terminal/arguments';
import { runCommand } from '../../terminal/run-command';
import { UsageError } from '../../terminal/usage-error';
import { coverageReport, readRecord, RECORD_FOLDER, type CoverageReport } from '../walks/branch-record';
import { walkedFlows, walkedPolicies } from '../walks/walked-policies';

const usage = 'npm run -s flows:coverage -- [--json]';

/** `npm run flows:coverage`: runs the tests of the flows, and says which branches of the flows they never walked. */
async function cover(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, { json: { type: 'boolean' } });
  if (positionals.length > 0) throw new UsageError(`there is nothing to name: ${usage}`);
  const flows = walkedFlows(walkedPolicies());
  const folder = await mkdtemp(join(tmpdir(), 'holdfree-flow-coverage-'));
  try {
    const isPassed = await runTests(folder);
    const report = coverageReport(flows, await readRecord(folder));
    process.stdout.write(values['json'] === true ? `${JSON.stringify(report)}\n` : describeReport(report));
    if (!isPassed) process.stderr.write('the tests of the flows failed\n');
    if (!isPassed || report.flows.some(({ missing }) => missing.length > 0)) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Standard output is for the report, so all that jest says goes to the other one. */
function runTests(folder: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const jest = spawn(process.execPath, [require.resolve('jest/bin/jest'), 'test/flows'], {
      env: { ...process.env, [RECORD_FOLDER]: folder },
      stdio: ['ignore', process.stderr, process.stderr],
    });
    jest.once('error', reject);
    jest.once('close', (code) => resolve(code === 0));
  });
}

function describeReport({ flows, percent }: CoverageReport): string {
  const lines = flows.flatMap(({ flow, branches, walked, missing, percent: part }) => [
    `${flow}: ${walked} of ${branches} branches, ${part} %`,
    ...missing.map((branch) => `  missing: ${branch}`),
  ]);
  return `${[...lines, `all flows: ${percent} %`].join('\n')}\n`;
}

void runCommand(() => cover(process.argv.slice(2)));
