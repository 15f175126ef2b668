import { runCommand } from '../terminal/run-command';
import { runJson } from './run-json';

/** `npm run -s policy:json`: the configuration as it is delivered to functions that run already. */
void runCommand(async () => {
  process.stdout.write(`${runJson(process.argv.slice(2))}\n`);
});
