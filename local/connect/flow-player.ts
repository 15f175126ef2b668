import type { ContactData } from './contact-data';

/** What a play is for. Whispers run between an agent's accepting and the two being joined; the agent hears one, the caller the other. */
export interface FlowEntry {
  readonly kind: 'inbound' | 'outbound' | 'customer_queue' | 'agent_whisper' | 'customer_whisper';
  /** The flow to begin with; `defaultFlowId` when no hook names one. */
  readonly flowId: string;
}

/** Stands for the flow that Connect itself would play when none was set. */
export const defaultFlowId = 'default';

/**
 * Plays contact flows. A play that ends without queueing or disconnecting ends the contact when it is an inbound or
 * outbound one; a queue or whisper play that ends leaves the contact where it is.
 */
export interface FlowPlayer {
  readonly play: (leg: FlowLeg, entry: FlowEntry) => Promise<void>;
}

/** The flows that an instance plays at other moments of a contact's life. */
export type FlowHook =
  | 'AgentHold'
  | 'AgentWhisper'
  | 'CustomerHold'
  | 'CustomerQueue'
  | 'CustomerRemaining'
  | 'CustomerWhisper'
  | 'DefaultAgentUI'
  | 'DisconnectAgentUI'
  | 'PauseContact'
  | 'ResumeContact';

/** Figures of a queue as GetCurrentMetricData would give them, as late as those. */
export interface QueueReading {
  readonly size: number;
  readonly oldestContactAgeSeconds: number;
  readonly agentsOnline: number;
  readonly agentsAvailable: number;
  readonly agentsStaffed: number;
  readonly agentsAfterContactWork: number;
  readonly agentsBusy: number;
  /** Nobody when absent. */
  readonly agentsMissed?: number;
  /** Nobody when absent. */
  readonly agentsNonProductive?: number;
  /** Only when figures of one channel are asked for; absent too when nothing can be said. */
  readonly estimatedWaitSeconds?: number;
  /** Of a queue that is asked for by id: the target queue is named in the contact's data. An agent's queue has no name. */
  readonly queueName?: string;
  readonly queueArn?: string;
}

/** A native queued callback as a flow orders it. Delays and attempts may be left out only when it has a creation flow. */
export interface CallbackOrder {
  readonly queueId?: string;
  readonly initialDelaySeconds?: number;
  readonly attemptsMax?: number;
  readonly retryDelaySeconds?: number;
  /** The creation flow: the initial delay is then ignored. */
  readonly flowId?: string;
}

/**
 * One caller on the line, as a flow sees it. Once a later play has begun, an earlier play's leg is no longer live, and
 * nothing done on it has any effect. Ids may be given as ids or as ARNs.
 */
export interface FlowLeg {
  readonly contactId: string;
  /** Still on the line and not with an agent. */
  readonly isLive: () => boolean;
  readonly nowMs: () => number;
  /** Lets time pass; 'gone' when the leg is no longer live, which is looked at when the time is over. */
  readonly wait: (ms: number) => Promise<'elapsed' | 'gone'>;
  /** The ContactData object of a flow's Lambda event, as of now. */
  readonly contactData: () => ContactData;
  readonly attributes: () => Readonly<Record<string, string>>;
  /** Merges; an empty value removes the attribute. `Related` is the contact that this one is related to. */
  readonly setAttributes: (
    attributes: Readonly<Record<string, string>>,
    target?: 'Current' | 'Related',
  ) => 'merged' | 'unknown' | 'too_large';
  readonly setData: (data: {
    readonly name?: string;
    readonly description?: string;
    readonly languageCode?: string;
    readonly customerId?: string;
  }) => void;
  readonly setTargetQueue: (queueId: string) => 'set' | 'unknown';
  /** The personal queue of one agent. */
  readonly setTargetAgent: (agentId: string) => 'set' | 'unknown';
  readonly setHook: (hook: FlowHook, flowId: string) => 'set' | 'unknown';
  /**
   * As late as GetCurrentMetricData; undefined when the queue is unknown or has no activity. Without an id: the target
   * queue. The channel is the one that figures are asked of, spelled as a flow does (`Voice`) or as a contact has it.
   */
  readonly queueMetrics: (queueId?: string, channel?: string) => QueueReading | undefined;
  /** Whether the hours are open now; without an id those of the target queue. Undefined when there are none to ask. */
  readonly isOpen: (hoursId?: string) => boolean | undefined;
  /** Not later than the transfer: what the contact is ordered by in its queue. A queued contact is reordered a minute later. */
  readonly setRouting: (routing: {
    readonly priority?: number;
    readonly adjustmentSeconds?: number;
    /** The RoutingCriteria document as the API takes it. */
    readonly criteria?: unknown;
  }) => 'set' | 'refused';
  readonly transferToQueue: () => 'queued' | 'at_capacity' | 'no_queue';
  /** Leaves the queue for another one, as a new contact that was initiated by QUEUE_TRANSFER. */
  readonly dequeueTo: (target: {
    readonly queueId?: string;
    readonly agentId?: string;
  }) => 'queued' | 'at_capacity' | 'no_queue';
  /** The number that a native callback would call. */
  readonly setCallbackNumber: (number: string) => 'set' | 'invalid' | 'not_dialable';
  readonly createCallback: (order: CallbackOrder) => 'created' | 'refused';
  readonly changeTags: (change: {
    readonly add?: Readonly<Record<string, string>>;
    readonly remove?: readonly string[];
  }) => void;
  readonly disconnect: (reason?: 'CONTACT_FLOW_DISCONNECT') => void;
}
