import './quiet-sdk';
import { runLive } from './live/run-live';
import { parseStartOptions, startHelp } from './options';
import { runBatch } from './run/batch-run';
import { localPolicy } from './run/local-policy';
import { describeReport } from './terminal/describe-report';
import { runCommand } from './terminal/run-command';

/** `npm start`. */
async function start(argv: readonly string[]): Promise<void> {
  const options = parseStartOptions(argv);
  if (options.isHelp) {
    process.stdout.write(`${startHelp}\n`);
    return;
  }
  const policy = localPolicy();
  const { forMs, seed, speed, agentsOnShift, hasCallers, isPlain, isFresh } = options;
  if (forMs === undefined) {
    await runLive({ policy, seed, speed: speed ?? 10, agentsOnShift, hasCallers, isPlain, isFresh });
    return;
  }
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const report = await runBatch({ policy, seed, forMs, speed, agentsOnShift, hasCallers, progress });
  process.stdout.write(options.isJson ? `${JSON.stringify(report)}\n` : describeReport(report));
}

void runCommand(() => start(process.argv.slice(2)));
