import { dateIn } from '../../core/hours';
import type { QueuePolicy } from '../../core/policy/policy';
import type { AgentLoad, RoutingKnowledge } from '../../core/routing/routing-knowledge';
import type { RoutedCaller, RoutingPolicy, StrategyStep } from '../../core/routing/routing-policy';
import { countShares } from '../../core/routing/share-count';
import type { ShareNote } from '../../ports/fcr-store';
import type { Deps } from '../deps';
import { dayOfPool } from './day-of-pool';
import { findLastTalks } from './find-last-talks';
import { orUnknown } from './or-unknown';
import { asksFor, asksForLoad, isByLoad, isCapped, stepsAsked } from './steps-asked';
import { whoIsPresent, type Presence, type PresenceKnown } from './who-is-present';

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
  readonly presence: Omit<Presence, 'agents'>;
}

/** Most answers come within a tenth of it: whoever waits for one that does not has seven seconds for everything. */
const GATHERED_WITHIN_MS = 1_200;

/**
 * Gathers what the steps of a policy ask for, all at once, because a caller waits; undefined where nobody can be named. A
 * source that does not answer in time, or at all, is told as a fault, and the steps that go by it are left out.
 */
export async function gatherKnowledge(deps: RoutingDeps, asked: RoutingAsked): Promise<Gathered | undefined> {
  const { queue, caller, number, callback, roster, keptAgentIds, contactId } = asked;
  const steps = stepsAsked(queue, caller, number);
  if (steps.length === 0) return undefined;
  const known = {
    ...(roster === undefined ? {} : { roster }),
    ...(keptAgentIds === undefined ? {} : { keptAgentIds }),
    ...(callback === undefined ? {} : { callbackId: callback.callbackId }),
    ...(contactId === undefined ? {} : { contactId }),
  };
  const source = <T>(what: string, isAsked: boolean, read: () => Promise<T>) =>
    isAsked ? orUnknown(deps, what, () => deps.clock.within(GATHERED_WITHIN_MS, read)) : undefined;
  const [present, ranking, shares, lastTalks, responsibleAgentId, loads] = await Promise.all([
    source('agents', true, () => whoIsPresent(deps, queue, known)),
    source('ranking', asksFor(steps, 'best_fcr'), () => deps.store.fcr.ranking(queue.name)),
    source('shares', isCapped(steps), () => sharesOf(deps, queue, callback)),
    source('last agent', asksFor(steps, 'last_agent'), () => findLastTalks(deps, queue, number)),
    source('responsible agent', asksFor(steps, 'responsible_agent'), () => findResponsible(deps, number)),
    source('tallies', asksForLoad(steps), () => loadsOf(deps, queue)),
  ]);
  if (present === undefined) return undefined;
  const { agents, ...presence } = present;
  const isDecidable = (step: StrategyStep) =>
    (loads !== undefined || !isByLoad(step)) && (shares !== undefined || !isCapped([step]));
  return {
    policy: steps.filter(isDecidable),
    knowledge: {
      agents,
      ...(ranking === undefined ? {} : { ranking }),
      ...(shares === undefined ? {} : { shares }),
      ...(lastTalks === undefined ? {} : { lastTalks }),
      ...(responsibleAgentId === undefined ? {} : { responsibleAgentId }),
      ...(loads === undefined ? {} : { loads }),
    },
    presence,
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

async function loadsOf({ store, clock, policy }: RoutingDeps, { pool }: QueuePolicy): Promise<readonly AgentLoad[]> {
  const today = dayOfPool(policy, pool, clock.nowMs());
  const tallies = await store.pools.tallies(pool);
  return tallies.map(({ value }) => value).filter(({ day }) => day === today);
}
