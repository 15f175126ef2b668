import type { SteppedClock } from '../clock/stepped-clock';
import type { Contact } from './contact';
import type { AttributeBook } from './attributes';
import type { Centre } from './centre';
import { buildContactData } from './contact-data';
import type { QueueMetrics } from './queue-metrics';
import type { Instance } from './setup';
import type { FlowEntry, FlowLeg, FlowPlayer } from './types';

export interface FlowLegsDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly flows: FlowPlayer;
  readonly metrics: QueueMetrics;
  readonly attributes: AttributeBook;
  readonly centre: () => Centre;
}

function createLeg(deps: FlowLegsDeps, contact: Contact): FlowLeg {
  const { clock, instance, metrics } = deps;
  const { play } = contact;
  const { contactId } = contact.view;
  const isLive = (): boolean => {
    const { stage } = contact.view;
    return contact.play === play && (stage === 'in_flow' || stage === 'queued' || stage === 'offered');
  };
  return {
    contactId,
    isLive,
    nowMs: clock.nowMs,
    wait: async (ms) => {
      await clock.sleep(ms);
      return isLive() ? 'elapsed' : 'gone';
    },
    contactData: () => buildContactData(instance, contact.view),
    attributes: () => contact.view.attributes,
    setAttributes: (attributes) => {
      deps.attributes.merge(contactId, attributes);
    },
    setTargetQueue: (queueId) => {
      contact.view = { ...contact.view, targetQueueId: queueId };
    },
    queueMetrics: (queueId) => {
      const figures = instance.queues.has(queueId) ? metrics.read([queueId]) : undefined;
      if (figures === undefined) return undefined;
      return { size: figures.contactsInQueue, oldestContactAgeSeconds: Math.floor(figures.oldestContactAgeMs / 1_000) };
    },
    transferToQueue: () => (isLive() ? deps.centre().transferToQueue(contact) : 'no_queue'),
    disconnect: (reason = 'CONTACT_FLOW_DISCONNECT') => {
      if (isLive()) deps.centre().end(contact, reason);
    },
  };
}

/**
 * Starts flows as timers of their own, so that two flows begun in one instant take turns and a run stays reproducible.
 * A flow that ends with its contact neither queued nor gone hangs up, as Connect does.
 */
export function createFlowLegs(deps: FlowLegsDeps): (contact: Contact, entry: FlowEntry) => void {
  return (contact, entry) => {
    contact.play += 1;
    const { play } = contact;
    const leg = createLeg(deps, contact);
    deps.clock.after(0, async () => {
      if (!leg.isLive()) return;
      await deps.flows.play(leg, entry);
      if (contact.play === play && contact.view.stage === 'in_flow') {
        deps.centre().end(contact, 'CONTACT_FLOW_DISCONNECT');
      }
    });
  };
}
