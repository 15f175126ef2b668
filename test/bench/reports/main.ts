import '../../../local/quiet-sdk';
import { parseCommand, wholeOption } from '../../../local/terminal/arguments';
import { runCommand } from '../../../local/terminal/run-command';
import { runReportsBench, type ReportsBench } from './bench';

const help = `npm run -s bench:reports: what a page of cases and an export of all of them cost.

  npm run -s bench:reports              a table; progress goes to standard error
  npm run -s bench:reports -- --json    one JSON object

  --cases N   open cases in one month (100000; about a millisecond each to store)`;

/** `npm run bench:reports`. */
async function benchReports(argv: readonly string[]): Promise<void> {
  const { values } = parseCommand(argv, {
    cases: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const cases = wholeOption('cases', values['cases'], { min: 100, max: 1_000_000, otherwise: 100_000 });
  const bench = await runReportsBench(cases, (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(values['json'] === true ? `${JSON.stringify(bench)}\n` : describeBench(bench));
}

function describeBench({ cases, pages, exports }: ReportsBench): string {
  const lines = [
    `${cases} open cases in a month`,
    '',
    'page of 50                          pages  rows     queries at most  units at most',
    ...pages.map(
      ({ asked, pages: count, rowsMin, rowsMax, queriesMax, unitsMax }) =>
        `${asked.padEnd(34)}${String(count).padStart(7)}  ${`${rowsMin}-${rowsMax}`.padEnd(7)}${String(queriesMax).padStart(17)}${String(unitsMax).padStart(15)}`,
    ),
    '',
    'export   rows    MB  pages  rows held at most  heap grown MB  seconds',
    ...exports.map(
      (one) =>
        `${one.format.padEnd(6)}${String(one.rows).padStart(7)}${String(one.megabytes).padStart(6)}${String(one.pages).padStart(7)}${String(one.rowsHeldMax).padStart(19)}${String(one.heapGrownMaxMegabytes).padStart(15)}${String(one.seconds).padStart(9)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

void runCommand(() => benchReports(process.argv.slice(2)));
