import type { FcrRules } from '../../lib/core/fcr/fcr-call';
import { parseCommand, wholeOption } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';

/** What `npm run fcr` is asked for. Day and queue are checked against the file later. */
export interface FcrOptions {
  readonly file: string;
  readonly rules: FcrRules;
  /** Calls of this day are the last ones looked at, `2026-03-02`; undefined: those at the end of the file. */
  readonly asOfDay: string | undefined;
  readonly queue: string | undefined;
  readonly isJson: boolean;
}

const DAY_MS = 86_400_000;

export const fcrHelp = `npm run -s fcr: first call resolution by agent and queue.

  npm run -s fcr -- FILE             a call log (technion), or contact records as CSV or JSON lines; plain or gzip
  npm run -s fcr -- FILE --json      the rows as JSON; the rest, as one line of JSON, on standard error

  --window-days N        who rings the same queue again within so many days was not helped (7)
  --min-talk-seconds N   shorter conversations are not counted (10)
  --min-sample N         agents with fewer conversations are not ranked (30)
  --half-life-days N     after so long a conversation counts half for shrunken, low and high (30)
  --as-of DAY            YYYY-MM-DD: what was known at the end of that day; without it at the end of the file
  --queue NAME           one queue

What every figure means: docs/routing.md.`;

/** Reads the command line of `npm run fcr`; undefined when only help is asked for. Throws UsageError. */
export function parseFcrOptions(argv: readonly string[]): FcrOptions | undefined {
  const { values, positionals } = parseCommand(argv, {
    'window-days': { type: 'string' },
    'min-talk-seconds': { type: 'string' },
    'min-sample': { type: 'string' },
    'half-life-days': { type: 'string' },
    'as-of': { type: 'string' },
    queue: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError('one FILE is needed: npm run -s fcr -- FILE [--json]; see npm run -s fcr -- --help');
  }
  const whole = (name: string, bounds: { readonly min: number; readonly max: number; readonly otherwise: number }) =>
    wholeOption(name, values[name], bounds);
  return {
    file,
    rules: {
      windowMs: whole('window-days', { min: 1, max: 30, otherwise: 7 }) * DAY_MS,
      talkMinMs: whole('min-talk-seconds', { min: 0, max: 600, otherwise: 10 }) * 1000,
      sampleMin: whole('min-sample', { min: 1, max: 1000, otherwise: 30 }),
      halfLifeMs: whole('half-life-days', { min: 1, max: 365, otherwise: 30 }) * DAY_MS,
      // A file is looked at from its first call on.
      horizonMs: Number.POSITIVE_INFINITY,
    },
    asOfDay: dayOption(values['as-of']),
    queue: queueOption(values['queue']),
    isJson: values['json'] === true,
  };
}

function dayOption(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const atMs = isDay ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (isDay && !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(value)) return value;
  throw new UsageError(`--as-of: got ${JSON.stringify(value)}; allowed is a day such as 2026-03-02`);
}

function queueOption(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return value;
  throw new UsageError(`--queue: got ${JSON.stringify(value)}; allowed is the name of a queue of the file`);
}
