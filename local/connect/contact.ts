import type { SteppedClock, Timer } from '../clock/stepped-clock';
import type { Channel } from './channel';
import type { CriteriaProgress } from './criteria-progress';
import type { RoutingCriteria } from './routing-criteria';
import type { FlowHook } from './types';

/**
 * INBOUND is a customer's call, API a dial by StartOutboundVoiceContact or a task, QUEUE_TRANSFER what a queued contact goes on as
 * in another queue, CALLBACK a native queued callback, OUTBOUND an agent's own dial (only recorded calls are any).
 */
export type InitiationMethod = 'INBOUND' | 'OUTBOUND' | 'API' | 'QUEUE_TRANSFER' | 'CALLBACK';

/** `scheduled` is a native callback or a task before its time; a callback that is `dialing` has an agent who waits for the customer. */
export type ContactStage =
  | 'scheduled'
  | 'dialing'
  | 'in_flow'
  | 'queued'
  | 'offered'
  | 'with_agent'
  | 'after_contact_work'
  | 'ended';

/** Everything known of one contact, as plain JSON; times are epoch milliseconds of the simulated clock. */
export interface ContactView {
  readonly contactId: string;
  /** Absent on a call. */
  readonly channel?: 'TASK';
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
  /** The first of the chain; absent on that one itself. */
  readonly initialContactId?: string;
  readonly previousContactId?: string;
  /** The contact that goes on from here: in another queue, or as a callback. */
  readonly nextContactId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly languageCode?: string;
  readonly customerId?: string;
  readonly userTags?: Readonly<Record<string, string>>;
  readonly initiatedAtMs: number;
  /** When a task was, or is, to begin. */
  readonly scheduledAtMs?: number;
  readonly connectedToSystemAtMs?: number;
  readonly answeredBy?: 'person' | 'voicemail';
  /** Where a transfer to queue would go. */
  readonly targetQueueId?: string;
  /** The queue it was last put in. */
  readonly queueId?: string;
  readonly enqueuedAtMs?: number;
  /** A callback is ordered by the start of the call that asked for it, not by when it was queued. */
  readonly placedAtMs?: number;
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
  /** Absent while the criteria are not in force. */
  readonly criteriaProgress?: CriteriaProgress;
}

/** Criteria at one of their steps. */
export interface CriteriaInForce extends CriteriaProgress {
  readonly criteria: RoutingCriteria;
}

/** Where a contact stands in its chain of transfers and callbacks. */
export interface ChainLink {
  /** When the first contact of the chain began. */
  readonly startedAtMs: number;
  /** 1 for the first contact. */
  readonly length: number;
}

/** What a native callback is to do once an agent has accepted it. */
export interface CallbackTask {
  readonly attemptsLeft: number;
  readonly retryDelayMs: number;
  readonly expiresAtMs: number;
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
  readonly chain: ChainLink;
  /** The flows set for other moments of this contact's life. */
  hooks: Readonly<Partial<Record<FlowHook, string>>>;
  /** The number that a flow has set for a native callback; the customer's own when none was set. */
  callbackNumber: string | undefined;
  readonly callback: CallbackTask | undefined;
  /** Ends a callback that nobody has served for too long, and a task that nobody has completed. */
  lifeTimer: Timer | undefined;
  /** How often a task was put off. */
  reschedules: number;
  /** Picks up, while a dial that waits for it rings. */
  answer: ((who: 'person' | 'voicemail') => void) | undefined;
}

/** The default that Connect gives a contact. */
export const QUEUE_PRIORITY_DEFAULT = 5;

/** Wraps a fresh view for the running centre. */
export function createContact(
  view: ContactView,
  chain: ChainLink = { startedAtMs: view.initiatedAtMs, length: 1 },
  callback?: CallbackTask,
): Contact {
  return {
    view,
    play: 0,
    order: { priority: view.queuePriority, effectiveEnqueuedAtMs: view.initiatedAtMs, sequence: 0 },
    criteria: undefined,
    offeredToAgentId: undefined,
    stageTimer: undefined,
    queueTimers: [],
    afterContactWorkMs: 0,
    chain,
    hooks: {},
    callbackNumber: undefined,
    callback,
    lifeTimer: undefined,
    reschedules: 0,
    answer: undefined,
  };
}

/** The channel of a contact, which a call does not name. */
export function channelOf(view: Pick<ContactView, 'channel'>): Channel {
  return view.channel ?? 'VOICE';
}

/** Not yet disconnected. */
export function isOnLine(view: ContactView): boolean {
  return view.disconnectedAtMs === undefined;
}

/** Counts against the quota of calls: a native callback does so only from the moment it is offered to an agent, a task never. */
export function isCall(view: ContactView): boolean {
  if (!isOnLine(view) || channelOf(view) !== 'VOICE') return false;
  const { initiationMethod, stage } = view;
  return initiationMethod !== 'CALLBACK' || stage === 'offered' || stage === 'dialing' || stage === 'with_agent';
}

/** Whether there is somebody at the customer's end, if only a phone that rings. */
export function hasCustomer(view: ContactView): boolean {
  if (channelOf(view) !== 'VOICE') return false;
  return view.initiationMethod !== 'CALLBACK' || view.stage === 'dialing' || view.connectedToSystemAtMs !== undefined;
}

/** The queue that a flow means when it names none. */
export function targetQueueOf(view: ContactView): string | undefined {
  return view.targetQueueId ?? view.queueId;
}

/** What a queued contact is ordered by, from its priority and its age with the adjustment. */
export function orderOf(view: ContactView): Pick<Contact['order'], 'priority' | 'effectiveEnqueuedAtMs'> {
  return {
    priority: view.queuePriority,
    effectiveEnqueuedAtMs: (view.placedAtMs ?? view.enqueuedAtMs ?? 0) - (view.queueTimeAdjustmentSeconds ?? 0) * 1_000,
  };
}

/** Takes back what was still to happen to the contact in its queue. */
export function stopQueueTimers(clock: SteppedClock, contact: Contact): void {
  for (const timer of contact.queueTimers) clock.cancel(timer);
  contact.queueTimers = [];
}
