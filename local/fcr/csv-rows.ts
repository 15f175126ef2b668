import { splitCells } from '../replay/trace/row-format';
import { TraceError } from '../replay/trace/trace-error';
import { visitLines } from '../replay/trace/trace-lines';
import { recordLines, type RecordRow, type RowVisitor } from './record-rows';

/** Without these columns a file of records tells nothing of first call resolution. */
const columnsNeeded = [
  'ContactId',
  'InitialContactId',
  'Channel',
  'InitiationMethod',
  'InitiationTimestamp',
  'DisconnectTimestamp',
  'CustomerEndpoint.Address',
  'Agent.ConnectedToAgentTimestamp',
] as const;

/** Of each of these pairs one is needed. */
const columnsOr = [
  ['Queue.Name', 'Queue.ARN'],
  ['Agent.Username', 'Agent.ARN'],
] as const;

/** What a CSV of contact records has as its header, in words. */
export const csvColumnsAllowed = [...columnsNeeded, ...columnsOr.map((pair) => pair.join(' or '))].join(', ');

/** A cell in quotes may go on over so many lines. */
const LINES_MAX = 50;

interface Line {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads comma-separated values under a header of dotted names, in any order and among others. A quote that is never closed costs
 * its own line and no other: a parser of whole files takes all that follows for one cell.
 */
export async function visitCsvRows(path: string, { row, broken }: RowVisitor): Promise<void> {
  let columns: ReadonlyMap<string, number> | undefined;
  let open: Line[] = [];

  function take(next: Line): void {
    if (open.length === 0 && next.text.trim() === '') return;
    open.push(next);
    if (hasOpenQuote(open)) {
      if (open.length >= LINES_MAX) giveUpFirst();
      return;
    }
    const [first = next] = open;
    const cells = splitCells(open.map(({ text }) => text).join('\n'), ',');
    if (columns === undefined) columns = columnsOf(path, cells);
    else if (cells.length === columns.size) row({ line: first.line, field: createCells(columns, cells) });
    else if (open.length > 1) return giveUpFirst();
    else {
      const reason = `${columns.size} expected, ${cells.length} found`;
      broken({ line: first.line, field: 'columns', reason });
    }
    open = [];
  }

  /** Reads what follows a line without it. */
  function giveUpFirst(): void {
    const [first, ...others] = open;
    open = [];
    if (first !== undefined) broken({ line: first.line, field: 'quotes', reason: 'a quote that is not closed' });
    for (const other of others) take(other);
  }

  function giveUpAll(): void {
    while (open.length > 0) giveUpFirst();
  }

  const rules = recordLines((line) => {
    giveUpAll();
    broken(line);
  });
  await visitLines(path, (text, line) => take({ line, text }), rules);
  giveUpAll();
}

function hasOpenQuote(lines: readonly Line[]): boolean {
  const quotes = lines.reduce((sum, { text }) => sum + (text.split('"').length - 1), 0);
  return quotes % 2 === 1;
}

/** Where each column stands, by its name without regard to capitals. */
function columnsOf(path: string, header: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map(header.map((name, at) => [name.toLowerCase(), at]));
  const has = (name: string): boolean => columns.has(name.toLowerCase());
  const missing = [
    ...columnsNeeded.filter((name) => !has(name)),
    ...columnsOr.filter((pair) => !pair.some(has)).map((pair) => pair.join(' or ')),
  ];
  if (missing.length === 0 && columns.size === header.length) return columns;
  const reason = missing.length === 0 ? 'a column is there twice' : `as contact records it lacks ${missing.join(', ')}`;
  throw new TraceError({ field: 'header', value: path, reason, allowed: csvColumnsAllowed });
}

function createCells(columns: ReadonlyMap<string, number>, cells: readonly string[]): RecordRow['field'] {
  return (name) => {
    const cell = cells[columns.get(name.toLowerCase()) ?? -1];
    return cell === '' || cell?.toLowerCase() === 'null' ? undefined : cell;
  };
}
