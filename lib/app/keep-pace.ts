import type { ContactFacts } from '../core/callback/attempt';
import { queueById } from '../core/policy/policy';
import type { PickUp } from '../core/wait/pool-statistics';
import type { Deps } from './deps';
import type { DialOf } from './find-dial';
import { rememberPickUp } from './pool-memory';
import type { ContactEvent } from './record-contact-event';

/** Remembers that a caller reached an agent, and later how long talk and after-contact work took. */
export async function keepPace(
  deps: Pick<Deps, 'store' | 'policy'>,
  { kind, queueId, facts }: ContactEvent,
  dial: DialOf | undefined,
): Promise<void> {
  if (kind !== 'connected_to_agent' && kind !== 'completed') return;
  const queue = queueId === undefined ? undefined : queueById(deps.policy, queueId);
  const { agentId, connectedToAgentAtMs } = facts;
  if (queue === undefined || agentId === undefined || connectedToAgentAtMs === undefined) return;
  const readySinceMs = facts.enqueuedAtMs ?? connectedToAgentAtMs;
  await rememberPickUp(deps, queue.pool, {
    contactId: facts.contactId,
    atMs: connectedToAgentAtMs,
    placeMs: (await placeOf(deps, dial)) ?? readySinceMs,
    readySinceMs,
    isCallback: dial !== undefined,
    agentId,
    ...durationsOf(facts, connectedToAgentAtMs),
  });
}

/** The place of the callback behind a dial, unless a newer request has taken its key. */
async function placeOf(deps: Pick<Deps, 'store'>, dial: DialOf | undefined): Promise<number | undefined> {
  if (dial === undefined) return undefined;
  const callback = (await deps.store.callbacks.get(dial.key))?.value;
  return callback?.id === dial.callbackId ? callback.placeMs : undefined;
}

function durationsOf(facts: ContactFacts, connectedAtMs: number): Pick<PickUp, 'talkMs' | 'afterContactWorkMs'> {
  const { disconnectedAtMs, afterContactWorkEndedAtMs } = facts;
  if (disconnectedAtMs === undefined) return {};
  const talkMs = disconnectedAtMs - connectedAtMs;
  if (afterContactWorkEndedAtMs === undefined) return { talkMs };
  return { talkMs, afterContactWorkMs: afterContactWorkEndedAtMs - disconnectedAtMs };
}
