import type { Formula, ReportName } from '../../lib/core/reports/formulas';

/** Undefined and null are empty cells. Times are epoch milliseconds, shares 0 to 1. */
export type Cell = string | number | undefined | null;

export interface Column {
  /** In CSV and JSON. */
  readonly key: string;
  /** In tables and spreadsheets. */
  readonly title: string;
  readonly kind: 'text' | 'number' | 'time' | 'seconds' | 'share';
  /** Not in a table for the terminal, which has no room for it. */
  readonly isInFilesOnly?: boolean;
}

/** The cells of a row, in the order of the columns. */
export type Row = readonly Cell[];

/** One report, ready to be written in any format. Its rows are read as they are taken, a page at a time. */
export interface ReportOutput {
  readonly report: ReportName;
  /** What it is about: days, zone, filters. */
  readonly about: Readonly<Record<string, string | number>>;
  readonly columns: readonly Column[];
  readonly pages: AsyncIterable<readonly Row[]>;
  /** How a terminal shows the rows: as they are, by their first cell in groups, or turned, a figure a line. */
  readonly layout: 'list' | 'groups' | 'turned';
  /** Of a report that is figures and no list: what JSON holds instead of rows. */
  readonly figures?: () => object;
  /** What a terminal is told beneath the rows. */
  readonly summary?: () => readonly string[];
  /** Of a list: what JSON tells beside its rows, once they have been taken. */
  readonly totals?: () => object;
  /** Where a list goes on, once its rows have been taken. */
  readonly next?: () => string | undefined;
  readonly formulas: readonly Formula[];
  /** The zone in which times are written. */
  readonly timeZone: string;
  readonly nowMs: number;
}
