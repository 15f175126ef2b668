import type { Writable } from 'node:stream';
import type { ReportSource } from '../store/report-source';
import { buildReport } from './build-report';
import { parseReportOptions, reportHelp, type ReportOptions } from './options';
import type { Row } from './report-table';
import { codeOf, writeReport, writeReportFile } from './write-report';

/** What the command stands on. */
export interface ReportWorld {
  readonly open: (asked: Pick<ReportOptions, 'table' | 'region'>) => Promise<ReportSource>;
  readonly stdout: Writable;
  readonly tell: (line: string) => void;
}

/** Progress is told every so many rows, calls or callbacks. */
const PROGRESS_EVERY = 5_000;

/** `npm run report`. Throws UsageError for what the person at the keyboard can put right. */
export async function runReport(argv: readonly string[], world: ReportWorld): Promise<void> {
  const options = parseReportOptions(argv);
  if (options === undefined) {
    world.stdout.write(`${reportHelp}\n`);
    return;
  }
  const source = await world.open(options);
  try {
    world.tell(`from ${source.what}`);
    const read = createProgress(world.tell, 'read');
    const output = await buildReport(source, options, read.count);
    const written = createProgress(world.tell, 'rows');
    const counted = { ...output, pages: countedPages(output.pages, written.count) };
    if (options.out === undefined) await writeReport(counted, options.format, world.stdout, { isEnded: false });
    else await writeReportFile(counted, options.format, options.out);
    const next = output.next?.();
    if (next !== undefined && options.format !== 'table') world.tell(`more: --next '${next}'`);
    if (options.out !== undefined) world.tell(`${options.out}: ${written.total()} rows`);
  } catch (error) {
    // Whoever reads has seen enough: `| head`.
    if (codeOf(error) !== 'EPIPE') throw error;
  } finally {
    await source.close();
  }
}

function createProgress(tell: (line: string) => void, what: string) {
  let total = 0;
  return {
    count: () => {
      total += 1;
      if (total % PROGRESS_EVERY === 0) tell(`${total} ${what}`);
    },
    total: () => total,
  };
}

async function* countedPages(
  pages: AsyncIterable<readonly Row[]>,
  count: () => void,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const rows of pages) {
    for (const _ of rows) count();
    yield rows;
  }
}
