import { readTrace } from '../replay/trace/read-trace';
import { textChunks } from '../replay/trace/text-chunks';
import { TraceError } from '../replay/trace/trace-error';
import { callsOfTrace } from './calls-of-trace';
import { readContactRecords } from './read-contact-records';
import { csvColumnsAllowed } from './record-rows';
import type { SourceCalls } from './source-calls';

/** As much of a file is looked at to tell what it is. */
const HEAD_CHARS_MAX = 65_536;

/** Reads a call log or contact records, told apart by what the file begins with; throws TraceError for one of no use. */
export async function readCalls(path: string): Promise<SourceCalls> {
  const head = await headOf(path);
  if (head.startsWith('{')) return readContactRecords(path, 'json_lines');
  const cells = head.toLowerCase().split(',');
  if (cells.some((cell) => /^\s*"?contactid"?\s*$/.test(cell))) return readContactRecords(path, 'csv');
  try {
    return callsOfTrace(await readTrace(path));
  } catch (error) {
    if (!(error instanceof TraceError) || error.field !== 'header') throw error;
    const allowed = `${error.allowed}, or contact records: one JSON object a line, or CSV (commas) with ${csvColumnsAllowed}`;
    // A file without a header begins with a call, and that has a number.
    const value = error.value.replaceAll(/\d{5,}/g, '…');
    throw new TraceError({ field: 'header', value, reason: 'not known', allowed }, { cause: error });
  }
}

/** The first line that is not empty. */
async function headOf(path: string): Promise<string> {
  let head = '';
  for await (const chunk of textChunks(path)) {
    head = (head + chunk).trimStart();
    if (head.includes('\n') || head.length > HEAD_CHARS_MAX) break;
  }
  return head.split('\n', 1)[0] ?? '';
}
