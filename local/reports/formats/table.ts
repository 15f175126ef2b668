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
  else if (layout === 'turned') yield aligned(turned([titles, ...lines]), [false, ...lines.map(() => true)]);
  else yield aligned([titles, ...(layout === 'groups' ? grouped(lines) : lines)], isRight);
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

/** What came from outside, a name say, must not move the cursor of a terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
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

function aligned(lines: readonly (readonly string[])[], isRight: readonly boolean[]): string {
  const widths = isRight.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const padded = (text: string, column: number) =>
    isRight[column] === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return lines.map((line) => `${line.map(padded).join('  ').trimEnd()}\n`).join('');
}
