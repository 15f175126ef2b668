import '../../../local/quiet-sdk';
import { runCommand } from '../../../local/terminal/run-command';
import { runScaleBench } from './bench';
import { parseScaleOptions, scaleHelp } from './options';
import { describeScale } from './report';

/** The engine takes minutes to fill beyond this, and its own work is not what is measured. */
const DYNALITE_MAX = 10_000;

/** `npm run bench:scale`. */
async function benchScale(argv: readonly string[]): Promise<void> {
  const { sizes, rounds, isJson, isHelp } = parseScaleOptions(argv);
  if (isHelp) {
    process.stdout.write(`${scaleHelp}\n`);
    return;
  }
  const report = await runScaleBench({
    memory: { sizes, repeats: { warmUpMs: 300, roundMs: 100, rounds } },
    dynalite: {
      sizes: sizes.filter((size) => size <= DYNALITE_MAX),
      repeats: { warmUpMs: 600, roundMs: 200, rounds: Math.ceil(rounds / 2) },
    },
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(isJson ? `${JSON.stringify(report)}\n` : describeScale(report));
}

void runCommand(() => benchScale(process.argv.slice(2)));
