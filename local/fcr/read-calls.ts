import { readTrace } from '../replay/trace/read-trace';
import { textChunks } from '../replay/trace/text-chunks';
import { TraceError } from '../replay/trace/trace-error';
import { callsOfTrace } from './calls-of-trace';
import { csvColumnsAllowed } from './csv-rows';
import { readContactRecords } from './read-contact-records';
import type { SourceCalls } from './source-calls';

/** As much of a file is looked at to tell what it is. */
const HEAD_CHARS_MAX = 65_536;

const ALLOWED = 'a call log or contact records as text, plain or gzip';

/** Reads a call log or contact records, told apart by what the file begins with; throws TraceError for one of no use. */
export async function readCalls(path: string): Promise<SourceCalls> {
  const head = await headOf(path);
  if (head.startsWith('{')) return readContactRecords(path, 'json_lines');
  if (head.startsWith('[')) {
    const allowed = "a call log, or contact records: CSV, or one JSON object a line, which jq -c '.[]' makes of it";
    throw new TraceError({ field: 'file', value: path, reason: 'a JSON array', allowed });
  }
  const cells = head.toLowerCase().split(',');
  if (cells.some((cell) => /^\s*"?contactid"?\s*$/.test(cell))) return readContactRecords(path, 'csv');
  try {
    return callsOfTrace(await readTrace(path));
  } catch (error) {
    if (!(error instanceof TraceError) || error.field !== 'header') throw error;
    const allowed = `${error.allowed}, or contact records: one JSON object a line, or CSV (commas) with ${csvColumnsAllowed}`;
    throw new TraceError({ field: 'header', value: shownHeader(head), reason: 'not known', allowed }, { cause: error });
  }
}

/**
 * The names of the columns, where they are nothing else: a file without a header begins with a call, and that has a number, a
 * time or a name of two words somewhere.
 */
function shownHeader(head: string): string {
  if (head === '') return '(an empty file)';
  const cells = head.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const areNames = cells.length > 1 && cells.every((cell) => /^[a-z]+(?:[._+][a-z]+)*$/i.test(cell));
  return areNames ? cells.join(', ') : '(a first line without names)';
}

/** The first line that is not empty. */
async function headOf(path: string): Promise<string> {
  let head = '';
  for await (const chunk of textChunks(path, ALLOWED)) {
    head = (head + chunk).trimStart();
    if (head.includes('\n') || head.length > HEAD_CHARS_MAX) break;
  }
  return head.split('\n', 1)[0] ?? '';
}
