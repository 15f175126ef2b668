/** A task by which agents are asked whether they will take a callback: agent-first, or while it rings. */
export interface TaskOffer {
  readonly callbackId: string;
  readonly attempt: number;
  /** The Connect queue whose agents are asked; the flow puts the task there. */
  readonly queueId: string;
  readonly flowId: string;
  /** What an agent reads: the name in the list of contacts, the description once it is open. */
  readonly name: string;
  readonly description: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Connect answers a repeat of it with the first task, for seven days. */
  readonly clientToken: string;
  /** The contact whose attributes the task takes over: the call that asked for the callback. */
  readonly relatedContactId?: string;
}

/** What became of an offer. Only `unknown` leaves open whether a task was made: then the same offer is repeated. */
export type OfferOutcome =
  | { readonly kind: 'offered'; readonly contactId: string }
  /** Too many requests, or too many open tasks; no task was made. */
  | { readonly kind: 'throttled' }
  /** Connect refuses the request: flow, attributes, permission. No task was made. */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What became of ending a task. */
export type EndOutcome = 'ended' | 'already_over' | 'unavailable';

/**
 * What became of giving a contact to an agent. `refused` when it does not wait in a queue, which is also what a repeat of a
 * `given` one gets, or when there is no such agent; only `unknown` leaves open whether it was given.
 */
export type GiveOutcome = 'given' | 'refused' | 'throttled' | 'unknown';

/** Tasks for agents, and contacts for one of them. Faults are outcomes here, never exceptions. */
export interface Tasks {
  readonly offer: (task: TaskOffer) => Promise<OfferOutcome>;
  readonly end: (contactId: string) => Promise<EndOutcome>;
  /** Offers a contact that waits in a queue to this agent, who need not be free. */
  readonly giveTo: (contactId: string, agentId: string) => Promise<GiveOutcome>;
}
