import { parseCommand, wholeOption } from '../../../local/terminal/arguments';
import { UsageError } from '../../../local/terminal/usage-error';

/** How `npm run bench:routing` is to run. */
export interface RoutingOptions {
  readonly days: number;
  readonly seeds: readonly number[];
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const routingHelp = `npm run -s bench:routing: callbacks of lost calls, each to the agent whom a strategy picks, on the same callers.

  npm run -s bench:routing                   a table; progress goes to standard error
  npm run -s bench:routing -- --json         one JSON object; ends with 1 where a check fails

  --seeds N   how many seeds (10); one more for each interval's degrees of freedom
  --seed N    the first of them (1)
  --days N    days of eight hours (30); the ranking is known from the ninth on`;

/** Reads the command line of `npm run bench:routing`. Throws UsageError. */
export function parseRoutingOptions(argv: readonly string[]): RoutingOptions {
  const { values, positionals } = parseCommand(argv, {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    days: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (positionals.length > 0) {
    throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}; see npm run -s bench:routing -- --help`);
  }
  const many = wholeOption('seeds', values['seeds'], { min: 1, max: 1_000, otherwise: 10 });
  const first = wholeOption('seed', values['seed'], { min: 1, max: 1_000_000, otherwise: 1 });
  return {
    days: wholeOption('days', values['days'], { min: 1, max: 365, otherwise: 30 }),
    seeds: Array.from({ length: many }, (_, index) => first + index),
    isJson: values['json'] === true,
    isHelp: values['help'] === true,
  };
}
