/** By what the agents of a step are chosen. Ids are those of Connect's users. */
export type Strategy =
  /** Those whose first call resolution is measured to be highest. `shareMax` caps what the best get of lost-call callbacks. */
  | { readonly kind: 'best_fcr'; readonly agents: number; readonly shareMax?: number }
  /** Whoever talked to the caller last. */
  | { readonly kind: 'last_agent'; readonly withinMs: number }
  /** Whom the directory names as looking after the caller. */
  | { readonly kind: 'responsible_agent' }
  /** One after the other, in the order written; each has the time of the step. */
  | { readonly kind: 'sequential'; readonly agentIds: readonly string[]; readonly tries: number }
  /** Shares out by weights: who is furthest behind his part of today's calls, or talk. */
  | {
      readonly kind: 'weighted';
      readonly by: 'calls' | 'talk_time';
      readonly weights: Readonly<Record<string, number>>;
      readonly agents: number;
    }
  | { readonly kind: 'fewest_calls'; readonly agents: number }
  | { readonly kind: 'least_talk_time'; readonly agents: number }
  | { readonly kind: 'longest_idle'; readonly agents: number }
  /** Everybody with a level of a proficiency, as set by hand in Connect. */
  | { readonly kind: 'proficiency'; readonly attribute: string; readonly value: string; readonly levelMin: number }
  /** These agents, a secretary say. */
  | { readonly kind: 'named'; readonly agentIds: readonly string[] };

/** A step of a policy: who may have the caller at first, and for how long before the next step. */
export interface StrategyStep {
  readonly strategy: Strategy;
  readonly forMs: number;
}

/** Who rings in, asked for a callback, or was lost: each may be routed in a way of its own. */
export type RoutedCaller = 'inbound' | 'requested' | 'lost';

/** The restricted steps of one kind of caller; the whole queue always follows. Empty: the whole queue at once. */
export type RoutingPolicy = readonly StrategyStep[];

/** A proficiency that some step asks for. */
export interface ProficiencyAsked {
  readonly attribute: string;
  readonly value: string;
}

/** Connect's limits, and ours: see docs/routing.md. */
export const routingLimits = {
  /** Agents that Connect takes in one step. */
  agentsMax: 10,
  /** Steps of one contact, as Connect's events model them. */
  stepsMax: 5,
  /** An agent has 20 s to accept: a shorter step would end while its agent is asked. */
  stepMinMs: 25_000,
} as const;
