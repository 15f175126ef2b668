import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { AgentContactState } from './agent';
import type { Channel } from './channel';
import type { ContactView } from './contact';
import type { ContactEvent } from './contact-events';
import type { ContactRecord } from './contact-records';
import type { FlowPlayer } from './flow-player';
import type { ApiCore } from './http/operation';
import type { PlayRecorded } from './recorded';
import type { InstanceSetup } from './setup';
import type { EmulatorSnapshot } from './snapshot';

export type { Channel } from './channel';
export type { ContactView } from './contact';
export type { ContactData } from './contact-data';
export type { ContactEvent } from './contact-events';
export type { ContactRecord } from './contact-records';
export { defaultFlowId } from './flow-player';
export type { CallbackOrder, FlowEntry, FlowHook, FlowLeg, FlowPlayer, QueueReading } from './flow-player';
export type { RecordedCall } from './recorded';
export type { InstanceSetup } from './setup';
export type { EmulatorSnapshot } from './snapshot';

/** How one conversation goes, asked when the agent and the caller are joined. */
export interface Talk {
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  readonly endedBy: 'customer' | 'agent';
}

/** What the telephone network does with a dial; `no_answer` rings until StopContact, `afterMs`, or 60 s. */
export type DialFate =
  | { readonly kind: 'answers'; readonly afterMs: number; readonly who: 'person' | 'voicemail' }
  | { readonly kind: 'busy' | 'invalid' | 'blocked' | 'problem'; readonly afterMs: number }
  | { readonly kind: 'no_answer'; readonly afterMs?: number }
  /** Rings until `answer` or `hangUp` is called, StopContact, or 60 s. */
  | { readonly kind: 'rings' };

/** What an agent does with an offer; after 20 s it is missed, whatever is said here. */
export interface OfferAnswer {
  readonly kind: 'accept' | 'reject' | 'miss';
  readonly afterMs: number;
}

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

/**
 * `missed` lasts 5 s after an offer that was rejected, or not accepted within 20 s; `away` is a custom status. Of an agent
 * with several contacts the first that holds for one of them: missed, on_contact, after_contact_work, offered.
 */
export type AgentActivity =
  | 'available'
  | 'offered'
  | 'missed'
  | 'on_contact'
  | 'after_contact_work'
  | 'away'
  | 'offline';

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
  readonly acceptMs?: (channel: Channel) => number;
  /** What an agent does with the offer of a call; by default accepts it after `acceptMs`. */
  readonly callAnswer?: (call: ContactView, agentId: string) => OfferAnswer;
  /** The same of a task. */
  readonly taskAnswer?: (task: ContactView, agentId: string) => OfferAnswer;
  /** From the end of a task until its agent closes it; default 2,000. */
  readonly taskAfterContactWorkMs?: () => number;
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
  /** The contact that the state is because of. */
  readonly contactId?: string;
  /** All that the agent has, in the order in which they were offered. */
  readonly contacts: readonly {
    readonly contactId: string;
    readonly channel: Channel;
    readonly state: AgentContactState;
  }[];
}

/** A contact centre in this process, spoken to as the people in it (methods) and as the Connect API (HTTP). */
export interface ConnectEmulator {
  /** Serves the Connect API on 127.0.0.1; without a port the system chooses one. */
  readonly listen: (port?: number) => Promise<{ readonly endpoint: string; readonly close: () => Promise<void> }>;
  /** What the operations of the API act on, for whoever is in this process and needs no HTTP. */
  readonly core: ApiCore;
  readonly signIn: (agentId: string) => void;
  readonly signOut: (agentId: string) => void;
  /** The agent sets a status such as Lunch, in which nothing is routed; with contacts, when they are over. `signIn` ends it. */
  readonly setCustomStatus: (agentId: string, status: string) => void;
  /** Returns the contact id, or undefined for a fast busy at the concurrency quota. */
  readonly callIn: (call: InboundCall) => string | undefined;
  /** A call of which the whole course is known: its events, its record and its answers to DescribeContact, and nothing else. */
  readonly replay: PlayRecorded;
  /** The customer hangs up, or declines a ringing dial; no effect on a contact that is over, or that waits without its customer. */
  readonly hangUp: (contactId: string) => void;
  /** The customer picks up a dial whose fate is `rings`; no effect on any other. */
  readonly answer: (contactId: string, who?: 'person' | 'voicemail') => void;
  /** The agent who has accepted a task is through with it; no effect on any other contact. */
  readonly completeTask: (contactId: string) => void;
  readonly contact: (contactId: string) => ContactView | undefined;
  readonly liveContacts: () => readonly ContactView[];
  /** Of all channels those that wait; of the agents those free for a call. */
  readonly queueState: (queueId: string) => { readonly waiting: number; readonly agentsAvailable: number };
  readonly agentState: (agentId: string) => AgentStateView;
  /** Plain JSON: the contacts of the last 24 h, live ones as ended now, and the client tokens of the last 7 days. */
  readonly snapshot: () => EmulatorSnapshot;
  readonly restore: (snapshot: EmulatorSnapshot) => void;
}
