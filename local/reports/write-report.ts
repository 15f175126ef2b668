import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../terminal/usage-error';
import { csvText } from './formats/csv';
import { jsonText } from './formats/json';
import { tableText } from './formats/table';
import { xlsxBytes } from './formats/xlsx';
import type { ReportOutput } from './report-table';

/** How a report can be written. */
export const formats = ['table', 'json', 'csv', 'xlsx'] as const;

export type Format = (typeof formats)[number];

/** A piece is a page of rows: no more than one is made while the sink still writes another. */
const oneAhead = { objectMode: true, highWaterMark: 1 };

/** Writes a report as fast as the sink takes it; between them are at most a few pages. */
export async function writeReport(
  output: ReportOutput,
  format: Format,
  sink: Writable,
  { isEnded }: { readonly isEnded: boolean },
): Promise<void> {
  const options = { end: isEnded };
  switch (format) {
    case 'table':
      return pipeline(Readable.from(tableText(output), oneAhead), sink, options);
    case 'json':
      return pipeline(Readable.from(jsonText(output), oneAhead), sink, options);
    case 'csv':
      return pipeline(Readable.from(csvText(output), oneAhead), sink, options);
    case 'xlsx':
      return pipeline(Readable.from(xlsxBytes(output), oneAhead), sink, options);
  }
}

/** Writes a report to a file; it is there when it is whole, and an older one of that name is there until then. */
export async function writeReportFile(output: ReportOutput, format: Format, path: string): Promise<void> {
  const partPath = `${path}.part`;
  try {
    await writeReport(output, format, createWriteStream(partPath), { isEnded: true });
    await rename(partPath, path);
  } catch (error) {
    await rm(partPath, { force: true });
    throw isAboutFile(error)
      ? new UsageError(`--out: ${JSON.stringify(path)} cannot be written (${error.code})`)
      : error;
  }
}

/** By its code alone: an error of node:fs need not be an instance of the Error that is known here. */
function isAboutFile(error: unknown): error is { readonly code: string } {
  return fileCodes.includes(codeOf(error) ?? '');
}

const fileCodes = ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EPERM'];

/** The code of an error of the system. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
