import type { QueuePolicy } from '../../core/policy/policy';
import type { TalkBefore } from '../../core/routing/routing-knowledge';
import type { Deps } from '../deps';

/** Of whom Connect did not say who it was. */
const NOBODY = 'unknown';

/** A step looks for the last one; this many, should the newest have been with others. */
const TALKS_MAX = 20;

/** With whom a caller has talked, whoever rang whom and in whatever queue, the newest first. */
export async function findLastTalks(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { name }: QueuePolicy,
  number: string | undefined,
): Promise<readonly TalkBefore[]> {
  if (number === undefined) return [];
  const talks = await store.history.lastHandled(number, TALKS_MAX);
  const nowMs = clock.nowMs();
  return talks
    .filter(({ agentId }) => agentId !== NOBODY)
    .map(({ agentId, connectedAtMs, queue }) => ({
      agentId,
      agoMs: nowMs - connectedAtMs,
      isOfQueue: queue === name,
    }));
}
