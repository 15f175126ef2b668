import type { RetryPolicy } from '../policy/policy';
import type { AttemptOutcome } from './attempt';
import type { ClosedOutcome, PastAttempt } from './callback';

/** What follows an ended attempt: back to the line after a while, or the end of the callback. */
export type NextAttempt =
  | { readonly kind: 'retry'; readonly dueAtMs: number }
  | { readonly kind: 'close'; readonly outcome: ClosedOutcome };

/**
 * Decides by outcome: spacing and limits come from the queue's policy, the place is never touched. `past` has every
 * attempt, the one that has just ended included.
 */
export function nextAttempt(
  policy: RetryPolicy,
  ended: {
    readonly outcome: AttemptOutcome;
    readonly attemptsSpent: number;
    readonly past: readonly PastAttempt[];
    readonly atMs: number;
  },
): NextAttempt {
  const { outcome, atMs } = ended;
  switch (outcome) {
    case 'reached':
      return { kind: 'close', outcome: 'completed' };
    case 'invalid_number':
      return { kind: 'close', outcome: 'refused' };
    case 'stopped':
      return { kind: 'retry', dueAtMs: atMs };
    case 'busy':
    case 'no_answer':
    case 'voicemail':
    case 'failed':
    case 'left_after_ready': {
      const limit = policy.limits[outcome] ?? Number.POSITIVE_INFINITY;
      const endedSo = ended.past.filter((one) => one.outcome === outcome).length;
      if (ended.attemptsSpent >= policy.attemptsMax || endedSo > limit) return { kind: 'close', outcome: 'exhausted' };
      return { kind: 'retry', dueAtMs: atMs + policy.afterMs[outcome] };
    }
  }
}
