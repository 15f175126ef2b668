import { parseCommand, wholeOption } from '../../../local/terminal/arguments';
import { UsageError } from '../../../local/terminal/usage-error';

/** How `npm run bench:policy` is to run. */
export interface PolicyOptions {
  readonly agents: readonly number[];
  readonly callbacks: number;
  readonly seed: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const AGENTS = [5, 10, 25, 50, 200];
const AGENTS_MAX = 500;

export const policyHelp = `npm run -s bench:policy: Holdfree's dispatcher beside Connect's own callbacks, on the same callers.

  npm run -s bench:policy                    a table; progress goes to standard error
  npm run -s bench:policy -- --json          one JSON object; ends with 1 where a bound is not kept

  --agents A,B,...  sizes of the pool (${AGENTS.join(',')})
  --callbacks N     callbacks served in each row, at least (5000)
  --seed N          of the callers (1)`;

/** Reads the command line of `npm run bench:policy`. Throws UsageError. */
export function parsePolicyOptions(argv: readonly string[]): PolicyOptions {
  const { values, positionals } = parseCommand(argv, {
    agents: { type: 'string' },
    callbacks: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (positionals.length > 0) {
    throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}; see npm run -s bench:policy -- --help`);
  }
  return {
    agents: agentsOption(values['agents']),
    callbacks: wholeOption('callbacks', values['callbacks'], { min: 1, max: 100_000, otherwise: 5_000 }),
    seed: wholeOption('seed', values['seed'], { min: 1, max: 1_000_000, otherwise: 1 }),
    isJson: values['json'] === true,
    isHelp: values['help'] === true,
  };
}

function agentsOption(value: unknown): readonly number[] {
  if (value === undefined) return AGENTS;
  const texts = typeof value === 'string' ? value.split(',') : [];
  const agents = [...new Set(texts.map((text) => (/^\d{1,3}$/.test(text) ? Number(text) : 0)))];
  if (agents.length > 0 && agents.every((one) => one >= 1 && one <= AGENTS_MAX)) return agents;
  const got = JSON.stringify(value);
  throw new UsageError(`--agents: got ${got}; allowed are whole numbers from 1 to ${AGENTS_MAX}, with commas between`);
}
