import { eventsOf } from '../../core/events/events-of';
import { AdapterError } from '../../ports/adapter-error';
import type { Change } from '../../ports/changes';
import type { EventBus } from '../../ports/event-bus';
import type { Journal } from '../../ports/journal';

/** Tells the events of stored changes. `failed`: those of which not every event was taken, to be told again. */
export async function tellChanges(
  { bus, journal }: { readonly bus: EventBus; readonly journal: Journal },
  changes: readonly Change[],
): Promise<{ readonly failed: readonly Change[] }> {
  const told = changes.map((change) => ({ change, events: eventsOf(change) }));
  const events = told.flatMap((one) => one.events);
  if (events.length === 0) return { failed: [] };
  try {
    const { refused } = await bus.tell(events);
    if (refused.length === 0) return { failed: [] };
    const ids = new Set(refused.map(({ detail }) => detail.id));
    journal.note({ kind: 'fault', where: 'outbox', reason: `refused: ${[...ids].join(', ')}` });
    return {
      failed: told.filter((one) => one.events.some(({ detail }) => ids.has(detail.id))).map(({ change }) => change),
    };
  } catch (fault) {
    if (!(fault instanceof AdapterError)) throw fault;
    journal.note({ kind: 'fault', where: 'outbox', reason: fault.message });
    return { failed: told.filter((one) => one.events.length > 0).map(({ change }) => change) };
  }
}
