import { availableParallelism } from 'node:os';
import { runCommand } from '../../../local/terminal/run-command';
import { benchPolicies } from './bench';
import { describeReport } from './describe-report';
import { parsePolicyOptions, policyHelp } from './options';
import { createRowProcesses } from './row-processes';
import type { RowRequest, RowResult } from './rows';

/** `npm run bench:policy`. */
async function benchPolicy(argv: readonly string[]): Promise<void> {
  const { agents, callbacks, seed, isJson, isHelp } = parsePolicyOptions(argv);
  if (isHelp) {
    process.stdout.write(`${policyHelp}\n`);
    return;
  }
  const processes = createRowProcesses(Math.max(1, Math.min(4, availableParallelism())));
  const play = async (request: RowRequest): Promise<RowResult> => {
    const result = await processes.play(request);
    process.stderr.write(`${request.agents} agents, ${request.policy}: ${result.days} days\n`);
    return result;
  };
  try {
    const report = await benchPolicies({ agents, callbacks, seed, play });
    process.stdout.write(isJson ? `${JSON.stringify(report)}\n` : describeReport(report));
    if (!report.isMet) process.exitCode = 1;
  } finally {
    processes.close();
  }
}

void runCommand(() => benchPolicy(process.argv.slice(2)));
