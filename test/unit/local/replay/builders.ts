import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Trace, TraceCall } from '../../../../local/replay/trace/trace';

export const VANAD_HEADER = 'date_received,queue_name,agent_number,answered,consult,transfer,hangup';
const TECHNION_HEADER =
  'vru+line call_id customer_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time outcome ser_start ser_exit ser_time server';

/** A call answered at once by agent A1, talking one minute, on the morning of 2030-01-07. */
export function traceCall(changes: Partial<TraceCall> = {}): TraceCall {
  const arrivedAtMs = changes.arrivedAtMs ?? Date.UTC(2030, 0, 7, 9);
  const waitMs = changes.waitMs ?? 0;
  const isAnswered = changes.outcome !== 'abandoned';
  const talkMs = isAnswered ? (changes.talkMs ?? 60_000) : undefined;
  return {
    row: 2,
    arrivedAtMs,
    queue: 'orders',
    caller: undefined,
    priority: 0,
    outcome: 'answered',
    waitMs,
    talkMs,
    agent: isAnswered ? 'A1' : undefined,
    answeredAtMs: isAnswered ? arrivedAtMs + waitMs : undefined,
    endedAtMs: arrivedAtMs + waitMs + (talkMs ?? 0),
    ...changes,
  };
}

/** A trace of one day; the rows are numbered as in a file unless a call says otherwise. */
export function traceOf(calls: readonly TraceCall[], format: Trace['format'] = 'vanad'): Trace {
  return { format, days: [{ day: '2030-01-07', calls }], broken: [], dropped: {} };
}

/** One technion row; the columns a test does not speak of are those of a call answered at once. */
export function technionRow(changes: Readonly<Record<string, string>> = {}): string {
  const cells: Readonly<Record<string, string>> = {
    'vru+line': 'L1',
    call_id: '1',
    customer_id: '0',
    priority: '0',
    type: 'PS',
    date: '300107',
    vru_entry: '9:00:00',
    vru_exit: '9:00:10',
    vru_time: '10',
    q_start: '0:00:00',
    q_exit: '0:00:00',
    q_time: '0',
    outcome: 'AGENT',
    ser_start: '9:00:12',
    ser_exit: '9:01:12',
    ser_time: '60',
    server: 'S1',
    ...changes,
  };
  return TECHNION_HEADER.split(' ')
    .map((column) => cells[column] ?? '')
    .join('\t');
}

/** Writes call logs into a folder of its own, which `remove` takes away. */
export function createLogs() {
  const folder = mkdtempSync(join(tmpdir(), 'holdfree-trace-'));
  const put = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return {
    folder,
    put,
    vanad: (rows: readonly string[], name = 'log.csv'): string => put(name, [VANAD_HEADER, ...rows, ''].join('\n')),
    technion: (rows: readonly string[], name = 'log.tsv'): string =>
      put(name, [TECHNION_HEADER.replaceAll(' ', '\t'), ...rows, ''].join('\n')),
    packed: (content: string, name: string): string => put(name, gzipSync(content)),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
