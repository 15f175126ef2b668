import type { FlowAction } from '../../../infra/flows/language/document';
import type { FlowStep } from '../runner/types';

/** The action that a walk is at, from before it is done until its way out is known. */
export interface Visit {
  readonly flow: string;
  readonly actionId: string;
  /** Undefined in the flow that hosts a module: it is no flow of ours. */
  readonly action: FlowAction | undefined;
  /** The branch that leads to what the walk is after. */
  readonly wanted: string | undefined;
}

/** One invocation of a function, and where its answer came from. */
export interface Question {
  readonly operation: string;
  /** `ivr`: our own function, in time; `specification`: whatever the operation may answer; `fault`: nothing of use. */
  readonly source: 'ivr' | 'specification' | 'fault';
  /** JSON, where there was an answer. */
  readonly payload?: string;
}

/** One action done on a walk, and what happened while it was. */
export interface WalkStep extends FlowStep {
  /** How many prompts began to be heard. */
  readonly promptsHeard: number;
  /** What was pressed, in order. */
  readonly keys: string;
  /** The error that was drawn for it. */
  readonly fault?: string;
  /** As often as a function was invoked. */
  readonly questions: readonly Question[];
}
