import { buildReport } from '../../../local/reports/build-report';
import { parseReportOptions } from '../../../local/reports/options';
import type { ReportSource } from '../../../local/store/report-source';
import { writeReport, type Format } from '../../../local/reports/write-report';
import { month } from './cases';
import { createRowSink } from './row-sink';

/** What one export of all cases took. */
export interface ExportFigures {
  readonly format: string;
  readonly rows: number;
  readonly megabytes: number;
  /** Pages of cases that were read, one call of the store each. */
  readonly pages: number;
  /** The most rows that had been read and had not yet come out at the end. */
  readonly rowsHeldMax: number;
  /** The most that was alive on the heap and in buffers beside what there was before, after collecting garbage. */
  readonly heapGrownMaxMegabytes: number;
  readonly seconds: number;
}

/** What is alive is looked at after so many pages. */
const LIVE_EVERY = 20;

/** Exports all cases of the month into a sink that takes its time. `nowMs`: the clock of the measurement. */
export async function measureExport(
  source: ReportSource,
  format: Exclude<Format, 'table'>,
  run: { readonly nowMs: () => number; readonly collect: () => void },
): Promise<ExportFigures> {
  const out = createRowSink(format);
  const { cases } = source.store;
  let read = 0;
  let pages = 0;
  let heldMax = 0;
  let heapMax = 0;
  run.collect();
  const heapBefore = heapBytes();
  const page: typeof cases.page = async (query, asked) => {
    const found = await cases.page(query, asked);
    pages += 1;
    read += found.items.length;
    heldMax = Math.max(heldMax, read - out.rows());
    if (pages % LIVE_EVERY === 0) {
      run.collect();
      heapMax = Math.max(heapMax, heapBytes() - heapBefore);
    }
    return found;
  };
  const counted = { ...source, store: { ...source.store, cases: { ...cases, page } } };
  const startedMs = run.nowMs();
  const asked = ['lost', '--from', month.fromDay, '--to', month.toDay, '--format', format, '--out', 'a file'];
  const options = parseReportOptions(asked);
  if (options === undefined) throw new Error('help was asked for');
  const output = await buildReport(counted, options, () => undefined);
  await writeReport(output, format, out.sink, { isEnded: true });
  return {
    format,
    rows: out.rows(),
    megabytes: tenths(out.bytes() / 1_000_000),
    pages,
    rowsHeldMax: heldMax,
    heapGrownMaxMegabytes: tenths(heapMax / 1_000_000),
    seconds: tenths((run.nowMs() - startedMs) / 1000),
  };
}

function heapBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
