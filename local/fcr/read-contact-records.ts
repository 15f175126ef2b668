import { TraceError } from '../replay/trace/trace-error';
import { callsOfRecords } from './calls-of-records';
import { isLaterRecord } from './later-record';
import { visitCsvRows } from './csv-rows';
import { recordOfRow, type FcrRecord } from './record-of-row';
import { visitJsonLines, type RowVisitor } from './record-rows';
import { brokenNotes, type BrokenLine, type SourceCalls } from './source-calls';

/**
 * Reads exported contact records. They come doubled, in any order, and again when more is known: of each contact the one with
 * the greatest LastUpdateTimestamp counts, whatever their order. Throws TraceError for a file without a usable one.
 */
export async function readContactRecords(path: string, format: 'csv' | 'json_lines'): Promise<SourceCalls> {
  const records = new Map<string, FcrRecord>();
  const broken: BrokenLine[] = [];
  let [rows, otherChannels, repeated] = [0, 0, 0];
  const visitor: RowVisitor = {
    broken: (line) => void broken.push(line),
    row: (row) => {
      const reading = recordOfRow(row);
      if (reading.kind === 'broken') broken.push(reading.broken);
      else if (reading.kind === 'other_channel') otherChannels += 1;
      else {
        rows += 1;
        const { record } = reading;
        const known = records.get(record.contactId);
        repeated += Number(known !== undefined);
        if (known === undefined || isLaterRecord(record, known)) records.set(record.contactId, record);
      }
    },
  };
  await (format === 'csv' ? visitCsvRows : visitJsonLines)(path, visitor);
  if (records.size === 0) throw noRecords(path, broken);
  const { leftOut, rangIn, ...calls } = callsOfRecords(records);
  return {
    ...calls,
    ...spanOf(records.values()),
    hasCallers: [...records.values()].some(({ number }) => number !== undefined),
    clock: 'UTC',
    notes: [
      `${rows} contact records of ${records.size} voice contacts, ${repeated} of them repeated; ` +
        `${otherChannels} of other channels, ${broken.length} broken lines skipped`,
      `${rangIn} calls that came in; left out: ${leftOut.otherCalls} calls that neither came in nor were dialed by API, ` +
        `${leftOut.otherDials} dialed by API that are no callbacks, ${leftOut.noBeginning} whose first contact the file does not have`,
      ...brokenNotes(broken),
    ],
  };
}

function spanOf(records: Iterable<FcrRecord>): Pick<SourceCalls, 'fromMs' | 'untilMs'> {
  let [fromMs, untilMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startedAtMs, endedAtMs = startedAtMs } of records) {
    fromMs = Math.min(fromMs, startedAtMs);
    untilMs = Math.max(untilMs, endedAtMs);
  }
  return { fromMs, untilMs };
}

function noRecords(path: string, broken: readonly BrokenLine[]): TraceError {
  const [first] = broken;
  const example = first === undefined ? '' : `, the first in line ${first.line}: ${first.field}: ${first.reason}`;
  return new TraceError({
    field: 'file',
    value: path,
    reason: `no usable voice contact in it, ${broken.length} broken lines${example}`,
    allowed: 'contact records with at least one voice contact, as CSV or as one JSON object a line',
  });
}
