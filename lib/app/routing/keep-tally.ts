import { queueById, type Policy } from '../../core/policy/policy';
import { addToTally, type TalkDone } from '../../core/routing/add-to-tally';
import type { Deps } from '../deps';
import type { ContactEvent } from '../record-contact-event';
import { dayOfPool } from './day-of-pool';
import { orUnknown } from './or-unknown';
import { asksForLoad } from './steps-asked';

type TallyDeps = Pick<Deps, 'store' | 'journal' | 'clock' | 'policy'>;

/** An agent has one conversation at a time, so that writers rarely meet; one that keeps losing gives up. */
const TRIES_MAX = 4;

/** A tally remembers the last conversations alone: told of an older one, nobody could say whether it was counted. */
const REMEMBERED_MS = 600_000;

/**
 * Adds a conversation that is over to what its agent has done today, in pools where a queue shares out by that. Told again,
 * by its record say, it adds nothing.
 */
export async function keepTally(
  deps: TallyDeps,
  { queueId, initiation, facts }: Pick<ContactEvent, 'queueId' | 'initiation' | 'facts'>,
): Promise<void> {
  const queue = queueId === undefined ? undefined : queueById(deps.policy, queueId);
  const { contactId, agentId, connectedToAgentAtMs, connectedToSystemAtMs, disconnectedAtMs } = facts;
  // Of calls that agents make events name no queue, so that records are not to count them either.
  if (queue === undefined || initiation === 'outbound' || !isLoadAsked(deps.policy, queue.pool)) return;
  if (agentId === undefined || connectedToAgentAtMs === undefined || disconnectedAtMs === undefined) return;
  if (disconnectedAtMs < deps.clock.nowMs() - REMEMBERED_MS) return;
  const day = dayOfPool(deps.policy, queue.pool, disconnectedAtMs);
  const talkMs = Math.max(0, disconnectedAtMs - Math.max(connectedToAgentAtMs, connectedToSystemAtMs ?? 0));
  await orUnknown(deps, 'tally', () => add(deps, queue.pool, { agentId, day, contactId, talkMs }));
}

async function add({ store }: TallyDeps, pool: string, talk: TalkDone): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await store.pools.tally(pool, talk.agentId);
    const next = addToTally(stored?.value, talk);
    if (next === undefined) return;
    if ((await store.pools.putTally(pool, next, stored?.version ?? 0)) === 'stored') return;
  }
}

function isLoadAsked({ queues }: Policy, pool: string): boolean {
  return queues.some((queue) => queue.pool === pool && Object.values(queue.routing).some(asksForLoad));
}
