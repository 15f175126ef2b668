import '../quiet-sdk';
import { describeReport } from '../terminal/describe-report';
import { numberOption, parseCommand, wholeOption } from '../terminal/arguments';
import { runCommand } from '../terminal/run-command';
import { UsageError } from '../terminal/usage-error';
import { writeRecorded } from '../store/recorded-file';
import { describeRecorded } from './recorded/describe-recorded';
import { playRecorded } from './recorded/play-recorded';
import { reportRecorded } from './recorded/recorded-report';
import { replayTrace } from './replay';
import { readTrace } from './trace/read-trace';
import type { Trace } from './trace/trace';
import { TraceError } from './trace/trace-error';

const usage =
  'npm run -s replay -- FILE [--days A..B] [--agents N] [--offer SECONDS] [--accept SHARE] [--seed N] [--json], or ' +
  'FILE --as-recorded [--days A..B] [--seed N] [--notices FOLDER] [--json]';

/** `npm run replay`: a call log in two worlds, plain hold and Holdfree; or once, as it was recorded. */
async function replay(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, {
    days: { type: 'string' },
    agents: { type: 'string' },
    offer: { type: 'string' },
    accept: { type: 'string' },
    seed: { type: 'string' },
    'as-recorded': { type: 'boolean' },
    notices: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(`one FILE is needed: ${usage}`);
  const days = daysOption(values['days']);
  const agents =
    values['agents'] === undefined
      ? undefined
      : wholeOption('agents', values['agents'], { min: 1, max: 5000, otherwise: 1 });
  const isRecorded = values['as-recorded'] === true;
  refuseOthers(values, isRecorded);
  const options = {
    agents,
    offerSeconds: wholeOption('offer', values['offer'], { min: 0, max: 7200, otherwise: 120 }),
    acceptShare: numberOption('accept', values['accept'], { min: 0, max: 1, otherwise: 0.37 }),
    seed: wholeOption('seed', values['seed'], { min: 0, max: 1_000_000_000, otherwise: 1 }),
    progress: tell,
  };
  const trace = await readTrace(path, days === undefined ? {} : { days });
  const calls = trace.days.reduce((sum, day) => sum + day.calls.length, 0);
  tell(`${path}: ${calls} calls on ${trace.days.length} days, ${trace.broken.length} broken rows skipped`);
  for (const { row, field, reason } of trace.broken.slice(0, 20)) tell(`skipped row ${row}: ${field}: ${reason}`);
  for (const [name, count] of Object.entries(trace.dropped)) tell(`dropped ${count} rows of ${name}`);
  const isJson = values['json'] === true;
  if (isRecorded) {
    process.stdout.write(await playAsRecorded(trace, { ...options, isJson, notices: values['notices'] }));
    return;
  }
  const report = await replayTrace(trace, options);
  process.stdout.write(
    isJson
      ? `${JSON.stringify(report)}\n`
      : `PLAIN HOLD\n${describeReport(report.hold)}\nHOLDFREE\n${describeReport(report.holdfree)}`,
  );
}

/** Plays the log once, and keeps what came of it for `npm run report`. */
async function playAsRecorded(
  trace: Trace,
  options: {
    readonly seed: number;
    readonly progress: (line: string) => void;
    readonly isJson: boolean;
    readonly notices: unknown;
  },
): Promise<string> {
  const { seed, progress, isJson, notices } = options;
  const noticesFolder = typeof notices === 'string' ? { noticesFolder: notices } : {};
  const run = await playRecorded(trace, { seed, progress, ...noticesFolder });
  const report = await reportRecorded(run);
  const { nowMs, policy, kept } = run;
  const [first, last] = [trace.days[0]?.day, trace.days.at(-1)?.day];
  const file = await writeRecorded({ what: `a log as recorded, ${first} to ${last}`, nowMs, policy }, kept.items());
  tell(`kept for npm run report in ${file}`);
  return isJson ? `${JSON.stringify(report)}\n` : describeRecorded(report);
}

/** Options of the one kind of replay say nothing to the other. */
function refuseOthers(values: Readonly<Record<string, unknown>>, isRecorded: boolean): void {
  const others = isRecorded ? ['agents', 'offer', 'accept'] : ['notices'];
  const wrong = others.find((name) => values[name] !== undefined);
  if (wrong === undefined) return;
  throw new UsageError(`--${wrong}: ${isRecorded ? 'does not go with' : 'goes with'} --as-recorded`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function daysOption(value: unknown): { readonly from: number; readonly to: number } | undefined {
  if (value === undefined) return undefined;
  const match = /^(\d{1,2})(?:\.\.(\d{1,2}))?$/.exec(typeof value === 'string' ? value : '');
  const from = Number(match?.[1] ?? 0);
  const to = Number(match?.[2] ?? from);
  if (match !== null && from >= 1 && to >= from && to <= 31) return { from, to };
  throw new UsageError(`--days: got ${JSON.stringify(value)}; allowed is A..B, days of the month from 1 to 31`);
}

void runCommand(async () => {
  try {
    await replay(process.argv.slice(2));
  } catch (error) {
    throw error instanceof TraceError ? new UsageError(error.message) : error;
  }
});
