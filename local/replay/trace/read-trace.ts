import { DAY_MS, dayOfMonth } from './clock-time';
import { brokenRow, splitCells } from './row-format';
import type { RowFormat, RowReading } from './row-format';
import { technionFormat } from './technion-row';
import type { BrokenRow, Trace, TraceCall, TraceDay } from './trace';
import { TraceError } from './trace-error';
import { visitLines } from './trace-lines';
import { vanadFormat } from './vanad-row';

/** Days of the month, both ends included. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

const FORMATS: readonly RowFormat[] = [vanadFormat, technionFormat];

/** Reads a call log, plain or gzip, keeping only the chosen days; throws TraceError for a file, header or range of no use. */
export async function readTrace(path: string, options: { readonly days?: DayRange } = {}): Promise<Trace> {
  const { days } = options;
  checkRange(days);
  let format: RowFormat | undefined;
  const rows = createRows(days);
  await visitLines(path, (line, row) => {
    if (format === undefined) format = formatOf(line);
    else if (line.trim() !== '') rows.add(readRow(format, line, row));
  });
  if (format === undefined) throw unknownHeader('(an empty file)');
  const { calls, broken, dropped, returned } = rows;
  if (calls.length === 0) throw noCalls({ path, days, daysSeen: rows.daysSeen, brokenCount: broken.length });
  return {
    format: format.name,
    days: byDay(calls),
    broken,
    dropped: Object.fromEntries(dropped),
    ...(returned.length === 0 ? {} : { returned: returned.toSorted(byArrival) }),
  };
}

/** Collects readings, leaving out those of other days; a broken row of unknown date counts whatever the days. */
function createRows(days: DayRange | undefined) {
  const calls: TraceCall[] = [];
  const broken: BrokenRow[] = [];
  const returned: TraceCall[] = [];
  const dropped = new Map<string, number>();
  const daysSeen = new Set<number>();
  const isChosen = (day: number | undefined): boolean =>
    day === undefined || days === undefined || (day >= days.from && day <= days.to);
  const add = (reading: RowReading): void => {
    const day = reading.kind === 'call' ? dayOfMonth(reading.call.arrivedAtMs) : reading.dayOfMonth;
    if (reading.kind === 'call') daysSeen.add(dayOfMonth(reading.call.arrivedAtMs));
    if (!isChosen(day)) return;
    if (reading.kind === 'call') calls.push(reading.call);
    else if (reading.kind === 'broken') broken.push(reading.broken);
    else {
      dropped.set(reading.name, (dropped.get(reading.name) ?? 0) + 1);
      if (reading.returned !== undefined) returned.push(reading.returned);
    }
  };
  return { add, calls, broken, dropped, returned, daysSeen };
}

function readRow(format: RowFormat, line: string, row: number): RowReading {
  const cells = splitCells(line, format.separator);
  const expected = format.columns.length;
  if (cells.length === expected) return format.readRow(cells, row);
  return brokenRow({ row, field: 'columns', reason: `${expected} expected, ${cells.length} found` }, undefined);
}

function formatOf(header: string): RowFormat {
  const format = FORMATS.find(({ columns, separator }) => {
    const cells = splitCells(header, separator);
    return cells.length === columns.length && cells.every((cell, at) => cell.toLowerCase() === columns[at]);
  });
  if (format === undefined) throw unknownHeader(header);
  return format;
}

function unknownHeader(header: string): TraceError {
  const known = FORMATS.map(({ name, separator, columns }) => {
    return `${name} (${separator === ',' ? 'commas' : 'tabs'}): ${columns.join(' ')}`;
  });
  return new TraceError({ field: 'header', value: header, reason: 'not known', allowed: known.join(', or ') });
}

function checkRange(days: DayRange | undefined): void {
  if (days === undefined) return;
  const { from, to } = days;
  const isDay = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= 31;
  if (isDay(from) && isDay(to) && from <= to) return;
  const reason = isDay(from) && isDay(to) ? 'the last day is before the first' : 'not days of a month';
  throw new TraceError({ field: 'days', value: `${from}..${to}`, reason, allowed: 'A..B with 1 <= A <= B <= 31' });
}

interface NoCalls {
  readonly path: string;
  readonly days: DayRange | undefined;
  readonly daysSeen: ReadonlySet<number>;
  readonly brokenCount: number;
}

function noCalls({ path, days, daysSeen, brokenCount }: NoCalls): TraceError {
  if (days === undefined || daysSeen.size === 0) {
    const reason = `no usable call in it, ${brokenCount} broken rows`;
    return new TraceError({ field: 'file', value: path, reason, allowed: 'a call log with at least one usable row' });
  }
  const seen = [...daysSeen].toSorted((a, b) => a - b).join(' ');
  const value = `${days.from}..${days.to}`;
  return new TraceError({
    field: 'days',
    value,
    reason: 'no calls on those days',
    allowed: `days of the file, ${seen}`,
  });
}

function byDay(calls: readonly TraceCall[]): readonly TraceDay[] {
  const days = new Map<number, TraceCall[]>();
  for (const call of calls.toSorted(byArrival)) {
    const midnightMs = Math.floor(call.arrivedAtMs / DAY_MS) * DAY_MS;
    const day = days.get(midnightMs);
    if (day === undefined) days.set(midnightMs, [call]);
    else day.push(call);
  }
  return [...days].map(([midnightMs, list]) => ({ day: new Date(midnightMs).toISOString().slice(0, 10), calls: list }));
}

function byArrival(a: TraceCall, b: TraceCall): number {
  return a.arrivedAtMs - b.arrivedAtMs || a.row - b.row;
}
