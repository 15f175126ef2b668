import { dateIn } from '../../core/hours';
import type { QueuePolicy } from '../../core/policy/policy';
import type { AgentLoad, RoutingKnowledge } from '../../core/routing/routing-knowledge';
import type { RoutedCaller, RoutingPolicy, StrategyStep } from '../../core/routing/routing-policy';
import { countShares } from '../../core/routing/share-count';
import type { ShareNote } from '../../ports/fcr-store';
import type { Deps } from '../deps';
import { findLastAgent } from './find-last-agent';
import { orUnknown } from './or-unknown';
import { asksFor, asksForLoad, isByLoad, isCapped, stepsAsked } from './steps-asked';
import { whoIsPresent, type PresenceKnown } from './who-is-present';

export type RoutingDeps = Pick<Deps, 'store' | 'directory' | 'journal' | 'clock' | 'policy'>;

/** For whom agents are looked for. */
export interface RoutingAsked extends Omit<PresenceKnown, 'callbackId'> {
  readonly queue: QueuePolicy;
  readonly caller: RoutedCaller;
  /** From which the caller rings, or rang when asking; absent: hidden. */
  readonly number?: string;
  /** Of one who is called back. */
  readonly callback?: ShareNote;
}

/** What was learned, and the steps that can be decided by it. */
export interface Gathered {
  readonly policy: RoutingPolicy;
  readonly knowledge: RoutingKnowledge;
}

/**
 * Gathers what the steps of a policy ask for, all at once, because a caller waits; undefined where nobody can be named. A
 * source that does not answer is told as a fault, and the steps that go by it are left out.
 */
export async function gatherKnowledge(deps: RoutingDeps, asked: RoutingAsked): Promise<Gathered | undefined> {
  const { queue, caller, number, callback, roster, keptAgentIds } = asked;
  const steps = stepsAsked(queue, caller, number);
  if (steps.length === 0) return undefined;
  const known = {
    ...(roster === undefined ? {} : { roster }),
    ...(keptAgentIds === undefined ? {} : { keptAgentIds }),
    ...(callback === undefined ? {} : { callbackId: callback.callbackId }),
  };
  const source = <T>(what: string, isAsked: boolean, read: () => Promise<T>) =>
    isAsked ? orUnknown(deps, what, read) : undefined;
  const [agents, ranking, shares, lastAgentId, responsibleAgentId, loads] = await Promise.all([
    orUnknown(deps, 'agents', () => whoIsPresent(deps, queue, known)),
    source('ranking', asksFor(steps, 'best_fcr'), () => deps.store.fcr.ranking(queue.name)),
    source('shares', isCapped(steps), () => sharesOf(deps, queue, callback)),
    source('last agent', asksFor(steps, 'last_agent'), () => findLastAgent(deps, { queue, number, steps })),
    source('responsible agent', asksFor(steps, 'responsible_agent'), () => findResponsible(deps, number)),
    source('tallies', asksForLoad(steps), () => loadsOf(deps, queue)),
  ]);
  if (agents === undefined) return undefined;
  const isDecidable = (step: StrategyStep) =>
    (loads !== undefined || !isByLoad(step)) && (shares !== undefined || !isCapped([step]));
  return {
    policy: steps.filter(isDecidable),
    knowledge: {
      agents,
      ...(ranking === undefined ? {} : { ranking }),
      ...(shares === undefined ? {} : { shares }),
      ...(lastAgentId === undefined ? {} : { lastAgentId }),
      ...(responsibleAgentId === undefined ? {} : { responsibleAgentId }),
      ...(loads === undefined ? {} : { loads }),
    },
  };
}

/** Today's, but for the callback itself: asked again, it is to be sent where it was sent. */
async function sharesOf(
  { store, clock }: RoutingDeps,
  { name, hours }: QueuePolicy,
  own: ShareNote | undefined,
): Promise<RoutingKnowledge['shares']> {
  const nowMs = clock.nowMs();
  const { promised, taken } = await store.fcr.shares(name, dateIn(hours.timeZone, nowMs));
  const isOther = (one: ShareNote) => one.callbackId !== own?.callbackId || one.attempt !== own.attempt;
  return countShares({ promised: promised.filter(isOther), taken }, nowMs);
}

async function findResponsible({ directory }: RoutingDeps, number: string | undefined): Promise<string | undefined> {
  const answer = number === undefined ? undefined : await directory.find(number);
  return answer?.kind === 'known' ? answer.customer.agentId : undefined;
}

async function loadsOf({ store, clock }: RoutingDeps, { pool, hours }: QueuePolicy): Promise<readonly AgentLoad[]> {
  const today = dateIn(hours.timeZone, clock.nowMs());
  const tallies = await store.pools.tallies(pool);
  return tallies.map(({ value }) => value).filter(({ day }) => day === today);
}
