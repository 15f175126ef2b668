import { parseCommand, wholeOption } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';

/** How `npm run bundle` is to run. */
export interface BundleOptions {
  readonly names: readonly string[];
  readonly runs: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const bundleHelp = `npm run -s bundle: how large each function is as it is deployed, and how long it takes to start.

  npm run -s bundle                          a table
  npm run -s bundle -- --json                the same as JSON
  npm run -s bundle -- --function ivr        one function
  npm run -s bundle -- --runs 5              fewer starts of each (15)

It ends with 1 where a function takes too long to start.`;

/** Reads the command line. Throws UsageError. */
export function parseBundleOptions(argv: readonly string[], known: readonly string[]): BundleOptions {
  const { values, positionals } = parseCommand(argv, {
    json: { type: 'boolean' },
    runs: { type: 'string' },
    function: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}`);
  const { function: one } = values;
  const names = one === undefined ? known : known.filter((name) => name === one);
  if (names.length === 0) {
    throw new UsageError(`--function: got ${JSON.stringify(one)}; allowed is one of ${known.join(', ')}`);
  }
  return {
    names,
    runs: wholeOption('runs', values['runs'], { min: 1, max: 1_000, otherwise: 15 }),
    isJson: values['json'] === true,
    isHelp: values['help'] === true,
  };
}
