import type { Contact } from './contact';
import { createMetricLog } from './metric-log';
import type { MetricLog } from './metric-log';
import { createSortedList } from './sorted-list';

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
  readonly figures: MetricLog<LineFigures>;
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

/** A contact's order must change only while it is out of the line. */
export function createQueueLine(nowMs: () => number): QueueLine {
  const byOrder = createSortedList(compareOrder);
  const byArrival = createSortedList(compareArrival);
  const figures = createMetricLog<LineFigures>({ size: 0, oldestEnqueuedAtMs: undefined });
  const note = (): void => {
    const size = byOrder.items.length;
    figures.append(nowMs(), { size, oldestEnqueuedAtMs: byArrival.items[0]?.view.enqueuedAtMs });
  };
  return {
    insert: (contact) => {
      byOrder.insert(contact);
      byArrival.insert(contact);
      note();
    },
    remove: (contact) => {
      if (!byOrder.remove(contact)) return;
      byArrival.remove(contact);
      note();
    },
    size: () => byOrder.items.length,
    find: (isWanted) => byOrder.items.find(isWanted),
    figures,
  };
}
