import { parseCommand } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';

/** What `npm run erase` is to do. The number is read as of the policy's country later. */
export interface EraseCommand {
  readonly number: string;
  /** Without it nothing is changed. */
  readonly isMeant: boolean;
  readonly forgetsOptOut: boolean;
  /** Also right after a call. */
  readonly isNow: boolean;
  /** From which day on what is over may still be kept; absent: as long as is kept now, 400 days at least. */
  readonly sinceMs: number | undefined;
  readonly isJson: boolean;
  readonly table: string | undefined;
  readonly region: string | undefined;
}

export const eraseHelp = `npm run -s erase: takes away everything that is kept of one person.

  npm run -s erase -- NUMBER         says what would be erased, and changes nothing
  npm run -s erase -- NUMBER --yes   erases it

  --table NAME         in a deployed table, with the credentials of the environment; without it in what runs, or ran
                       last, in this folder
  --region REGION      where that table is; without it the region of the environment
  --forget-opt-out     also the wish not to be called, or a block: without it that one item stays, so that nobody calls
  --now                also within an hour of a call; erase once more a day later then
  --since DATE         from which day (2024-05-31) on what is over may still be kept, where retention.days was longer
                       before; at most 3,650 days ago. Without it the longer of retention.days and 400 days
  --json               for programs

NUMBER is read as of the country of the policy, where it has no country code. While that number is dialed, or its caller is
on the line, nothing is erased.`;

/** Reads the command line of `npm run erase`; undefined when only help is asked for. Throws UsageError. */
export function parseEraseCommand(argv: readonly string[]): EraseCommand | undefined {
  const { values, positionals } = parseCommand(argv, {
    yes: { type: 'boolean' },
    'forget-opt-out': { type: 'boolean' },
    now: { type: 'boolean' },
    since: { type: 'string' },
    json: { type: 'boolean' },
    table: { type: 'string' },
    region: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  const [number, ...more] = positionals;
  if (number === undefined || more.length > 0) {
    throw new UsageError('one NUMBER is needed, without spaces; see npm run -s erase -- --help');
  }
  const table = nameOption('table', values['table'], /^[A-Za-z0-9_.-]{3,255}$/, 'the name of a table');
  const region = nameOption('region', values['region'], /^[a-z0-9-]{1,32}$/, 'a region, eu-west-2 say');
  if (region !== undefined && table === undefined) throw new UsageError('--region: is only for a deployed --table');
  return {
    number,
    isMeant: values['yes'] === true,
    forgetsOptOut: values['forget-opt-out'] === true,
    isNow: values['now'] === true,
    sinceMs: dateOption(values['since']),
    isJson: values['json'] === true,
    table,
    region,
  };
}

function nameOption(name: string, value: unknown, form: RegExp, allowed: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!form.test(value)) throw new UsageError(`--${name}: got ${JSON.stringify(value)}; allowed is ${allowed}`);
  return value;
}

function dateOption(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== value) {
    throw new UsageError(`--since: got ${JSON.stringify(value)}; allowed is a day, 2024-05-31 say`);
  }
  return atMs;
}
