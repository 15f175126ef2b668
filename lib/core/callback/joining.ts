import type { ContactFacts } from './attempt';
import type { Callback } from './callback';

/**
 * How long a ready caller waited for the agent who has just joined, by what the callback was before an observation and is
 * after it. Undefined where no agent joined by it: an attempt passes from ringing or ready to an agent only once.
 */
export function waitAfterReadyMs(before: Callback, after: Callback, facts: ContactFacts): number | undefined {
  if (before.state !== 'dialing' && before.state !== 'answered') return undefined;
  const { connectedToAgentAtMs, enqueuedAtMs } = facts;
  if (connectedToAgentAtMs === undefined) return undefined;
  const last = after.attempt > before.attempt ? after.past.at(-1) : undefined;
  // The end of the call may be told before its beginning.
  if (after.state !== 'talking' && last?.outcome !== 'reached') return undefined;
  const readyAtMs = before.state === 'answered' ? before.readyAtMs : (enqueuedAtMs ?? connectedToAgentAtMs);
  return Math.max(0, connectedToAgentAtMs - readyAtMs);
}
