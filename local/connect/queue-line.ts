import type { Channel } from './channel';
import { channelOf } from './contact';
import type { Contact } from './contact';
import { createMetricLog } from './metric-log';
import type { MetricLog } from './metric-log';
import { createSortedList } from './sorted-list';
import type { SortedList } from './sorted-list';

/** What the metrics say of one queue; a contact that is being offered is no longer counted. */
export interface LineFigures {
  readonly size: number;
  readonly oldestEnqueuedAtMs: number | undefined;
}

/** The contacts that wait in one queue, in the order in which they are served. */
export interface QueueLine {
  readonly insert: (contact: Contact) => void;
  /** No effect on a contact that is not in this line. */
  readonly remove: (contact: Contact) => void;
  readonly size: () => number;
  /** The first in order that satisfies the condition. */
  readonly find: (isWanted: (contact: Contact) => boolean) => Contact | undefined;
  /** By channel, and of all contacts. */
  readonly figures: MetricLog<Readonly<Record<Channel | 'all', LineFigures>>>;
}

/** By queue priority, then by age with its adjustment, then by arrival. */
export function compareOrder(a: Contact, b: Contact): number {
  return (
    a.order.priority - b.order.priority ||
    a.order.effectiveEnqueuedAtMs - b.order.effectiveEnqueuedAtMs ||
    a.order.sequence - b.order.sequence
  );
}

function compareArrival(a: Contact, b: Contact): number {
  return (a.view.enqueuedAtMs ?? 0) - (b.view.enqueuedAtMs ?? 0) || a.order.sequence - b.order.sequence;
}

const EMPTY: LineFigures = { size: 0, oldestEnqueuedAtMs: undefined };

function figuresFrom({ items }: SortedList<Contact>): LineFigures {
  return { size: items.length, oldestEnqueuedAtMs: items[0]?.view.enqueuedAtMs };
}

/** The figures of several lines, or of several parts of one, taken together. */
export function sumLines(parts: readonly LineFigures[]): LineFigures {
  let size = 0;
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    size += part.size;
    oldestMs = Math.min(oldestMs, part.oldestEnqueuedAtMs ?? oldestMs);
  }
  return { size, oldestEnqueuedAtMs: oldestMs === Number.POSITIVE_INFINITY ? undefined : oldestMs };
}

/** A contact's order must change only while it is out of the line. */
export function createQueueLine(nowMs: () => number): QueueLine {
  const byOrder = createSortedList(compareOrder);
  const byArrival = { VOICE: createSortedList(compareArrival), TASK: createSortedList(compareArrival) };
  const figures: QueueLine['figures'] = createMetricLog({ VOICE: EMPTY, TASK: EMPTY, all: EMPTY });
  const note = (): void => {
    const VOICE = figuresFrom(byArrival.VOICE);
    const TASK = figuresFrom(byArrival.TASK);
    figures.append(nowMs(), { VOICE, TASK, all: sumLines([VOICE, TASK]) });
  };
  return {
    insert: (contact) => {
      byOrder.insert(contact);
      byArrival[channelOf(contact.view)].insert(contact);
      note();
    },
    remove: (contact) => {
      if (!byOrder.remove(contact)) return;
      byArrival[channelOf(contact.view)].remove(contact);
      note();
    },
    size: () => byOrder.items.length,
    find: (isWanted) => byOrder.items.find(isWanted),
    figures,
  };
}
