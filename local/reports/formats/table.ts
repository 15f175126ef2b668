import { alignedText, oneLine } from '../../terminal/aligned-text';
import type { ReportOutput } from '../report-table';
import { cellForPeople } from './cell-text';
import { createZoneClock } from './zone-clock';

/** A report for people: columns as wide as what is in them, the formulas beneath. All rows are held for that. */
export async function* tableText(output: ReportOutput): AsyncGenerator<string, void, undefined> {
  const { columns, timeZone, layout } = output;
  const clock = createZoneClock(timeZone);
  const shown = columns.flatMap((column, index) => (column.isInFilesOnly === true ? [] : [{ column, index }]));
  const lines: (readonly string[])[] = [];
  for await (const rows of output.pages) {
    for (const row of rows) {
      lines.push(shown.map(({ column, index }) => oneLine(cellForPeople(row[index], column.kind, clock))));
    }
  }
  const titles = shown.map(({ column }) => column.title);
  const isRight = shown.map(({ column }) => column.kind !== 'text' && column.kind !== 'time');
  yield `${headline(output)}\n\n`;
  if (lines.length === 0) yield 'nothing\n';
  else if (layout === 'turned') yield alignedText(turned([titles, ...lines]), [false, ...lines.map(() => true)]);
  else yield alignedText([titles, ...(layout === 'groups' ? grouped(lines) : lines)], isRight);
  for (const line of output.summary?.() ?? []) yield `${line}\n`;
  const next = output.next?.();
  if (next !== undefined) yield `\nmore: --next '${next}', or all of them with --format csv, json or xlsx\n`;
  yield `\n${output.formulas.map(({ figure, formula }) => `${figure}: ${formula}\n`).join('')}`;
}

function headline({ report, about }: ReportOutput): string {
  return `${report} · ${Object.entries(about)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ')}`;
}

/** The name of a group once, and an empty line between two of them. */
function grouped(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lines.flatMap((line, index) => {
    const before = lines[index - 1]?.[0];
    if (before === line[0]) return [['', ...line.slice(1)]];
    return before === undefined ? [line] : [[], line];
  });
}

function turned(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return (lines[0] ?? []).map((_, column) => lines.map((line) => line[column] ?? ''));
}
