import type { EventBridgeEvent } from 'aws-lambda';
import type { CaseEvent, DomainEvent } from '../../lib/core/events/domain-event';
import type { EventBus } from '../../lib/ports/event-bus';
import type { SteppedClock } from '../clock/stepped-clock';

/** An event as EventBridge hands it to a function. */
export type Envelope = EventBridgeEvent<string, unknown>;

/** From the bus to whoever listens. Milliseconds. */
const DELIVERY_MS = 200;

/** The event bus on the simulation's clock, with the one rule that is deployed: events of cases go to `notify`. */
export interface LocalBus extends EventBus {
  /** How many of each type were told. */
  readonly counts: () => Readonly<Record<string, number>>;
}

export function createLocalBus(clock: SteppedClock, notify: (envelope: Envelope) => Promise<void>): LocalBus {
  const counts = new Map<string, number>();
  return {
    tell: async (events) => {
      for (const event of events) {
        counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
        if (isOfCase(event)) clock.after(DELIVERY_MS, () => notify(envelopeOf(event)));
      }
      return { refused: [] };
    },
    counts: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function isOfCase(event: DomainEvent): event is CaseEvent {
  return event.type.startsWith('case.');
}

function envelopeOf({ type, detail }: CaseEvent): Envelope {
  return {
    version: '0',
    id: detail.id,
    'detail-type': type,
    source: 'holdfree',
    account: '111122223333',
    time: detail.at,
    region: 'local',
    resources: [],
    detail,
  };
}
