import type { ReportOutput, Row } from '../report-table';
import { cellForPrograms } from './cell-text';
import { createZoneClock } from './zone-clock';

/** A report as one JSON object; the rows of a list are written as they come, a line each. */
export async function* jsonText(output: ReportOutput): AsyncGenerator<string, void, undefined> {
  const { report, about, columns, pages, timeZone, formulas, figures, totals, next } = output;
  const head = { report, ...about, formulas };
  if (figures !== undefined) {
    yield `${JSON.stringify({ ...head, ...figures() })}\n`;
    return;
  }
  const clock = createZoneClock(timeZone);
  const rowText = (row: Row) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(({ key, kind }, index) => [key, cellForPrograms(row[index], kind, clock)] as const),
      ),
    );
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let count = 0;
  for await (const rows of pages) {
    if (rows.length > 0) yield `${count === 0 ? '\n' : ',\n'}${rows.map(rowText).join(',\n')}`;
    count += rows.length;
  }
  const rest = JSON.stringify({ count, next: next?.() ?? null, ...totals?.() });
  yield `\n],${rest.slice(1)}\n`;
}
