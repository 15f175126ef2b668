import type { QueuePolicy } from '../../core/policy/policy';
import type { RoutingPolicy } from '../../core/routing/routing-policy';
import type { Deps } from '../deps';

/** Of whom Connect did not say who it was. */
const NOBODY = 'unknown';

/**
 * Who talked with a caller last, whoever rang whom: in this queue, or else in any other, for an agent may have left the
 * queue for another meanwhile, and calls that agents make are in none.
 */
export async function findLastAgent(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  asked: { readonly queue: QueuePolicy; readonly number: string | undefined; readonly steps: RoutingPolicy },
): Promise<string | undefined> {
  const { queue, number, steps } = asked;
  if (number === undefined) return undefined;
  const withinMs = steps.map(({ strategy }) => (strategy.kind === 'last_agent' ? strategy.withinMs : 0));
  const talks = await store.history.handledSince(number, clock.nowMs() - Math.max(0, ...withinMs));
  const known = talks.filter(({ agentId }) => agentId !== NOBODY);
  return (known.findLast((talk) => talk.queue === queue.name) ?? known.at(-1))?.agentId;
}
