/** A conversation that is over, as far as first call resolution goes. Times are epoch milliseconds. */
export interface HandledContact {
  /** The id of the first contact of the call, or of the dial that reached the caller. */
  readonly callId: string;
  /** From which number the caller rings, E.164; absent where it is hidden. */
  readonly number?: string;
  /** By the policy's name; absent where it is none of ours. */
  readonly queue?: string;
  /** The agent who had the caller last; absent where nobody is named. */
  readonly agentId?: string;
  readonly endedAtMs: number;
  readonly talkMs: number;
  /** Whether the caller rang, or we called back. A call that an agent made by hand is no handled contact. */
  readonly how: 'rang_in' | 'called_back';
}

/** Somebody rang, whatever became of it. */
export interface InboundContact {
  readonly callId: string;
  readonly number: string;
  readonly queue: string;
  readonly startedAtMs: number;
}

/** How first call resolution is measured. */
export interface FcrRules {
  /** A caller who rings the same queue within this time of a conversation's end was not helped by it. */
  readonly windowMs: number;
  /** Shorter conversations are not counted. */
  readonly talkMinMs: number;
  /** An agent with fewer counted conversations is not ranked. */
  readonly sampleMin: number;
  /** After so long a conversation counts half. */
  readonly halfLifeMs: number;
  /** Older conversations are not looked at. */
  readonly horizonMs: number;
}

/** Why a conversation is not counted. `not_yet`: its window is still open. */
export type LeftOut = 'no_number' | 'no_queue' | 'no_agent' | 'too_short' | 'not_yet';

/** Conversations of one agent in one queue. */
export interface FcrCount {
  readonly handled: number;
  /** Of them, those after which the caller rang again within the window. */
  readonly repeats: number;
}
