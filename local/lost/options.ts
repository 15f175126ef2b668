import { parseCommand } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';

/** What `npm run lost` is to do. Number and queue are checked against the policy later. */
export type LostCommand =
  | { readonly kind: 'reasons' }
  | {
      readonly kind: 'handle';
      readonly number: string;
      readonly queue: string | undefined;
      readonly reason: string;
      readonly by: string;
      readonly table: string | undefined;
    };

/** As the store takes it. */
const REASON_MAX = 200;
const BY_MAX = 100;

export const lostHelp = `npm run -s lost: what a supervisor does with lost calls.

  npm run -s lost -- handle NUMBER --reason TEXT   closes the open cases of a caller by hand
  npm run -s lost -- reasons                       the reasons of holdfree.config.ts; own words are allowed too

  --reason TEXT  why nobody needs to call any more, at most ${REASON_MAX} characters; the list of processed cases shows it
  --queue NAME   in one queue; without it in all
  --by NAME      who does it (supervisor)
  --table NAME   in a deployed table, with the credentials of the environment; without it in what runs, or ran last,
                 in this folder

A callback that was registered for the lost calls ends with them; one that the caller asked for stays.
NUMBER is read as of the country of the policy, where it has no country code. Which cases there are: npm run -s report -- lost`;

/** Reads the command line of `npm run lost`; undefined when only help is asked for. Throws UsageError. */
export function parseLostCommand(argv: readonly string[]): LostCommand | undefined {
  const { values, positionals } = parseCommand(argv, {
    reason: { type: 'string' },
    queue: { type: 'string' },
    by: { type: 'string' },
    table: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  const [deed, number, ...more] = positionals;
  if (deed === 'reasons' && number === undefined) {
    const [wrong] = Object.keys(values);
    if (wrong !== undefined) throw new UsageError(`--${wrong}: is not for reasons, but for handle`);
    return { kind: 'reasons' };
  }
  if (deed !== 'handle') {
    const got = deed === undefined ? 'nothing' : JSON.stringify(deed);
    throw new UsageError(
      `got ${got}; allowed is handle NUMBER --reason TEXT, or reasons; see npm run -s lost -- --help`,
    );
  }
  if (number === undefined || more.length > 0) throw new UsageError('handle: one NUMBER is needed, without spaces');
  const reason = textOption('reason', values['reason'], REASON_MAX);
  if (reason === undefined)
    throw new UsageError('--reason: is needed: npm run -s lost -- reasons shows some; own words are allowed');
  return {
    kind: 'handle',
    number,
    reason,
    queue: textOption('queue', values['queue'], 255),
    by: textOption('by', values['by'], BY_MAX) ?? 'supervisor',
    table: textOption('table', values['table'], 255),
  };
}

function textOption(name: string, value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') throw new UsageError(`--${name}: is empty`);
  if (text.length > most) throw new UsageError(`--${name}: got ${text.length} characters; allowed are at most ${most}`);
  return text;
}
