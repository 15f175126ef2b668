import { stringify } from 'csv-stringify/sync';
import type { ReportOutput } from '../report-table';
import { cellForPrograms } from './cell-text';
import { createZoneClock } from './zone-clock';

/** In lines as RFC 4180 has them. */
const options = { escape_formulas: true, record_delimiter: 'windows' } as const;

/**
 * A report as CSV, the keys of its columns first, a page of rows at a time. A text that a spreadsheet would take for a
 * formula, because it begins with = + - or @, gets an apostrophe in front; a telephone number does, too, and so stays text.
 */
export async function* csvText({ columns, pages, timeZone }: ReportOutput): AsyncGenerator<string, void, undefined> {
  const clock = createZoneClock(timeZone);
  yield stringify([columns.map(({ key }) => key)], options);
  for await (const rows of pages) {
    const cells = rows.map((row) => columns.map(({ kind }, index) => cellForPrograms(row[index], kind, clock)));
    if (cells.length > 0) yield stringify(cells, options);
  }
}
