import type { Origin } from '../callback/callback';
import type { WaitRange } from '../wait/wait-range';

/** Where a caller stands, as far as it can honestly be said: what is absent is not spoken of. */
export interface Standing {
  /** 1: next. */
  readonly position?: number;
  /** Expected wait, milliseconds; spoken as a rounded range. */
  readonly waitMs?: number;
  /** What that range is before rounding; absent, the one of a pool that nothing is known of. */
  readonly range?: WaitRange;
}

/** A moment to be said in a queue's own time, as seen from now. Epoch milliseconds. */
export interface Moment {
  readonly atMs: number;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What a callback comes to: whom we call, and when. */
interface Undertaking {
  /** E.164, read out digit by digit; absent: the number the caller rings from cannot be read out. */
  readonly number?: string;
  /** A slot; absent: as soon as it is the caller's turn. */
  readonly slot?: Moment;
  /** Nobody is called before: the queue, or the time where the number is, is closed. */
  readonly notBefore?: Moment;
  readonly standing: Standing;
}

/** Every prompt, and what it needs to know. A language that leaves one out does not compile. */
export interface PromptFacts {
  /** The sentence of each language in the menu of languages: "For English, press 1." */
  readonly choose_language: { readonly key: string };
  readonly welcome: Nothing;
  /** Menu: 1 be called back; else hold. */
  readonly offer: Standing;
  /** Menu where nobody holds: 1 be called back; else the call ends. */
  readonly offer_only: Standing;
  /** Between music: where the caller stands, and 1 to be called back. */
  readonly hold_offer: Standing;
  /** Between music, where nothing is offered. */
  readonly where: Standing;
  /** After the longest hold. Menu: 1 be called back; else the call ends. */
  readonly last_offer: Nothing;
  readonly limit_message: Nothing;
  readonly limit_transfer: Nothing;
  /** Menu for a caller with an open callback: 1 keep it, 2 another number, 3 another time, 4 cancel; else hold, if the queue holds. */
  readonly returning: {
    readonly standing: Standing;
    readonly slot?: Moment;
    readonly notBefore?: Moment;
    readonly mayHold: boolean;
  };
  readonly kept: Nothing;
  /** Menu outside opening hours: 1 book a call. `opens` is absent when nobody knows. */
  readonly closed_menu: { readonly opens?: Moment };
  readonly closed_goodbye: { readonly opens?: Moment };
  /** Key a number, end with the hash key. */
  readonly key_number: Nothing;
  readonly number_refused: Nothing;
  /** The whole of it, to be confirmed. Menu: 1 yes, 2 another number, 3 another time, star back. */
  readonly summary: Undertaking & { readonly purpose: 'book' | 'change' };
  /** Menu of up to three times: 1, 2, 3; 9 later times if there are more; star back. */
  readonly slots: { readonly slots: readonly Moment[]; readonly hasMore: boolean };
  readonly no_slots: Nothing;
  readonly slot_gone: Nothing;
  readonly registered: Undertaking;
  readonly changed: Undertaking;
  readonly cancelled: Nothing;
  readonly too_late: Nothing;
  readonly opted_out: Nothing;
  readonly goodbye: Nothing;
  readonly connecting: Nothing;
  readonly invalid_key: Nothing;
  /** On answering our dial. Menu: 1 talk to an agent now, 2 be called later, 3 cancel, 9 never be called. */
  readonly greeting: { readonly origin: Origin; readonly since: Moment; readonly isSlot: boolean };
  /** The same menu, shorter. */
  readonly greeting_again: Nothing;
  /** To the agent: why, since when, how many tries. */
  readonly story: {
    readonly origin: Origin;
    readonly since: Moment;
    /** This dial included. */
    readonly attempts: number;
    readonly isSlot: boolean;
  };
  /** Spoken by flows when no function answers, so they know nothing. */
  readonly greeting_unaided: Nothing;
  readonly closed_unaided: Nothing;
  readonly unavailable: Nothing;
  readonly at_capacity: Nothing;
  /** What was asked for may or may not have been done; the call goes on. */
  readonly went_wrong: Nothing;
  readonly hold_music: Nothing;
  readonly callback_hold: Nothing;
}

export type PromptKey = keyof PromptFacts;

type Nothing = Readonly<Record<string, never>>;
