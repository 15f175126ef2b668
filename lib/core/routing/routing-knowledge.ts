import type { FcrRanking } from '../fcr/fcr-ranking';

/** An agent who is signed in and serves the queue, by the newest that is known. */
export interface PresentAgent {
  readonly agentId: string;
  /** Free now, or so soon that a caller who is there may wait for it. */
  readonly isExpectedFree: boolean;
  /** In after-contact work that ends within a step: whom a caller may wait for where nobody is free. Absent: not so. */
  readonly isFreeWithinStep?: boolean;
  /** Since when the agent is free; absent on one who is not. */
  readonly idleSinceMs?: number;
  /** Of those that the policy asks for. */
  readonly proficiencies?: readonly { readonly attribute: string; readonly value: string; readonly level: number }[];
}

/** A conversation that the caller had with an agent. */
export interface TalkBefore {
  readonly agentId: string;
  /** How long ago it began. */
  readonly agoMs: number;
  /** In the queue that the caller is in now. */
  readonly isOfQueue: boolean;
}

/** What an agent has done today in a pool. */
export interface AgentLoad {
  readonly agentId: string;
  readonly calls: number;
  readonly talkMs: number;
}

/** What the ranking of agents for one caller stands on; what no step asks for need not be known. */
export interface RoutingKnowledge {
  readonly agents: readonly PresentAgent[];
  readonly ranking?: FcrRanking;
  /** Conversations with the caller, the newest first; with whom is known of each. */
  readonly lastTalks?: readonly TalkBefore[];
  readonly responsibleAgentId?: string;
  /** Today's; who is not named has done nothing yet. */
  readonly loads?: readonly AgentLoad[];
  /** What lost-call callbacks of the queue went to today, those promised to somebody and still under way included. */
  readonly shares?: ShareCount;
}

/** Lost-call callbacks of one queue and day. */
export interface ShareCount {
  /** All that reached an agent, or are on the way to one. */
  readonly all: number;
  /** By agent, those that reached one. */
  readonly byAgent: Readonly<Record<string, number>>;
  /** On the way, and sent to the best. */
  readonly promisedToBest: number;
}
