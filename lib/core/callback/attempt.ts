/**
 * How one attempt ended.
 * reached: an agent talked to the caller · no_answer · busy · voicemail: picked up, nobody pressed 1 ·
 * invalid_number · failed: the network or Connect could not place it · left_after_ready: pressed 1 and hung up before
 * an agent came · stopped: ended because the callback was cancelled or its caller rang in; spends no attempt.
 */
export const attemptOutcomes = [
  'reached',
  'no_answer',
  'busy',
  'voicemail',
  'invalid_number',
  'failed',
  'left_after_ready',
  'stopped',
] as const;

export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** One ended attempt, kept for reports and for the agent's story. */
export interface PastAttempt {
  readonly attempt: number;
  readonly outcome: AttemptOutcome;
  /** When it was dialed; absent of one that was undone, or kept by an earlier version. */
  readonly startedAtMs?: number;
  /** When it ended. */
  readonly atMs: number;
}

/** All that is known of one dial's contact so far, in whatever order it became known. Times are epoch milliseconds. */
export interface ContactFacts {
  readonly contactId: string;
  readonly initiatedAtMs?: number;
  readonly connectedToSystemAtMs?: number;
  readonly enqueuedAtMs?: number;
  readonly agentId?: string;
  readonly connectedToAgentAtMs?: number;
  readonly disconnectedAtMs?: number;
  readonly afterContactWorkEndedAtMs?: number;
  /** As Connect words it; only DescribeContact and contact records carry it for ordinary calls. */
  readonly disconnectReason?: string;
}

/**
 * Classifies an ended dial: by what happened first, by the telephone network's reason only when nobody picked up.
 * `isReady`: somebody pressed 1 (our own flow said so; having been queued proves it too).
 */
export function outcomeOf(facts: ContactFacts, isReady: boolean): AttemptOutcome {
  if (facts.connectedToAgentAtMs !== undefined) return 'reached';
  if (isReady || facts.enqueuedAtMs !== undefined) return 'left_after_ready';
  if (facts.connectedToSystemAtMs !== undefined) return 'voicemail';
  switch (facts.disconnectReason) {
    case 'TELECOM_BUSY':
      return 'busy';
    case 'TELECOM_NUMBER_INVALID':
      return 'invalid_number';
    case 'TELECOM_POTENTIAL_BLOCKING':
    case 'TELECOM_PROBLEM':
      return 'failed';
    default:
      // TELECOM_UNANSWERED, _TIMEOUT, _ORIGINATOR_CANCEL and our own StopContact (OTHER) all mean that it rang out.
      return 'no_answer';
  }
}
