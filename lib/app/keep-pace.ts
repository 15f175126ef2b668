import type { ContactFacts } from '../core/callback/attempt';
import type { Callback } from '../core/callback/callback';
import { queueById, type QueuePolicy } from '../core/policy/policy';
import type { ToldWait } from '../core/wait/blend';
import type { PickUp } from '../core/wait/pool-statistics';
import type { Deps } from './deps';
import type { DialOf } from './find-dial';
import { rememberPickUp, rememberReadyLeft } from './pool-memory';
import type { ContactEvent } from './record-contact-event';

/** Remembers that a caller reached an agent, and later how long talk and after-contact work took. */
export async function keepPace(
  deps: Pick<Deps, 'store' | 'policy'>,
  { kind, queueId, facts }: ContactEvent,
  dial: DialOf | undefined,
): Promise<void> {
  const queue = queueId === undefined ? undefined : queueById(deps.policy, queueId);
  if (queue === undefined) return;
  if (kind === 'disconnected' && dial !== undefined) await keepLeft(deps, queue.pool, facts);
  if (kind === 'connected_to_agent' || kind === 'completed') await keepPickUp(deps, { kind, facts, queue }, dial);
}

async function keepPickUp(
  deps: Pick<Deps, 'store'>,
  { kind, facts, queue }: Pick<ContactEvent, 'kind' | 'facts'> & { readonly queue: QueuePolicy },
  dial: DialOf | undefined,
): Promise<void> {
  const { agentId, connectedToAgentAtMs } = facts;
  if (agentId === undefined || connectedToAgentAtMs === undefined) return;
  const readySinceMs = facts.enqueuedAtMs ?? connectedToAgentAtMs;
  const callback = await callbackOf(deps, dial);
  const told =
    kind === 'connected_to_agent' && dial === undefined ? await toldTo(deps, facts.contactId, queue.name) : undefined;
  await rememberPickUp(deps, queue.pool, {
    contactId: facts.contactId,
    atMs: connectedToAgentAtMs,
    placeMs: callback?.placeMs ?? readySinceMs,
    readySinceMs,
    isCallback: dial !== undefined,
    ...(callback === undefined ? {} : { origin: callback.origin }),
    agentId,
    queue: queue.name,
    ...(told === undefined ? {} : { told }),
    ...durationsOf(facts, connectedToAgentAtMs),
  });
}

/** One who was ready and queued, and whom no agent reached. */
async function keepLeft(deps: Pick<Deps, 'store'>, pool: string, facts: ContactFacts): Promise<void> {
  const { contactId, enqueuedAtMs, connectedToAgentAtMs, disconnectedAtMs } = facts;
  if (enqueuedAtMs === undefined || disconnectedAtMs === undefined || connectedToAgentAtMs !== undefined) return;
  await rememberReadyLeft(deps, pool, { contactId, waitMs: Math.max(0, disconnectedAtMs - enqueuedAtMs) });
}

/** The callback behind a dial, unless a newer request has taken its key. */
async function callbackOf(deps: Pick<Deps, 'store'>, dial: DialOf | undefined): Promise<Callback | undefined> {
  if (dial === undefined) return undefined;
  const callback = (await deps.store.callbacks.get(dial.key))?.value;
  return callback?.id === dial.callbackId ? callback : undefined;
}

/** What was forecast of this queue to a caller who rang in and held; one event of the call asks, so that each pick-up costs one read. */
async function toldTo(deps: Pick<Deps, 'store'>, contactId: string, queue: string): Promise<ToldWait | undefined> {
  const remembered = await deps.store.contacts.get(contactId);
  return remembered?.kind === 'inbound' && remembered.queue === queue ? remembered.told : undefined;
}

function durationsOf(facts: ContactFacts, connectedAtMs: number): Pick<PickUp, 'talkMs' | 'afterContactWorkMs'> {
  const { disconnectedAtMs, afterContactWorkEndedAtMs } = facts;
  if (disconnectedAtMs === undefined) return {};
  const talkMs = disconnectedAtMs - connectedAtMs;
  if (afterContactWorkEndedAtMs === undefined) return { talkMs };
  return { talkMs, afterContactWorkMs: afterContactWorkEndedAtMs - disconnectedAtMs };
}
