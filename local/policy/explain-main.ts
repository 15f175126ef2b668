import { config } from '../../holdfree.config';
import { runCommand } from '../terminal/run-command';
import { runExplain } from './run-explain';

/** `npm run policy:explain`: the configuration in plain words. */
void runCommand(async () => {
  for (const line of runExplain(process.argv.slice(2), config)) process.stdout.write(`${line}\n`);
});
