import { UsageError } from '../../terminal/usage-error';
import type { Cell, Column, ReportOutput } from '../report-table';
import { createZoneClock, type ZoneClock } from './zone-clock';

/** A sheet of Excel has no more rows. */
const ROWS_MAX = 1_048_576;

/** What styles.xml says of each kind of cell, by its index there. */
const styleOf: Readonly<Record<Column['kind'], number>> = { text: 0, number: 0, seconds: 0, time: 1, share: 2 };
const TITLE_STYLE = 3;

const widthOf: Readonly<Record<Column['kind'], number>> = { text: 18, number: 11, seconds: 11, time: 20, share: 11 };

const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A sheet with the rows of a report beneath their titles, written as they come. */
export async function* sheetXml({ columns, pages, timeZone }: ReportOutput): AsyncGenerator<string, void, undefined> {
  const clock = createZoneClock(timeZone);
  const widths = columns.map(
    ({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf[kind]}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield `${xmlStart}<worksheet xmlns="${namespace}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  yield `<cols>${widths.join('')}</cols><sheetData>`;
  yield rowXml(
    1,
    columns.map(({ title }) => textCell(title, TITLE_STYLE)),
  );
  let count = 1;
  for await (const page of pages) {
    if (count + page.length > ROWS_MAX) {
      throw new UsageError(`a spreadsheet has at most ${ROWS_MAX} rows: take --format csv`);
    }
    const lines = page.map((row, at) =>
      rowXml(
        count + at + 1,
        columns.map(({ kind }, index) => cellOf(row[index], kind, clock)),
      ),
    );
    count += page.length;
    yield lines.join('');
  }
  yield '</sheetData></worksheet>';
}

/** A sheet of texts, two in a row. */
export function pairsXml(pairs: readonly (readonly [string, string])[]): string {
  const rows = pairs.map(([name, value], index) => rowXml(index + 1, [textCell(name, 0), textCell(value, 0)]));
  const columns =
    '<cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="110" customWidth="1"/></cols>';
  return `${xmlStart}<worksheet xmlns="${namespace}">${columns}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** A cell but for where it stands. */
interface SheetCell {
  readonly attributes: string;
  readonly content: string;
}

function rowXml(number: number, cells: readonly SheetCell[]): string {
  const each = cells.map(({ attributes, content }, index) =>
    content === '' ? '' : `<c r="${columnName(index)}${number}"${attributes}>${content}</c>`,
  );
  return `<row r="${number}">${each.join('')}</row>`;
}

/** A to Z; no report has more columns than AZ. */
function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `A${letter}`;
}

function cellOf(cell: Cell, kind: Column['kind'], clock: ZoneClock): SheetCell {
  if (cell === undefined || cell === null) return { attributes: '', content: '' };
  if (typeof cell === 'string') return textCell(cell, styleOf.text);
  const value = kind === 'time' ? serialOf(cell, clock) : cell;
  return { attributes: styled(styleOf[kind]), content: `<v>${value}</v>` };
}

/** A text within the cell is never taken for a formula, whatever it begins with. */
function textCell(text: string, style: number): SheetCell {
  const space = text.trim() === text ? '' : ' xml:space="preserve"';
  return { attributes: ` t="inlineStr"${styled(style)}`, content: `<is><t${space}>${escaped(text)}</t></is>` };
}

/** Style 0 is what a cell has without any. */
function styled(style: number): string {
  return style === 0 ? '' : ` s="${style}"`;
}

/** Days since the end of 1899 on the clock of a zone: a spreadsheet knows no zones. */
function serialOf(atMs: number, clock: ZoneClock): number {
  return (atMs + clock.offsetMinutes(atMs) * 60_000) / 86_400_000 + 25_569;
}

/** Most texts are. */
const isPlain = /^[\w +.:#@/()-]*$/;

/** Control characters, and halves of characters, have no place in XML. */
function escaped(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
