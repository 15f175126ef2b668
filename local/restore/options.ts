import { parseCommand } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';

/** What `npm run restore` is to do. */
export interface RestoreCommand {
  /** The restored table. */
  readonly from: string;
  /** The live one. */
  readonly to: string;
  readonly region: string | undefined;
  /** Of open callbacks only those requested before this. */
  readonly requestedBeforeMs: number | undefined;
  /** Without it nothing is changed. */
  readonly isMeant: boolean;
  readonly isJson: boolean;
}

export const restoreHelp = `npm run -s restore: brings items of a restored table back into the live one.

  npm run -s restore -- --from TABLE-restored --to TABLE         counts what would be brought back, and changes nothing
  npm run -s restore -- --from TABLE-restored --to TABLE --yes   brings it back

  --region REGION      where both tables are; without it the region of the environment
  --only-missing       what the live table has not; this is what it does anyway
  --older-than TIME    of open callbacks only those requested before that time, 2026-03-02T10:00:00Z say; everything else as without it
  --json               for programs

Credentials are those of the environment. Nothing that is there is overwritten, and nothing is deleted. The restored table is read whole;
the live one by key. Stop dialing first: docs/operations.md says how.`;

/** Reads the command line of `npm run restore`; undefined when only help is asked for. Throws UsageError. */
export function parseRestoreCommand(argv: readonly string[]): RestoreCommand | undefined {
  const { values, positionals } = parseCommand(argv, {
    from: { type: 'string' },
    to: { type: 'string' },
    region: { type: 'string' },
    'only-missing': { type: 'boolean' },
    'older-than': { type: 'string' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  const [unexpected] = positionals;
  if (unexpected !== undefined) throw new UsageError(`${unexpected}: nothing is expected but options; see --help`);
  const from = tableOption('from', values['from'], 'the restored table');
  const to = tableOption('to', values['to'], 'the live table');
  if (from === to) throw new UsageError(`--to: got "${to}"; allowed is another table than --from`);
  const region = values['region'];
  if (typeof region === 'string' && !/^[a-z0-9-]{1,32}$/.test(region)) {
    throw new UsageError(`--region: got ${JSON.stringify(region)}; allowed is a region, eu-west-2 say`);
  }
  if (values['only-missing'] === true && values['older-than'] !== undefined) {
    throw new UsageError(
      '--older-than: leave --only-missing out beside it; nothing that is there is overwritten in any case',
    );
  }
  return {
    from,
    to,
    region: typeof region === 'string' ? region : undefined,
    requestedBeforeMs: timeOption('older-than', values['older-than']),
    isMeant: values['yes'] === true,
    isJson: values['json'] === true,
  };
}

function tableOption(name: string, value: unknown, what: string): string {
  if (value === undefined)
    throw new UsageError(`--${name}: is needed: the name of ${what}; see npm run -s restore -- --help`);
  if (typeof value === 'string' && /^[A-Za-z0-9_.-]{3,255}$/.test(value)) return value;
  throw new UsageError(`--${name}: got ${JSON.stringify(value)}; allowed is the name of a table`);
}

/** A time without its zone would be read in that of this machine. */
function timeOption(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : '';
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw new UsageError(
    `--${name}: got ${JSON.stringify(value)}; allowed is a time with its zone, 2026-03-02T10:00:00Z say`,
  );
}
