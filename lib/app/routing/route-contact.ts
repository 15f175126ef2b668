import type { QueuePolicy } from '../../core/policy/policy';
import type { AgentClaim } from '../../core/routing/agent-claim';
import type { RoutedCaller } from '../../core/routing/routing-policy';
import type { RoutingStep } from '../../core/routing/routing-step';
import type { Deps } from '../deps';
import type { RoutingDeps } from './gather-knowledge';
import { promiseIfBest } from './keep-share';
import { KEPT_WITHIN_MS, orUnknown } from './or-unknown';
import { stepsFor, type ContactNamed } from './steps-for';

type RouteDeps = RoutingDeps & Pick<Deps, 'contacts'>;

/** A flow waits seven seconds for an answer: where others take so long, the rest is for getting into the queue. */
const LATE_MS = 2_000;

/** Half of what is left then. */
const SET_WITHIN_MS = 1_500;

/** A contact that is about to be queued. */
export interface ContactToRoute {
  readonly queue: QueuePolicy;
  readonly caller: RoutedCaller;
  readonly number?: string;
  /** Of one who is called back: which attempt this is. */
  readonly callbackId?: string;
  readonly attempt?: number;
  /** From now until it is queued, where that takes a while. */
  readonly queuedInMs?: number;
  /** What is being done with the contact already: Connect takes one change of a contact at a time. */
  readonly after?: Promise<unknown>;
}

/**
 * Keeps a contact that is about to be queued for the agents whom the policy names for its caller, step by step; whether it
 * did. Asked twice, it does the same. Never throws: whatever fails, anybody of the queue may have the caller.
 */
export async function routeContact(deps: RouteDeps, contactId: string, call: ContactToRoute): Promise<boolean> {
  const { clock } = deps;
  const lateAtMs = clock.nowMs() + LATE_MS;
  const asked = askedBy(contactId, call);
  const decided = await stepsFor(deps, asked);
  if (decided === undefined) return false;
  const { steps, gathered, claim } = decided;
  // Before they are set: a change that Connect does not answer in time may have been made.
  await promiseIfBest(deps, asked, gathered, steps);
  const isFree = await orUnknown(deps, 'steps', async () => {
    await clock.within(Math.max(0, lateAtMs - clock.nowMs()), async () => call.after);
    if (clock.nowMs() > lateAtMs) throw new Error('too late for a caller who waits');
    return true;
  });
  const isTaken = isFree === true ? await setSteps(deps, contactId, steps) : false;
  if (isTaken === true) noteRouted(deps, call, steps);
  // Whoever may have the caller now, the agent is not kept for that one; without an answer nobody knows.
  else if (isTaken === false && claim !== undefined) await endClaim(deps, call.queue.pool, claim);
  return isTaken === true;
}

/** Undefined: nobody knows. */
async function setSteps(
  deps: RouteDeps,
  contactId: string,
  steps: readonly RoutingStep[],
): Promise<boolean | undefined> {
  const isTaken = await orUnknown(deps, 'steps', () =>
    deps.clock.within(SET_WITHIN_MS, () => deps.contacts.setRouting(contactId, steps)),
  );
  if (isTaken === false) {
    deps.journal.note({ kind: 'fault', where: 'routing', reason: 'steps: Connect did not take them' });
  }
  return isTaken;
}

async function endClaim(deps: RouteDeps, pool: string, claim: AgentClaim): Promise<void> {
  const ended = { ...claim, untilMs: claim.atMs };
  await orUnknown(deps, 'claim', () => deps.clock.within(KEPT_WITHIN_MS, () => deps.store.pools.claim(pool, ended, 0)));
}

function askedBy(contactId: string, call: ContactToRoute): ContactNamed {
  const { queue, caller, number, callbackId, attempt, queuedInMs } = call;
  const isCallback = callbackId !== undefined && attempt !== undefined;
  return {
    contactId,
    queue,
    caller,
    ...(number === undefined ? {} : { number }),
    ...(isCallback ? { callback: { callbackId, attempt } } : {}),
    ...(queuedInMs === undefined ? {} : { queuedInMs }),
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
