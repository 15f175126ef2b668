import { Writable } from 'node:stream';
import { Unzip, UnzipInflate } from 'fflate';
import type { Format } from '../../../local/reports/write-report';

/** Takes what a report writes, at a pace of its own, and counts the rows that have come out at its end. */
export interface RowSink {
  readonly sink: Writable;
  readonly rows: () => number;
  readonly bytes: () => number;
}

/** What begins a row in each format; a list has no other line that begins so. */
const rowStarts: Readonly<Record<Exclude<Format, 'table'>, string>> = {
  json: '\n{"number"',
  csv: "\n'+",
  xlsx: '<row r=',
};

export function createRowSink(format: Exclude<Format, 'table'>): RowSink {
  let rows = format === 'xlsx' ? -1 : 0;
  let bytes = 0;
  let rest = '';
  const start = rowStarts[format];
  const take = (text: string): void => {
    const pieces = `${rest}${text}`.split(start);
    rows += pieces.length - 1;
    // A start may be cut in two by the edge of a piece.
    rest = (pieces.at(-1) ?? '').slice(1 - start.length);
  };
  const unzip = createUnzip(take);
  return {
    sink: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length;
        if (format === 'xlsx') unzip(chunk);
        else take(chunk.toString());
        // Slower than memory: what is not held back by the sink would pile up before it.
        setImmediate(done);
      },
    }),
    rows: () => rows,
    bytes: () => bytes,
  };
}

/** Inflates the first sheet as the archive comes. */
function createUnzip(take: (text: string) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  const unzip = new Unzip((file) => {
    const isList = file.name === 'xl/worksheets/sheet1.xml';
    file.ondata = (error, data) => {
      if (error !== null) throw error;
      if (isList) take(decoder.decode(data, { stream: true }));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  return (chunk) => unzip.push(chunk);
}
