import type { SteppedClock } from '../../../local/clock/stepped-clock';
import type { CentreChange, ConnectEmulator, FlowEntry, FlowLeg } from '../../../local/connect/types';
import type { CallDraw } from './scene';
import type { Tally } from './tally';

/** How late things are known, and how long people take. Milliseconds. */
export interface Delays {
  /** From a change until metrics show it. */
  readonly metricsMs: { readonly from: number; readonly to: number };
  /** From a change until its event has arrived. */
  readonly eventMs: { readonly from: number; readonly to: number };
  /** From a flow asking a function until it has acted. */
  readonly functionMs: number;
  /** Until an agent has accepted an offer. */
  readonly acceptMs: number;
  /** From an answer to the key press that makes a caller ready. */
  readonly pressMs: number;
}

/** What a policy acts on. */
export interface DeskDeps {
  readonly clock: SteppedClock;
  readonly agents: number;
  /** A delay drawn within bounds, both included. */
  readonly between: (bounds: { readonly from: number; readonly to: number }) => number;
  readonly emulator: () => ConnectEmulator;
  readonly tally: Tally;
  readonly delays: Delays;
  readonly callOf: (number: string) => CallDraw;
  readonly numberOf: (call: CallDraw) => string;
}

/** One way of handling callbacks. */
export interface Desk {
  /** Whether callers are offered a callback at all. */
  readonly isOffering: boolean;
  /** How many callbacks wait undialed, and how many ring. */
  readonly standing: () => { readonly waiting: number; readonly ringing: number };
  /** A caller takes a callback during the call; the desk ends that call. */
  readonly take: (leg: FlowLeg, call: CallDraw) => void;
  /** Plays what is not an ordinary caller's: dials, tasks. */
  readonly play: (leg: FlowLeg, entry: FlowEntry) => Promise<void>;
  readonly onChange: (change: CentreChange) => void;
}

export const QUEUE_ID = 'queue';
export const CALL_FLOW = 'flow-call';
export const DIAL_FLOW = 'flow-dial';
export const TASK_FLOW = 'flow-task';
