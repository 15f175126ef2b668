import { runCommand } from '../../../local/terminal/run-command';
import { benchRouting } from './bench';
import { describeReport } from './describe-report';
import { parseRoutingOptions, routingHelp } from './options';
import { strategies } from './strategies';

const AGENTS = 25;

/** `npm run bench:routing`. */
async function main(argv: readonly string[]): Promise<void> {
  const { days, seeds, isJson, isHelp } = parseRoutingOptions(argv);
  if (isHelp) {
    process.stdout.write(`${routingHelp}\n`);
    return;
  }
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const report = benchRouting({ agents: AGENTS, days, seeds, strategies, progress });
  process.stdout.write(isJson ? `${JSON.stringify(report)}\n` : describeReport(report));
  if (!report.isMet) process.exitCode = 1;
}

void runCommand(() => main(process.argv.slice(2)));
