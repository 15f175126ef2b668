import type { QueuePolicy } from '../../core/policy/policy';
import { rankAgents } from '../../core/routing/rank-agents';
import type { RoutedCaller } from '../../core/routing/routing-policy';
import type { RoutingStep } from '../../core/routing/routing-step';
import type { Deps } from '../deps';
import { gatherKnowledge, type RoutingAsked, type RoutingDeps } from './gather-knowledge';
import { promiseIfBest } from './keep-share';
import { orUnknown } from './or-unknown';

type RouteDeps = RoutingDeps & Pick<Deps, 'contacts'>;

/** A flow waits seven seconds for an answer: where others take so long, the rest is for getting into the queue. */
const LATE_MS = 2_000;

/** A contact that is about to be queued. */
export interface ContactToRoute {
  readonly queue: QueuePolicy;
  readonly caller: RoutedCaller;
  readonly number?: string;
  /** Of one who is called back: which attempt this is. */
  readonly callbackId?: string;
  readonly attempt?: number;
  /** What is being done with the contact already: Connect takes one change of a contact at a time. */
  readonly after?: Promise<unknown>;
}

/**
 * Keeps a contact that is about to be queued for the agents whom the policy names for its caller, step by step; whether it
 * did. Asked twice, it does the same. Never throws: whatever fails, anybody of the queue may have the caller.
 */
export async function routeContact(deps: RouteDeps, contactId: string, call: ContactToRoute): Promise<boolean> {
  const lateAtMs = deps.clock.nowMs() + LATE_MS;
  const asked = askedBy(call);
  const gathered = await gatherKnowledge(deps, asked);
  const steps = gathered === undefined ? [] : rankAgents(gathered.policy, gathered.knowledge);
  if (gathered === undefined || steps.length === 0) return false;
  const isSet = await orUnknown(deps, 'steps', async () => {
    await call.after;
    if (deps.clock.nowMs() > lateAtMs) throw new Error('too late for a caller who waits');
    if (await deps.contacts.setRouting(contactId, steps)) return true;
    throw new Error('Connect did not take them');
  });
  if (isSet !== true) return false;
  noteRouted(deps, call, steps);
  await promiseIfBest(deps, asked, gathered, steps);
  return true;
}

function askedBy({ queue, caller, number, callbackId, attempt }: ContactToRoute): RoutingAsked {
  const isCallback = callbackId !== undefined && attempt !== undefined;
  return {
    queue,
    caller,
    ...(number === undefined ? {} : { number }),
    ...(isCallback ? { callback: { callbackId, attempt } } : {}),
  };
}

/** Of whoever may have the contact by a proficiency Connect decides, and nobody is named. */
function noteRouted(
  { journal }: RouteDeps,
  { queue, callbackId }: ContactToRoute,
  steps: readonly RoutingStep[],
): void {
  journal.note({
    kind: 'routed',
    queue: queue.name,
    ...(callbackId === undefined ? {} : { callbackId }),
    steps: steps.map(({ strategy, admits }) => ({
      strategy,
      agentIds: admits.kind === 'agents' ? admits.agentIds : [],
    })),
  });
}
