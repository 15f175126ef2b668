import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { ContactView } from './contact';
import type { ContactData } from './contact-data';
import type { ContactEvent } from './contact-events';
import type { ContactRecord } from './contact-records';
import type { InstanceSetup } from './setup';
import type { EmulatorSnapshot } from './snapshot';

export type { ContactView } from './contact';
export type { ContactData } from './contact-data';
export type { ContactEvent } from './contact-events';
export type { ContactRecord } from './contact-records';
export type { InstanceSetup } from './setup';
export type { EmulatorSnapshot } from './snapshot';

/** How one conversation goes, asked when the agent and the caller are joined. */
export interface Talk {
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  readonly endedBy: 'customer' | 'agent';
}

/** What the telephone network does with a dial; `no_answer` rings until StopContact or 60 s. */
export type DialFate =
  | { readonly kind: 'answers'; readonly afterMs: number; readonly who: 'person' | 'voicemail' }
  | { readonly kind: 'busy' | 'invalid' | 'blocked' | 'problem'; readonly afterMs: number }
  | { readonly kind: 'no_answer' }
  /** Rings until `answer` or `hangUp` is called, StopContact, or 60 s. */
  | { readonly kind: 'rings' };

export interface DialLeg {
  readonly contactId: string;
  readonly to: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Counts the dials to this destination, from 1. */
  readonly dialNumber: number;
}

/** Decides the outcome of each dial, at the instant it is placed. */
export interface PhoneNetwork {
  readonly dial: (leg: DialLeg) => DialFate;
}

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

/** `missed` lasts 5 s after an offer that was not accepted within 20 s. */
export type AgentActivity = 'available' | 'offered' | 'missed' | 'on_contact' | 'after_contact_work' | 'offline';

/** What an observer is told, synchronously, at the exact simulated instant. */
export type CentreChange =
  | {
      readonly kind: 'contact_started';
      readonly atMs: number;
      readonly contactId: string;
      readonly initiationMethod: ContactView['initiationMethod'];
    }
  | { readonly kind: 'contact_connected'; readonly atMs: number; readonly contactId: string }
  /** The person on the line goes over to a new contact; told before anything else of that one, and before the old one ends. */
  | {
      readonly kind: 'contact_transferred';
      readonly atMs: number;
      readonly fromContactId: string;
      readonly contactId: string;
    }
  | { readonly kind: 'contact_queued'; readonly atMs: number; readonly contactId: string; readonly queueId: string }
  | {
      readonly kind: 'agent_connected';
      readonly atMs: number;
      readonly contactId: string;
      readonly queueId: string;
      readonly agentId: string;
    }
  | {
      readonly kind: 'contact_ended';
      readonly atMs: number;
      readonly contactId: string;
      readonly reason: string;
      readonly agentId?: string;
    }
  | {
      readonly kind: 'agent_state';
      readonly atMs: number;
      readonly agentId: string;
      readonly state: AgentActivity;
      readonly contactId?: string;
    };

/** Durations in milliseconds, drawn anew at each use. */
export interface EmulatorTiming {
  /** Default uniform 100-1,500. */
  readonly eventDelayMs?: () => number;
  /** Default uniform 5,000-10,000; more than two minutes counts as two minutes. */
  readonly metricsLagMs?: () => number;
  /** From the end of after-contact work to the contact record; default uniform 30,000-90,000. */
  readonly recordDelayMs?: () => number;
  /** Default 2,000; from 20,000 on the offer is missed. */
  readonly acceptMs?: () => number;
}

export interface EmulatorFaults {
  /** How often one event is delivered: 0 drops it, 2 doubles it. */
  readonly eventCopies?: () => number;
  readonly recordCopies?: () => number;
  /** 'lost_reply' carries the operation out but destroys the socket. */
  readonly api?: (operation: string) => 'throttle' | 'internal' | 'lost_reply' | undefined;
}

/** Requests per second and burst, of one operation. */
export interface RateLimit {
  readonly rate: number;
  readonly burst: number;
}

export interface ConnectEmulatorOptions {
  readonly clock: SteppedClock;
  readonly rng: Rng;
  readonly uuid: () => string;
  readonly setup: InstanceSetup;
  readonly flows: FlowPlayer;
  readonly network: PhoneNetwork;
  readonly talk: (contact: ContactView, agentId: string) => Talk;
  readonly onContactEvent?: (event: ContactEvent) => void | Promise<void>;
  readonly onContactRecord?: (record: ContactRecord) => void | Promise<void>;
  readonly onChange?: (change: CentreChange) => void;
  readonly timing?: EmulatorTiming;
  readonly faults?: EmulatorFaults;
  /** Replaces the documented limits of the operations named; 'none' lifts all. */
  readonly limits?: { readonly [operation: string]: RateLimit } | 'none' | undefined;
}

/** The customer's side of an inbound call; `from` is null when the number is withheld. */
export interface InboundCall {
  readonly from: string | null;
  readonly to: string;
  readonly flowId: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface AgentStateView {
  readonly agentId: string;
  readonly state: AgentActivity;
  readonly sinceMs: number;
  /** Signs out when the current contact and its after-contact work are over. */
  readonly isSigningOut: boolean;
  readonly contactId?: string;
}

/** A contact centre in this process, spoken to as the people in it (methods) and as the Connect API (HTTP). */
export interface ConnectEmulator {
  /** Serves the Connect API on 127.0.0.1; without a port the system chooses one. */
  readonly listen: (port?: number) => Promise<{ readonly endpoint: string; readonly close: () => Promise<void> }>;
  readonly signIn: (agentId: string) => void;
  readonly signOut: (agentId: string) => void;
  /** Returns the contact id, or undefined for a fast busy at the concurrency quota. */
  readonly callIn: (call: InboundCall) => string | undefined;
  /** The customer hangs up, or declines a ringing dial; no effect on a contact that is over, or that waits without its customer. */
  readonly hangUp: (contactId: string) => void;
  /** The customer picks up a dial whose fate is `rings`; no effect on any other. */
  readonly answer: (contactId: string, who?: 'person' | 'voicemail') => void;
  readonly contact: (contactId: string) => ContactView | undefined;
  readonly liveContacts: () => readonly ContactView[];
  readonly queueState: (queueId: string) => { readonly waiting: number; readonly agentsAvailable: number };
  readonly agentState: (agentId: string) => AgentStateView;
  /** Plain JSON: the contacts of the last 24 h, live ones as ended now, and the client tokens of the last 7 days. */
  readonly snapshot: () => EmulatorSnapshot;
  readonly restore: (snapshot: EmulatorSnapshot) => void;
}
