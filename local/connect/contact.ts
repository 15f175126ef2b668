import type { SteppedClock, Timer } from '../clock/stepped-clock';
import type { RoutingCriteria } from './routing-criteria';

/** INBOUND is a customer's call, API a dial by StartOutboundVoiceContact. */
export type InitiationMethod = 'INBOUND' | 'API';

export type ContactStage = 'dialing' | 'in_flow' | 'queued' | 'offered' | 'with_agent' | 'after_contact_work' | 'ended';

/** Everything known of one contact, as plain JSON; times are epoch milliseconds of the simulated clock. */
export interface ContactView {
  readonly contactId: string;
  readonly initiationMethod: InitiationMethod;
  readonly stage: ContactStage;
  /** The flow that the contact began with. */
  readonly flowId: string;
  /** null when withheld. */
  readonly customerNumber: string | null;
  readonly systemNumber: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly references: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
  readonly relatedContactId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly initiatedAtMs: number;
  readonly connectedToSystemAtMs?: number;
  readonly answeredBy?: 'person' | 'voicemail';
  /** Where a transfer to queue would go. */
  readonly targetQueueId?: string;
  /** The queue it was last put in. */
  readonly queueId?: string;
  readonly enqueuedAtMs?: number;
  readonly dequeuedAtMs?: number;
  readonly agentId?: string;
  readonly connectedToAgentAtMs?: number;
  readonly agentConnectionAttempts: number;
  readonly disconnectedAtMs?: number;
  readonly disconnectReason?: string;
  readonly afterContactWorkEndedAtMs?: number;
  readonly updatedAtMs: number;
  readonly queuePriority: number;
  readonly queueTimeAdjustmentSeconds?: number;
  readonly routingCriteria?: RoutingCriteria;
}

/** Criteria at one of their steps; past the last step any agent may take the contact. */
export interface CriteriaInForce {
  readonly criteria: RoutingCriteria;
  readonly stepIndex: number;
  readonly activatedAtMs: number;
  readonly expiresAtMs?: number;
}

/** A contact while it lasts: the view, and what only the running centre needs. */
export interface Contact {
  view: ContactView;
  /** Counts flow plays; the leg of an earlier play is dead. */
  play: number;
  /** What the queue orders by now; a change asked for while queued arrives here a minute later. */
  order: { readonly priority: number; readonly effectiveEnqueuedAtMs: number; readonly sequence: number };
  /** The criteria in force since this enqueueing. */
  criteria: CriteriaInForce | undefined;
  offeredToAgentId: string | undefined;
  /** Ends the present stage: ring, offer, talk. */
  stageTimer: Timer | undefined;
  /** Dead with this enqueueing: delays, step expiry, late routing changes. */
  queueTimers: Timer[];
  afterContactWorkMs: number;
}

/** The default that Connect gives a contact. */
export const QUEUE_PRIORITY_DEFAULT = 5;

/** Wraps a fresh view for the running centre. */
export function createContact(view: ContactView): Contact {
  return {
    view,
    play: 0,
    order: { priority: view.queuePriority, effectiveEnqueuedAtMs: view.initiatedAtMs, sequence: 0 },
    criteria: undefined,
    offeredToAgentId: undefined,
    stageTimer: undefined,
    queueTimers: [],
    afterContactWorkMs: 0,
  };
}

/** On the line: not yet disconnected, so it counts against the concurrency quota. */
export function isOnLine(view: ContactView): boolean {
  return view.disconnectedAtMs === undefined;
}

/** What a queued contact is ordered by, from its priority and its age with the adjustment. */
export function orderOf(view: ContactView): Pick<Contact['order'], 'priority' | 'effectiveEnqueuedAtMs'> {
  return {
    priority: view.queuePriority,
    effectiveEnqueuedAtMs: (view.enqueuedAtMs ?? 0) - (view.queueTimeAdjustmentSeconds ?? 0) * 1_000,
  };
}

/** Takes back what was still to happen to the contact in its queue. */
export function stopQueueTimers(clock: SteppedClock, contact: Contact): void {
  for (const timer of contact.queueTimers) clock.cancel(timer);
  contact.queueTimers = [];
}
