import type { RetryPolicy } from '../policy/policy';
import type { AttemptOutcome } from './attempt';
import type { ClosedOutcome } from './callback';

/** What follows an ended attempt: back to the line after a while, or the end of the callback. */
export type NextAttempt =
  | { readonly kind: 'retry'; readonly dueAtMs: number }
  | { readonly kind: 'close'; readonly outcome: ClosedOutcome };

/** Decides by outcome: spacing and limit come from the queue's policy, the place is never touched. */
export function nextAttempt(
  policy: RetryPolicy,
  ended: { readonly outcome: AttemptOutcome; readonly attemptsSpent: number; readonly atMs: number },
): NextAttempt {
  switch (ended.outcome) {
    case 'reached':
      return { kind: 'close', outcome: 'completed' };
    case 'invalid_number':
      return { kind: 'close', outcome: 'refused' };
    case 'stopped':
      return { kind: 'retry', dueAtMs: ended.atMs };
    case 'busy':
    case 'no_answer':
    case 'voicemail':
    case 'failed':
    case 'left_after_ready':
      if (ended.attemptsSpent >= policy.attemptsMax) return { kind: 'close', outcome: 'exhausted' };
      return { kind: 'retry', dueAtMs: ended.atMs + policy.afterMs[ended.outcome] };
  }
}
