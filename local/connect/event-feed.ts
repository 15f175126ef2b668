import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { ContactView } from './contact';
import { buildContactEvent } from './contact-events';
import type { ContactEventType, EventExtra } from './contact-events';
import { buildContactRecord } from './contact-records';
import type { Instance } from './setup';
import type { ConnectEmulatorOptions } from './types';
import { uniformMs } from './uniform';

export interface EventFeedDeps {
  readonly clock: SteppedClock;
  readonly rng: Rng;
  readonly uuid: () => string;
  readonly instance: Instance;
  /** The newest view of a contact; records are built from it when they leave. */
  readonly viewOf: (contactId: string) => ContactView | undefined;
  readonly options: Pick<ConnectEmulatorOptions, 'onContactEvent' | 'onContactRecord' | 'timing' | 'faults'>;
}

/** Sends contact events and records, each on its own delay, so that they overtake one another as in Connect. */
export interface EventFeed {
  readonly event: (eventType: ContactEventType, view: ContactView, extra?: EventExtra) => void;
  readonly record: (view: ContactView) => void;
}

/** Draws delays from the rng only for what somebody listens to. */
export function createEventFeed({ clock, rng, uuid, instance, viewOf, options }: EventFeedDeps): EventFeed {
  const { onContactEvent, onContactRecord, timing, faults } = options;
  const eventDelayMs = timing?.eventDelayMs ?? uniformMs(rng, 100, 1_500);
  const recordDelayMs = timing?.recordDelayMs ?? uniformMs(rng, 30_000, 90_000);

  return {
    event: (eventType, view, extra) => {
      if (onContactEvent === undefined) return;
      const event = buildContactEvent(instance, { id: uuid(), atMs: clock.nowMs() }, eventType, view, extra);
      const copies = faults?.eventCopies?.() ?? 1;
      for (let copy = 0; copy < copies; copy += 1) {
        clock.after(eventDelayMs(), () => onContactEvent(event));
      }
    },
    record: (view) => {
      if (onContactRecord === undefined) return;
      const copies = faults?.recordCopies?.() ?? 1;
      for (let copy = 0; copy < copies; copy += 1) {
        clock.after(recordDelayMs(), () => {
          const latest = viewOf(view.contactId) ?? view;
          return onContactRecord(buildContactRecord(instance, latest, clock.nowMs()));
        });
      }
    },
  };
}
