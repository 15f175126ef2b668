/** A task that asks somebody to deal with a case until its deadline. */
export interface CaseTask {
  readonly caseId: string;
  /** The Connect queue whose agents may take it. */
  readonly queueId: string;
  readonly queueName: string;
  /** Who is to take it, where somebody looks after this caller; then anybody of the queue after `onlyForMs`. */
  readonly agentId?: string;
  readonly onlyForMs?: number;
  readonly flowId: string;
  readonly name: string;
  readonly description: string;
  /** Connect answers a repeat of it with the first task, for seven days. */
  readonly clientToken: string;
}

/** What became of starting one. Only `unknown` leaves open whether there is a task: then the same is started again. */
export type CaseTaskOutcome =
  | { readonly kind: 'started'; readonly contactId: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Tasks for agents about cases. Faults are outcomes here, never exceptions. */
export interface CaseTasks {
  readonly start: (task: CaseTask) => Promise<CaseTaskOutcome>;
  /** Says anew what it is about: the caller has tried again. */
  readonly update: (
    contactId: string,
    text: { readonly name: string; readonly description: string },
  ) => Promise<'updated' | 'over' | 'unavailable'>;
  readonly end: (contactId: string) => Promise<'ended' | 'over' | 'unavailable'>;
}
