import type { CallbackKey } from './callback-store';

/** One thing that is kept of a person, by what it is found with. */
export type KeptThing =
  | { readonly kind: 'callback'; readonly number: string; readonly queue: string }
  | { readonly kind: 'closed_callback'; readonly number: string; readonly id: string }
  /** Leads from a number to the callback under another; `named`: one that the caller named later. */
  | { readonly kind: 'alias'; readonly from: string; readonly to: CallbackKey; readonly isNamed: boolean }
  /** Leads from an id to the number. */
  | { readonly kind: 'callback_id' | 'case_id'; readonly id: string }
  | { readonly kind: 'lost_call' | 'handled_call'; readonly number: string; readonly atMs: number; readonly id: string }
  | { readonly kind: 'case'; readonly number: string; readonly queue: string }
  /** `language`: what is kept of a profile beside the wish not to be called. */
  | {
      readonly kind: 'profile' | 'language' | 'last_call' | 'sms_turn' | 'dial_guard';
      readonly number: string;
    }
  | { readonly kind: 'contact' | 'call'; readonly id: string }
  /** Leads from the number to a dial, or to a task by which an agent was asked to call it. */
  | { readonly kind: 'contact_row'; readonly number: string; readonly id: string }
  | { readonly kind: 'claim'; readonly pool: string; readonly agentId: string };

/** A closed callback that names a number, wherever it is kept. */
export interface ClosedNaming extends CallbackKey {
  readonly id: string;
}

/** Days or months are looked through from here to there, both included. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Finds and takes away what is kept of one number: by key, or in one partition of an index after the other. `callsOf` and
 * `closedNaming` read every call that is over, and every closed callback, of their days and months to find those of the number.
 */
export interface Erasure {
  /** All that is kept under the number, of whatever kind and in whatever form. */
  readonly under: (number: string) => Promise<readonly KeptThing[]>;
  /** Closed callbacks that were asked for from the number or were to be called there, by the months in which they closed. */
  readonly closedNaming: (number: string, span: Span) => Promise<readonly ClosedNaming[]>;
  /** The ids of calls of the number that are over, by the days on which they began. */
  readonly callsOf: (number: string, span: Span) => Promise<readonly string[]>;
  /** As what the latest calls of the number came, in no order, as far as they are remembered. */
  readonly latestOf: (number: string) => Promise<readonly string[]>;
  readonly isThere: (thing: KeptThing) => Promise<boolean>;
  /** `live`: a callback that is being dialed, or whose caller is on the line, is left as it is. */
  readonly remove: (thing: KeptThing) => Promise<'removed' | 'absent' | 'live'>;
}
