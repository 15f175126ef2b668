import { dayOfMonth, nearestAt, nextAt, parseClock, parseShortDate } from './clock-time';
import { SPAN_MS_MAX, brokenRow } from './row-format';
import type { RowFormat, RowReading } from './row-format';
import type { TraceCall } from './trace';

const COLUMNS = [
  'vru+line',
  'call_id',
  'customer_id',
  'priority',
  'type',
  'date',
  'vru_entry',
  'vru_exit',
  'vru_time',
  'q_start',
  'q_exit',
  'q_time',
  'outcome',
  'ser_start',
  'ser_exit',
  'ser_time',
  'server',
] as const;
const CLOCKS = ['vru_entry', 'vru_exit', 'q_start', 'q_exit', 'ser_start', 'ser_exit'] as const;
/** The voice unit and the agents' desks have clocks of their own: an answer may read a second or two before arrival. */
const CLOCK_SKEW_MS_MAX = 5_000;

type Column = (typeof COLUMNS)[number];
type Cells = (column: Column) => string;
/** Ms after midnight. */
type Clocks = (column: (typeof CLOCKS)[number]) => number;
interface Fault {
  readonly field: Column;
  readonly reason: string;
}

/** Tab-separated, one row a call, a short date and clock times without one; `0:00:00` where nothing happened. */
export const technionFormat: RowFormat = { name: 'technion', separator: '\t', columns: COLUMNS, readRow };

function readRow(list: readonly string[], row: number): RowReading {
  const cells: Cells = (column) => list[COLUMNS.indexOf(column)] ?? '';
  const dateMs = parseShortDate(cells('date'));
  const day = dateMs === undefined ? undefined : dayOfMonth(dateMs);
  if (cells('outcome') === 'PHANTOM') return { kind: 'dropped', name: 'PHANTOM', dayOfMonth: day };
  const result = dateMs === undefined ? { field: 'date' as const, reason: 'not a date' } : readCall(cells, dateMs, row);
  // TT rows are calls the centre itself made, so they are no arrivals.
  if (cells('type') === 'TT') {
    return { kind: 'dropped', name: 'TT', dayOfMonth: day, ...('reason' in result ? {} : { returned: result }) };
  }
  return 'reason' in result ? brokenRow({ row, ...result }, day) : { kind: 'call', call: result };
}

/** The first cell that cannot be used whatever the others say. */
function faultOf(cells: Cells): Fault | undefined {
  const noClock = CLOCKS.find((field) => parseClock(cells(field)) === undefined);
  if (noClock !== undefined) return { field: noClock, reason: 'not a time' };
  if (cells('type') === '') return { field: 'type', reason: 'no queue' };
  if (!/^\d+$/.test(cells('priority'))) return { field: 'priority', reason: 'not a number from 0' };
  const negative = (['q_time', 'ser_time'] as const).find((field) => Number(cells(field)) < 0);
  return negative === undefined ? undefined : { field: negative, reason: 'a negative time' };
}

function readCall(cells: Cells, dateMs: number, row: number): TraceCall | Fault {
  const fault = faultOf(cells);
  if (fault !== undefined) return fault;
  const clocks: Clocks = (field) => parseClock(cells(field)) ?? 0;
  const span = queueingOf(clocks, dateMs);
  const waitMs = span.leftQueueAtMs - span.arrivedAtMs;
  if (waitMs < 0) return { field: 'q_exit', reason: 'left the queue before arrival' };
  const { arrivedAtMs, isQueued } = span;
  const caller = callerOf(cells('customer_id'));
  const enteredAtMs = Math.min(dateMs + clocks('vru_entry'), arrivedAtMs);
  const arrival = {
    row,
    arrivedAtMs,
    enteredAtMs,
    isQueued,
    queue: cells('type'),
    caller,
    priority: Number(cells('priority')),
  };
  switch (cells('outcome')) {
    case 'HANG': {
      const unanswered = {
        outcome: 'abandoned',
        talkMs: undefined,
        agent: undefined,
        answeredAtMs: undefined,
      } as const;
      return { ...arrival, ...unanswered, waitMs, endedAtMs: span.leftQueueAtMs };
    }
    case 'AGENT': {
      const service = readService(clocks, span);
      const agent = agentOf(cells('server'));
      return 'reason' in service ? service : { ...arrival, ...service, outcome: 'answered', agent };
    }
    default:
      return { field: 'outcome', reason: 'neither AGENT, HANG nor PHANTOM' };
  }
}

interface Queueing {
  readonly arrivedAtMs: number;
  readonly leftQueueAtMs: number;
  readonly isQueued: boolean;
}

/** From the start of queueing to its end; who never queued arrives, and leaves at once, on leaving the menu. */
function queueingOf(clocks: Clocks, dateMs: number): Queueing {
  const leftMenuAtMs = nearestAt(dateMs + clocks('vru_entry'), clocks('vru_exit'));
  // A call may queue at midnight sharp, so a start of 0:00:00 alone does not say that it never queued.
  const isQueued = clocks('q_start') > 0 || clocks('q_exit') > 0;
  if (!isQueued) return { arrivedAtMs: leftMenuAtMs, leftQueueAtMs: leftMenuAtMs, isQueued };
  const arrivedAtMs = nearestAt(leftMenuAtMs, clocks('q_start'));
  return { arrivedAtMs, leftQueueAtMs: nearestAt(arrivedAtMs, clocks('q_exit')), isQueued };
}

type Service = Pick<TraceCall, 'waitMs' | 'talkMs' | 'answeredAtMs' | 'endedAtMs'>;

function readService(clocks: Clocks, { arrivedAtMs, leftQueueAtMs }: Queueing): Service | Fault {
  // Some answered calls have no service times at all: they arrived and were answered, only their talk is not known.
  if (clocks('ser_start') === 0 && clocks('ser_exit') === 0) {
    const waitMs = leftQueueAtMs - arrivedAtMs;
    return { waitMs, talkMs: undefined, answeredAtMs: leftQueueAtMs, endedAtMs: leftQueueAtMs };
  }
  const startedAtMs = nearestAt(leftQueueAtMs, clocks('ser_start'));
  const exitedAtMs = nextAt(startedAtMs, clocks('ser_exit'));
  const talkMs = exitedAtMs - startedAtMs;
  if (talkMs > SPAN_MS_MAX) return { field: 'ser_exit', reason: 'talk over 12 hours' };
  if (exitedAtMs < arrivedAtMs - CLOCK_SKEW_MS_MAX) return { field: 'ser_exit', reason: 'hang-up before arrival' };
  const waitMs = Math.max(0, startedAtMs - arrivedAtMs);
  const answeredAtMs = arrivedAtMs + waitMs;
  return { waitMs, talkMs, answeredAtMs, endedAtMs: answeredAtMs + talkMs };
}

function agentOf(server: string): string | undefined {
  return server === '' || server === 'NO_SERVER' ? undefined : server;
}

/** 0 stands for unknown; an id that a spreadsheet has rounded (6.02E+11) is shared by strangers and so no one's. */
function callerOf(id: string): string | undefined {
  return /^\d+$/.test(id) && Number(id) !== 0 ? id : undefined;
}
