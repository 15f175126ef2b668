import type { ContactFacts } from '../../core/callback/attempt';
import type { Callback } from '../../core/callback/callback';
import { dateIn } from '../../core/hours';
import { queueByName } from '../../core/policy/policy';
import { namesTheBest } from '../../core/routing/names-the-best';
import type { RoutingStep } from '../../core/routing/routing-step';
import type { Deps } from '../deps';
import type { Gathered, RoutingAsked } from './gather-knowledge';
import { KEPT_WITHIN_MS, orUnknown } from './or-unknown';
import { isCapped } from './steps-asked';

type ShareDeps = Pick<Deps, 'store' | 'journal' | 'clock' | 'policy'>;

/**
 * Keeps that a lost-call callback is on its way to the best agents of its queue, where one of them may have it by these
 * steps and a cap is on what they get.
 */
export async function promiseIfBest(
  deps: ShareDeps,
  { queue, caller, callback }: RoutingAsked,
  { policy, knowledge }: Gathered,
  steps: readonly Pick<RoutingStep, 'admits'>[],
): Promise<void> {
  if (caller !== 'lost' || callback === undefined || !isCapped(queue.routing.lost)) return;
  if (!namesTheBest(policy, knowledge, steps)) return;
  const atMs = deps.clock.nowMs();
  const day = dateIn(queue.hours.timeZone, atMs);
  await orUnknown(deps, 'share', () =>
    deps.clock.within(KEPT_WITHIN_MS, () => deps.store.fcr.promise(queue.name, day, { ...callback, atMs })),
  );
}

/** Keeps which agent a lost-call callback reached, on the day of that, where a cap is on what the best get. */
export async function keepShare(
  deps: ShareDeps,
  { id: callbackId, origin, queue: name }: Pick<Callback, 'id' | 'origin' | 'queue'>,
  attempt: number,
  { agentId, connectedToAgentAtMs }: ContactFacts,
): Promise<void> {
  const queue = queueByName(deps.policy, name);
  if (origin !== 'lost' || queue === undefined || !isCapped(queue.routing.lost)) return;
  if (agentId === undefined || connectedToAgentAtMs === undefined) return;
  const day = dateIn(queue.hours.timeZone, connectedToAgentAtMs);
  await orUnknown(deps, 'share', () => deps.store.fcr.take(queue.name, day, { callbackId, attempt, agentId }));
}
