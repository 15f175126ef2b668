import { maskPhone } from '../../../lib/core/mask-phone';
import type { OpenCallback } from '../../../lib/app/reports/open-callbacks';
import type { Cell, Column } from '../report-table';

/** One column of the list of open callbacks, and where it comes from. */
interface OpenColumn extends Column {
  readonly of: (one: OpenCallback) => Cell;
}

const columns: readonly OpenColumn[] = [
  { key: 'queue', title: 'queue', kind: 'text', of: ({ queue }) => queue },
  { key: 'state', title: 'state', kind: 'text', of: ({ state }) => state },
  { key: 'why', title: 'why', kind: 'text', of: (one) => restOf(one).why },
  { key: 'number', title: 'number', kind: 'text', of: ({ number }) => maskPhone(number) },
  { key: 'origin', title: 'origin', kind: 'text', of: ({ origin }) => origin },
  { key: 'class', title: 'class', kind: 'text', of: (one) => one.class },
  { key: 'placeAt', title: 'place', kind: 'time', of: ({ placeMs }) => placeMs },
  { key: 'waitingSince', title: 'waiting since', kind: 'time', of: (one) => restOf(one).waitingSinceMs },
  { key: 'dueAt', title: 'due', kind: 'time', of: (one) => restOf(one).dueAtMs },
  { key: 'slotAt', title: 'slot', kind: 'time', of: ({ slotMs }) => slotMs },
  { key: 'attempts', title: 'attempts', kind: 'number', of: ({ attempt }) => attempt },
  {
    key: 'attemptsSpent',
    title: 'attempts spent',
    kind: 'number',
    isInFilesOnly: true,
    of: ({ attemptsSpent }) => attemptsSpent,
  },
  { key: 'requestedAt', title: 'requested', kind: 'time', isInFilesOnly: true, of: (one) => one.requestedAtMs },
  { key: 'deadlineAt', title: 'deadline', kind: 'time', isInFilesOnly: true, of: ({ deadlineMs }) => deadlineMs },
  { key: 'callbackId', title: 'callback', kind: 'text', of: ({ id }) => id },
];

/** One row for each open callback. */
export const openColumns: readonly Column[] = columns;

/** The cells of an open callback. */
export function openCells(one: OpenCallback): readonly Cell[] {
  return columns.map((column) => column.of(one));
}

interface Rest {
  readonly why?: string;
  readonly dueAtMs?: number;
  readonly waitingSinceMs?: number;
}

/** What only some states know. One that is held back has what it comes back to. */
function restOf(one: OpenCallback): Rest {
  switch (one.state) {
    case 'waiting':
    case 'offered':
      return { waitingSinceMs: one.inLineSinceMs };
    case 'scheduled':
      return { why: one.why, dueAtMs: one.dueAtMs };
    case 'held':
      return one.resume.state === 'waiting'
        ? { waitingSinceMs: one.resume.inLineSinceMs }
        : { why: one.resume.why, dueAtMs: one.resume.dueAtMs };
    case 'answered':
    case 'talking':
      return { waitingSinceMs: one.readyAtMs };
    case 'dialing':
      return {};
  }
}

/** How many there are of a queue in a state. */
export interface OpenCount {
  readonly queue: string;
  readonly state: OpenCallback['state'];
  readonly count: number;
}

/** A counter of callbacks by queue and state, in the order in which they come. */
export function createOpenCount(): {
  readonly add: (one: OpenCallback) => void;
  readonly counts: () => readonly OpenCount[];
} {
  const counts = new Map<string, OpenCount>();
  return {
    add: ({ queue, state }) => {
      const count = (counts.get(`${queue} ${state}`)?.count ?? 0) + 1;
      counts.set(`${queue} ${state}`, { queue, state, count });
    },
    counts: () => [...counts.values()].toSorted((a, b) => (a.queue < b.queue ? -1 : a.queue > b.queue ? 1 : 0)),
  };
}

/** The counts for a person: a line a queue. */
export function openSummary(counts: readonly OpenCount[], isCut: boolean): readonly string[] {
  const queues = [...new Set(counts.map(({ queue }) => queue))];
  const sum = (of: readonly OpenCount[]) => of.reduce((total, { count }) => total + count, 0);
  const lines = queues.map((queue) => {
    const mine = counts.filter((one) => one.queue === queue);
    return `${queue}: ${sum(mine)} open: ${mine.map(({ state, count }) => `${count} ${state}`).join(', ')}`;
  });
  const cut = isCut ? ['there are more: the list was cut off'] : [];
  return ['', ...lines, ...(queues.length > 1 ? [`all queues: ${sum(counts)} open`] : []), ...cut];
}
