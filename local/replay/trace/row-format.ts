import type { BrokenRow, TraceCall, TraceFormat } from './trace';

/** No wait and no talk is longer: beyond it a time has been misread or a line was never closed. */
export const SPAN_MS_MAX = 12 * 3_600_000;

/** What one row turned out to be; the day of the month is undefined where not even the date could be read. */
export type RowReading =
  | { readonly kind: 'call'; readonly call: TraceCall }
  | {
      readonly kind: 'dropped';
      readonly name: string;
      readonly dayOfMonth: number | undefined;
      /** A call that the centre itself made. */
      readonly returned?: TraceCall;
    }
  | { readonly kind: 'broken'; readonly broken: BrokenRow; readonly dayOfMonth: number | undefined };

/** How the rows of one layout are cut and understood. */
export interface RowFormat {
  readonly name: TraceFormat;
  readonly separator: ',' | '\t';
  readonly columns: readonly string[];
  /** Never throws: a row that cannot be used is returned as broken. The cells are as many as the columns. */
  readonly readRow: (cells: readonly string[], row: number) => RowReading;
}

/** A reading that says why the row cannot be used. */
export function brokenRow(broken: BrokenRow, dayOfMonth: number | undefined): RowReading {
  return { kind: 'broken', broken, dayOfMonth };
}

/** Cuts a line into its cells; a cell may stand in double quotes, a doubled quote inside them being one. */
export function splitCells(line: string, separator: RowFormat['separator']): readonly string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '"' && isQuoted && line.charAt(at + 1) === '"') {
      cell += char;
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  cells.push(cell.trim());
  return cells;
}
