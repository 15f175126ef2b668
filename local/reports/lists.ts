import type { ReportRange } from '../../lib/core/reports/report-range';
import { pageOfFailedNotices, pagesOfFailedNotices } from '../../lib/app/reports/failed-notices';
import { openCallbacks } from '../../lib/app/reports/open-callbacks';
import { pageOfCases, pagesOfCases } from '../../lib/app/reports/lost-cases';
import type { CaseQuery } from '../../lib/ports/case-store';
import type { Page } from '../../lib/ports/page';
import type { ReportSource } from '../store/report-source';
import { UsageError } from '../terminal/usage-error';
import { TABLE_ROWS, type ReportOptions } from './options';
import type { ReportOutput, Row } from './report-table';
import { caseTable } from './tables/lost-table';
import { noticeCells, noticesColumns } from './tables/notices-table';
import { createOpenCount, openCells, openColumns, openSummary } from './tables/open-table';

type PageReader<T> = (page: { readonly limit: number; readonly next: string | undefined }) => Promise<Page<T>>;

type List = Pick<ReportOutput, 'columns' | 'pages' | 'layout' | 'next' | 'summary' | 'totals'>;

/** Cases, a page of them or all. Throws UsageError for a cursor that there is not. */
export async function caseList(source: ReportSource, range: ReportRange, options: ReportOptions): Promise<List> {
  const { isMasked, queue, reason, agent, next, limit } = options;
  const status = options.isProcessed ? 'processed' : 'open';
  const query: CaseQuery = { status, fromMs: range.fromMs, toMs: range.toMs, queue, reason, agent };
  await refuseCursor((page) => pageOfCases(source, query, page), next);
  const { columns, cellsOf } = caseTable(status, { nowMs: source.nowMs, isMasked });
  if (limit === undefined && options.format !== 'table') {
    return { columns, layout: 'list', pages: mapped(pagesOfCases(source, query, next), cellsOf) };
  }
  const taken = takenPages((page) => pageOfCases(source, query, page), options, cellsOf);
  return { columns, layout: 'list', ...taken };
}

/** Deliveries that were set aside, a page of them or all. Throws UsageError for a cursor that there is not. */
export async function noticeList(source: ReportSource, range: ReportRange, options: ReportOptions): Promise<List> {
  const { limit, next, format } = options;
  await refuseCursor((page) => pageOfFailedNotices(source, range, page), next);
  const list = { columns: noticesColumns, layout: 'list' } as const;
  if (limit === undefined && format !== 'table') {
    return { ...list, pages: mapped(pagesOfFailedNotices(source, range, next), noticeCells) };
  }
  return { ...list, ...takenPages((page) => pageOfFailedNotices(source, range, page), options, noticeCells) };
}

/** Every open callback, counted by queue and state as they are taken. */
export function openList({ store }: ReportSource, { queue }: ReportOptions): List {
  const { add, counts } = createOpenCount();
  let isCut = false;
  async function* pages(): AsyncGenerator<readonly Row[], void, undefined> {
    const open = openCallbacks(store.callbacks, { queue });
    for (let page = await open.next(); ; page = await open.next()) {
      if (page.done === true) {
        ({ isCut } = page.value);
        return;
      }
      page.value.forEach(add);
      yield page.value.map(openCells);
    }
  }
  return {
    columns: openColumns,
    layout: 'list',
    pages: pages(),
    summary: () => openSummary(counts(), isCut),
    totals: () => ({ open: counts(), isCut }),
  };
}

/** A mistyped cursor would be the end of the list, and nobody would see that it was not. */
async function refuseCursor(read: PageReader<unknown>, next: string | undefined): Promise<void> {
  if (next === undefined || (await read({ limit: 1, next })).isCursorUnreadable !== true) return;
  throw new UsageError(`--next: got ${JSON.stringify(next)}; allowed is where an earlier page ended`);
}

/**
 * One page where a limit is given. Else as many rows as a terminal has room for: pages may be short, or empty even, where a
 * filter leaves most out, and nobody should have to ask again for that.
 */
function takenPages<T>(
  read: PageReader<T>,
  asked: Pick<ReportOptions, 'limit' | 'next'>,
  cellsOf: (item: T) => Row,
): Pick<List, 'pages' | 'next'> {
  let next = asked.next;
  async function* pages() {
    let missing = asked.limit ?? TABLE_ROWS;
    do {
      const page = await read({ limit: missing, next });
      ({ next } = page);
      missing -= page.items.length;
      yield page.items.map(cellsOf);
    } while (asked.limit === undefined && next !== undefined && missing > 0);
  }
  return { pages: pages(), next: () => next };
}

async function* mapped<T>(
  pages: AsyncIterable<readonly T[]>,
  cellsOf: (item: T) => Row,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const items of pages) yield items.map(cellsOf);
}
