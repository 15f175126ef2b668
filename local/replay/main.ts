import '../quiet-sdk';
import { describeReport } from '../terminal/describe-report';
import { numberOption, parseCommand, wholeOption } from '../terminal/arguments';
import { runCommand } from '../terminal/run-command';
import { UsageError } from '../terminal/usage-error';
import { replayTrace } from './replay';
import { readTrace } from './trace/read-trace';
import { TraceError } from './trace/trace-error';

const usage =
  'npm run -s replay -- FILE [--days A..B] [--agents N] [--offer SECONDS] [--accept SHARE] [--seed N] [--json]';

/** `npm run replay`: a call log in two worlds, plain hold and Holdfree. */
async function replay(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, {
    days: { type: 'string' },
    agents: { type: 'string' },
    offer: { type: 'string' },
    accept: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(`one FILE is needed: ${usage}`);
  const days = daysOption(values['days']);
  const agents =
    values['agents'] === undefined
      ? undefined
      : wholeOption('agents', values['agents'], { min: 1, max: 5000, otherwise: 1 });
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
  const report = await replayTrace(trace, options);
  process.stdout.write(
    values['json'] === true
      ? `${JSON.stringify(report)}\n`
      : `PLAIN HOLD\n${describeReport(report.hold)}\nHOLDFREE\n${describeReport(report.holdfree)}`,
  );
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
