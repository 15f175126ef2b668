import { UsageError } from '../terminal/usage-error';
import { chosenConfig } from './chosen-config';

/** What `npm run -s policy:json` prints of the configuration. Throws UsageError with all that is wrong in it, as synth tells it. */
export function runJson(argv: readonly string[], file?: string): string {
  if (argv.length > 0) throw new UsageError(`${argv[0]}: nothing is expected`);
  return JSON.stringify(chosenConfig(file));
}
