import { runCommand } from '../terminal/run-command';
import { chosenConfig } from './chosen-config';
import { runExplain } from './run-explain';

/** `npm run policy:explain`: the configuration in plain words. */
void runCommand(async () => {
  for (const line of runExplain(process.argv.slice(2), chosenConfig())) process.stdout.write(`${line}\n`);
});
