import { resolve } from 'node:path';
import { TraceError } from '../../../local/replay/trace/trace-error';
import { parseCommand } from '../../../local/terminal/arguments';
import { runCommand } from '../../../local/terminal/run-command';
import { UsageError } from '../../../local/terminal/usage-error';
import { centresIn } from './centres';
import { chooseTuning } from './choose-tuning';
import { describeReport, describeTrials } from './describe-figures';
import { benchCentres } from './run-bench';

const usage = 'npm run -s bench:ewt -- [--data PATH] [--choose] [--json]';

/** Beside the project, where the real call logs are kept on the machine it was made on. */
const DATA_DEFAULT = resolve(__dirname, '../../../../shared/data');

/** `npm run bench:ewt`: how well waits are predicted, by Holdfree and by what others build. */
async function bench(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, {
    data: { type: 'string' },
    choose: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`no file is taken as it is: ${usage}`);
  const data = typeof values['data'] === 'string' ? values['data'] : DATA_DEFAULT;
  const centres = centresIn(data);
  const print = <T>(result: T, describe: (result: T) => string): void =>
    void process.stdout.write(values['json'] === true ? `${JSON.stringify(result)}\n` : describe(result));
  if (values['choose'] === true) print(await chooseTuning(centres), describeTrials);
  else print(await benchCentres(centres), describeReport);
}

void runCommand(async () => {
  try {
    await bench(process.argv.slice(2));
  } catch (error) {
    throw error instanceof TraceError ? new UsageError(error.message) : error;
  }
});
