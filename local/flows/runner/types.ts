import type { FlowLeg } from '../../connect/types';

/** Something the caller, or in an agent whisper the agent, is hearing. */
export interface Said {
  readonly contactId: string;
  readonly flow: string;
  readonly action: string;
  /** The words, without SSML. */
  readonly text: string;
  /** The prompt as the flow has it: SSML, or plain text. */
  readonly source: string;
  readonly language: string | undefined;
  /** Keys that the action knows what to do with; `digits` when it stores what is keyed. */
  readonly keys: readonly string[] | 'digits';
}

/** The person at the other end of a leg. */
export interface Telephone {
  readonly hears: (said: Said) => void;
  /** Waits for one key on the leg's own clock: the key, `none` when the time is over, `gone` when the leg is. */
  readonly press: (leg: FlowLeg, withinMs: number) => Promise<string>;
}

/** What invoking a function came to. A payload is the JSON text that the function returned. */
export type LambdaOutcome =
  | { readonly kind: 'answered'; readonly payload: string; readonly tookMs?: number }
  | { readonly kind: 'failed'; readonly tookMs?: number };

/** Invokes a function by its ARN, or by whatever the flow calls it. */
export type InvokeLambda = (functionArn: string, event: unknown) => Promise<LambdaOutcome>;

/** The published flows of an instance: the JSON text of each, by id or ARN. */
export interface FlowShelf {
  readonly flow: (idOrArn: string) => ShelvedFlow | undefined;
  readonly module: (idOrArn: string) => ShelvedFlow | undefined;
}

export interface ShelvedFlow {
  readonly name: string;
  /** The flow type as the API names it; undefined when not known. */
  readonly type: string | undefined;
  readonly content: string;
}

/** One action done: which way the flow took. */
export interface FlowStep {
  readonly contactId: string;
  readonly flow: string;
  readonly action: string;
  readonly type: string;
  /** `next`, `error:NAME`, `condition:INDEX`, or `end` for a terminal action and for a contact that left here. */
  readonly branch: string;
}

/** How a play ended. */
export type PlayEnd =
  | { readonly kind: 'terminal'; readonly flow: string; readonly action: string; readonly type: string }
  /** Queued by the flow: the flow is over, the contact is not. */
  | { readonly kind: 'queued'; readonly flow: string; readonly action: string }
  /** The caller hung up, or an agent took the contact. */
  | { readonly kind: 'gone'; readonly flow: string; readonly action: string }
  /** An error without a branch: Connect would drop the call. */
  | { readonly kind: 'unhandled'; readonly flow: string; readonly action: string; readonly error: string };

export interface FlowObserver {
  readonly step?: (step: FlowStep) => void;
  readonly ended?: (contactId: string, end: PlayEnd) => void;
}
