import type { RetriedOutcome, RetryPolicy } from '../policy/policy';
import type { AttemptOutcome, PastAttempt } from './attempt';
import type { ClosedOutcome } from './callback';

/** What follows an ended attempt: back to the line after a while, or the end of the callback. */
export type NextAttempt =
  | { readonly kind: 'retry'; readonly dueAtMs: number }
  | { readonly kind: 'close'; readonly outcome: ClosedOutcome };

/**
 * Decides by outcome: spacing and limits come from the policy that the callback goes by, the place is never touched. `past`
 * has every attempt, the one that has just ended included.
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
      return { kind: 'retry', dueAtMs: atMs + spacingOf(policy, outcome, ended.attemptsSpent) };
    }
  }
}

/** Where a policy counts attempts, the outcome does not matter, and an attempt that spent nothing is not counted. */
function spacingOf({ spacingMs, afterMs }: RetryPolicy, outcome: RetriedOutcome, attemptsSpent: number): number {
  const last = (spacingMs?.length ?? 0) - 1;
  return spacingMs?.[Math.min(Math.max(attemptsSpent, 1) - 1, last)] ?? afterMs[outcome];
}
