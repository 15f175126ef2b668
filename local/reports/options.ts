import { lostReasons, type LostReason } from '../../lib/core/lost/lost-words';
import { formulas, type ReportName } from '../../lib/core/reports/formulas';
import { parseCommand, wholeOption } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';
import { formats, type Format } from './write-report';

/** What `npm run report` is asked for. Days and queue are checked against the policy later. */
export interface ReportOptions {
  readonly report: ReportName;
  readonly fromDay: string | undefined;
  readonly toDay: string | undefined;
  readonly queue: string | undefined;
  readonly reason: LostReason | undefined;
  readonly agent: string | undefined;
  readonly isProcessed: boolean;
  readonly withinSeconds: number;
  readonly format: Format;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly isMasked: boolean;
  /** One page of so many; undefined: all of a list, or what a terminal has room for. */
  readonly limit: number | undefined;
  readonly next: string | undefined;
  /** The deployed table; undefined: what runs, or has run, in this folder. */
  readonly table: string | undefined;
  readonly region: string | undefined;
}

/** So many rows of a list are shown in a terminal, where no limit is given. */
export const TABLE_ROWS = 50;
const LIMIT_MAX = 1000;

const reportNames = Object.keys(formulas);

export const reportHelp = `npm run -s report: what became of calls, cases and callbacks.

  npm run -s report -- lost                     open cases: callers who were lost and not yet served
  npm run -s report -- lost --processed         cases that were dealt with, how and by whom
  npm run -s report -- open                     callbacks that are open now: waiting, booked for a slot, dialed, retried
  npm run -s report -- causes                   lost calls against their causes
  npm run -s report -- service                  abandon rate, ASA, AHT, service level, wait for a callback
  npm run -s report -- callbacks                what came of callbacks, per request and per attempt
  npm run -s report -- lines                    when calls met the quota of concurrent calls
  npm run -s report -- notices                  notices that could not be delivered

  --from DAY, --to DAY   YYYY-MM-DD, both included, in the zone of the queue; without them the last month (not
                         for open)
  --queue NAME           one queue (not for lines and notices)
  --reason WORD          lost: cases of one reason
  --agent ID             lost: cases of callers whom an agent looks after, or that an agent closed
  --within SECONDS       service: the X of the service level (20)
  --format NAME          ${formats.join(', ')} (table)
  --out FILE             into a file; xlsx needs one
  --masked               lost: hides telephone numbers. Without it they are shown in full: somebody has to call them
  --limit N              lost, notices: one page of at most so many (1 to ${LIMIT_MAX}); without it a table shows ${TABLE_ROWS}
                         rows and every other format all of them
  --next CURSOR          lost, notices: where the last page ended
  --table NAME           a deployed table, with the credentials of the environment; without it what runs, or ran last,
                         in this folder
  --region REGION        where that table is; without it the region of the environment

What every figure means: docs/reports.md. Formulas are printed with the figures.`;

/** Options that not every report has. */
const onlyFor: Readonly<Record<string, readonly ReportName[]>> = {
  from: ['lost', 'causes', 'service', 'callbacks', 'lines', 'notices'],
  to: ['lost', 'causes', 'service', 'callbacks', 'lines', 'notices'],
  queue: ['lost', 'open', 'causes', 'service', 'callbacks'],
  reason: ['lost'],
  agent: ['lost'],
  processed: ['lost'],
  within: ['service'],
  masked: ['lost'],
  limit: ['lost', 'notices'],
  next: ['lost', 'notices'],
};

/** Reads the command line of `npm run report`; undefined when only help is asked for. Throws UsageError. */
export function parseReportOptions(argv: readonly string[]): ReportOptions | undefined {
  const { values, positionals } = parseCommand(argv, {
    from: { type: 'string' },
    to: { type: 'string' },
    queue: { type: 'string' },
    reason: { type: 'string' },
    agent: { type: 'string' },
    processed: { type: 'boolean' },
    within: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    masked: { type: 'boolean' },
    limit: { type: 'string' },
    next: { type: 'string' },
    table: { type: 'string' },
    region: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  const report = reportNamed(positionals);
  for (const [name, reports] of Object.entries(onlyFor)) {
    if (values[name] !== undefined && !reports.includes(report)) {
      throw new UsageError(`--${name}: is not for the report ${report}, but for ${reports.join(', ')}`);
    }
  }
  const format = wordOption('format', values['format'] ?? 'table', formats);
  const out = textOption('out', values['out']);
  if (format === 'xlsx' && out === undefined)
    throw new UsageError('--out: is needed with --format xlsx: the name of a file');
  const reason = values['reason'] === undefined ? undefined : wordOption('reason', values['reason'], lostReasons);
  const [table, region] = [textOption('table', values['table']), textOption('region', values['region'])];
  if (region !== undefined && table === undefined) throw new UsageError('--region: is only for a deployed --table');
  return {
    report,
    fromDay: textOption('from', values['from']),
    toDay: textOption('to', values['to']),
    queue: textOption('queue', values['queue']),
    reason,
    agent: textOption('agent', values['agent']),
    isProcessed: values['processed'] === true,
    withinSeconds: wholeOption('within', values['within'], { min: 1, max: 3600, otherwise: 20 }),
    format,
    out,
    isMasked: values['masked'] === true,
    limit: limitOption(values['limit']),
    next: textOption('next', values['next']),
    table,
    region,
  };
}

function reportNamed([name, ...more]: readonly string[]): ReportName {
  if (name === undefined)
    throw new UsageError(`one report is needed: ${reportNames.join(', ')}; see npm run -s report -- --help`);
  if (more.length > 0) throw new UsageError(`one report at a time: got ${JSON.stringify([name, ...more].join(' '))}`);
  if (isReportName(name)) return name;
  throw new UsageError(`unknown report ${JSON.stringify(name)}; there are ${reportNames.join(', ')}`);
}

function isReportName(name: string): name is ReportName {
  return reportNames.includes(name);
}

function wordOption<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(`--${name}: got ${JSON.stringify(value)}; allowed is one of ${allowed.join(', ')}`);
}

function textOption(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new UsageError(`--${name}: is empty`);
}

function limitOption(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return wholeOption('limit', value, { min: 1, max: LIMIT_MAX, otherwise: TABLE_ROWS });
}
