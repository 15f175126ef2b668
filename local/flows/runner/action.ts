import type { FlowAction } from '../../../infra/flows/language/document';
import type { Rng } from '../../../lib/core/rng';
import type { FlowEntry, FlowLeg } from '../../connect/types';
import type { CallState } from './call-states';
import type { FlowLibrary, LoadedFlow } from './flow-library';
import type { FlowObserver, FlowShelf, FlowStep, InvokeLambda, Telephone } from './types';

/** What the runner is given. */
export interface FlowRunnerOptions {
  readonly shelf: FlowShelf;
  readonly lambda: InvokeLambda;
  readonly telephone: (leg: FlowLeg, entry: FlowEntry) => Telephone;
  readonly rng: Rng;
  /** How long it takes to say these words. */
  readonly speechMs: (text: string) => number;
  readonly observer?: FlowObserver;
  /** Names an error: the action takes that branch without doing its work. An error the flow has no branch for ends the play. */
  readonly fault?: (step: Omit<FlowStep, 'branch'>) => string | undefined;
  /**
   * When nothing is keyed although input is to be stored: the error branch (the default), or success with the input
   * `Timeout`. The administrator's guide says the latter of its block; what the flow language does is not said.
   */
  readonly silentInput?: 'error' | 'timeout';
}

/** What belongs to one flow and is lost with it. A module has its own, so it neither sees nor changes its caller's. */
export interface FlowData {
  external: Readonly<Record<string, unknown>> | undefined;
  invocationId: string | undefined;
  metrics: Readonly<Record<string, unknown>> | undefined;
  storedInput: string | undefined;
}

/** One flow being played: the outermost, or a module that it invoked. */
export interface Frame {
  readonly flow: LoadedFlow;
  readonly data: FlowData;
  /** Where a module was invoked. */
  readonly invokedBy: { readonly frame: Frame; readonly action: FlowAction } | undefined;
}

/** One play on one leg. */
export interface Play {
  readonly options: FlowRunnerOptions;
  readonly library: FlowLibrary;
  readonly leg: FlowLeg;
  readonly telephone: Telephone;
  readonly state: CallState;
  /** How long functions have worked since the caller last heard something. */
  lambdaChainMs: number;
  promptsSaid: number;
  invocations: number;
}

/** One action at the moment it is done. */
export interface Step {
  readonly play: Play;
  readonly frame: Frame;
  readonly action: FlowAction;
}

/** What became of an action, before its transitions are looked at. */
export type Outcome =
  | { readonly kind: 'next' }
  | { readonly kind: 'failed'; readonly error: string }
  /** Conditions are compared with the value; when none is true, that is an error unless the next action is meant for it. */
  | { readonly kind: 'result'; readonly value: unknown; readonly elseNext?: true }
  | { readonly kind: 'other_flow'; readonly flow: LoadedFlow }
  | { readonly kind: 'module'; readonly flow: LoadedFlow }
  | { readonly kind: 'return' }
  | { readonly kind: 'terminal' | 'queued' | 'gone' };

export type ActionRun = (step: Step) => Outcome | Promise<Outcome>;

export const next: Outcome = { kind: 'next' };
export const gone: Outcome = { kind: 'gone' };

/** The error branch; without a name the one that takes every error. */
export function failed(error = 'NoMatchingError'): Outcome {
  return { kind: 'failed', error };
}

/** Success, or the error branch when it was not. */
export function nextWhen(isDone: boolean): Outcome {
  return isDone ? next : failed();
}
