import { parseCommand, wholeOption } from '../../../local/terminal/arguments';
import { UsageError } from '../../../local/terminal/usage-error';

/** How `npm run bench:scale` is to run. */
export interface ScaleOptions {
  /** Of the memory store; ascending, the first and the last are compared. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const SIZES = [100, 10_000, 1_000_000];
const SIZE_MIN = 10;
const SIZE_MAX = 2_000_000;

export const scaleHelp = `npm run -s bench:scale: what one pass of the dispatcher, and what callers ask, costs with so many waiting.

  npm run -s bench:scale                     a table; progress goes to standard error
  npm run -s bench:scale -- --json           one JSON object

  --sizes A,B,...  how many wait (${SIZES.join(',')}); those up to 10000 also on dynalite. A million takes 3 GB
  --rounds N       rounds of which the CPU is the median (9)`;

/** Reads the command line of `npm run bench:scale`. Throws UsageError. */
export function parseScaleOptions(argv: readonly string[]): ScaleOptions {
  const { values, positionals } = parseCommand(argv, {
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (positionals.length > 0) {
    throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}; see npm run -s bench:scale -- --help`);
  }
  return {
    sizes: sizesOption(values['sizes']),
    rounds: wholeOption('rounds', values['rounds'], { min: 1, max: 99, otherwise: 9 }),
    isJson: values['json'] === true,
    isHelp: values['help'] === true,
  };
}

function sizesOption(value: unknown): readonly number[] {
  if (value === undefined) return SIZES;
  const texts = typeof value === 'string' ? value.split(',') : [];
  const sizes = new Set(texts.map((text) => (/^\d{1,7}$/.test(text) ? Number(text) : 0)));
  if (sizes.size >= 2 && [...sizes].every((size) => size >= SIZE_MIN && size <= SIZE_MAX)) {
    return [...sizes].toSorted((a, b) => a - b);
  }
  throw new UsageError(
    `--sizes: got ${JSON.stringify(value)}; allowed are two or more different whole numbers from ${SIZE_MIN} to ${SIZE_MAX}, with commas between`,
  );
}
