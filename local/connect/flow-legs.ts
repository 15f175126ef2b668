import type { SteppedClock } from '../clock/stepped-clock';
import type { AttributeBook } from './attributes';
import type { Centre } from './centre';
import type { Contact } from './contact';
import { buildContactData } from './contact-data';
import { notesOf } from './leg-notes';
import { routingOf } from './leg-routing';
import type { QueueMetrics } from './queue-metrics';
import type { RoutingData } from './routing-data';
import type { Instance } from './setup';
import type { FlowEntry, FlowLeg, FlowPlayer } from './types';

/** Starts a flow for a contact, which ends whatever flow it was in; `onOver` is called if the contact is still in it then. */
export type PlayFlow = (contact: Contact, entry: FlowEntry, onOver?: () => void) => void;

/** What the blocks of flows act on. */
export interface FlowLegsDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly flows: FlowPlayer;
  readonly metrics: QueueMetrics;
  readonly attributes: AttributeBook;
  readonly centre: () => Centre;
  readonly routingData: () => RoutingData;
}

// Written as methods, here and in its parts: every flow of every contact makes them all anew, and tsx takes its time to name
// a function that is the value of a property.
function createLeg(deps: FlowLegsDeps, contact: Contact): FlowLeg {
  const { clock, instance } = deps;
  const { play } = contact;
  const isLive = (): boolean => {
    const { stage } = contact.view;
    return contact.play === play && (stage === 'in_flow' || stage === 'queued' || stage === 'offered');
  };
  return {
    contactId: contact.view.contactId,
    isLive,
    nowMs: clock.nowMs,
    async wait(ms) {
      await clock.sleep(ms);
      return isLive() ? 'elapsed' : 'gone';
    },
    contactData() {
      return buildContactData(instance, contact.view);
    },
    attributes() {
      return contact.view.attributes;
    },
    ...notesOf(deps, contact, isLive),
    ...routingOf(deps, contact, isLive),
    disconnect(reason = 'CONTACT_FLOW_DISCONNECT') {
      if (isLive()) deps.centre().end(contact, reason);
    },
  };
}

/**
 * Starts flows as timers of their own, so that two flows begun in one instant take turns and a run stays reproducible.
 * A flow that ends with its contact neither queued nor gone hangs up, as Connect does.
 */
export function createFlowLegs(deps: FlowLegsDeps): PlayFlow {
  return (contact, entry, onOver) => {
    contact.play += 1;
    const leg = createLeg(deps, contact);
    deps.clock.after(0, async () => {
      if (!leg.isLive()) return;
      await deps.flows.play(leg, entry);
      if (!leg.isLive()) return;
      if (contact.view.stage === 'in_flow') deps.centre().end(contact, 'CONTACT_FLOW_DISCONNECT');
      else onOver?.();
    });
  };
}
