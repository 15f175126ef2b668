import type { ContactFacts } from '../core/callback/attempt';
import { observeDial } from '../core/callback/observing';
import { queueById, queueByName } from '../core/policy/policy';
import { AdapterError } from '../ports/adapter-error';
import { changeCallback, type Changed } from './change-callback';
import { bringToAgent, endTaskOfOther } from './dispatch/bring-to-agents';
import { endInboundCall } from './end-inbound-call';
import { findDial, type DialOf } from './find-dial';
import { followTransfer } from './follow-transfer';
import type { Deps } from './deps';
import { keepHolders } from './keep-holders';
import { keepOutcome } from './keep-outcome';
import { keepPace } from './keep-pace';
import { recordTaskEvent } from './record-task-event';

export type RecordDeps = Pick<
  Deps,
  'store' | 'contacts' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'
>;

/** A contact event in our words; `facts` holds all that it says, whatever kind of event it is. */
export interface ContactEvent {
  readonly kind: 'initiated' | 'connected_to_system' | 'queued' | 'connected_to_agent' | 'disconnected' | 'completed';
  /** Absent on a call. */
  readonly channel?: 'task';
  readonly initiation: 'inbound' | 'api' | 'outbound' | 'transfer' | 'other';
  /** The first contact of the chain, when this is not it. */
  readonly initialContactId?: string;
  readonly queueId?: string;
  readonly facts: ContactFacts;
}

/** Brings everything up to date with one contact event. Events come late, doubled and in any order. */
export async function recordContactEvent(deps: RecordDeps, event: ContactEvent): Promise<void> {
  // An agent with a task is not with a caller: no pick-up, no sighting, no dial.
  if (event.channel === 'task') return recordTaskEvent(deps, event);
  const dial = event.initiation === 'api' ? await dialBehind(deps, event) : undefined;
  await seeAgent(deps, event);
  await keepHolders(deps, event, dial);
  await keepPace(deps, event, dial);
  await keepOutcome(deps, event, dial);
  if (dial !== undefined) await observe(deps, event, dial);
  const isOver = event.facts.disconnectedAtMs !== undefined;
  if (event.initiation === 'transfer' && event.initialContactId !== undefined) {
    await followTransfer(deps, event.facts, event.initialContactId);
  }
  if (isOver && event.initiation === 'inbound') await endInboundCall(deps, event.facts);
  if (isOver && event.initiation === 'outbound') await endInboundCall(deps, event.facts, 'agent_dialed');
}

async function dialBehind(deps: RecordDeps, event: ContactEvent): Promise<DialOf | undefined> {
  const { contactId } = event.facts;
  const known = await findDial(deps, contactId, {});
  if (known !== undefined) return known;
  // The event came before our own contact id was stored: the contact itself says whose dial it is.
  const lookup = await deps.contacts.describe(contactId);
  if (lookup.kind === 'unavailable') {
    throw new AdapterError('connect', { retryable: true, cause: new Error('DescribeContact did not answer') });
  }
  if (lookup.kind === 'not_found') return undefined;
  const dial = await findDial(deps, contactId, lookup.attributes);
  if (dial !== undefined) {
    const { callbackId, key, attempt } = dial;
    await deps.store.contacts.remember({ kind: 'dial', contactId, callbackId, key, attempt }, deps.clock.nowMs());
  }
  return dial;
}

async function observe(deps: RecordDeps, event: ContactEvent, dial: DialOf): Promise<void> {
  const facts = await withReason(deps, event.facts);
  const changed = await changeCallback(deps, { ...dial.key, id: dial.callbackId }, (callback, nowMs) => {
    const retry = (queueByName(deps.policy, callback.queue) ?? deps.policy.queues[0])?.retry;
    if (retry === undefined) return { ok: false, error: { code: 'no_change' } };
    return observeDial(callback, { attempt: dial.attempt, facts, nowMs }, retry);
  });
  // An earlier attempt turns out to have reached an agent: the dial under way is not wanted any more.
  const now = changed.kind === 'changed' && changed.callback.state === 'dialing' ? changed.callback : undefined;
  if (now?.after?.kind === 'complete' && now.contactId !== undefined) await deps.dialer.stop(now.contactId);
  await bring(deps, event, changed);
}

/** Also where the flow has told the same before: only the event says that the caller can be given to an agent. */
async function bring(deps: RecordDeps, { kind, facts }: ContactEvent, changed: Changed): Promise<void> {
  if (changed.kind === 'gone') return;
  const { callback } = changed;
  const isOurs = 'contactId' in callback && callback.contactId === facts.contactId;
  if (isOurs && callback.state === 'answered' && kind === 'queued') await bringToAgent(deps, callback, 'first');
  if (isOurs) await endTaskOfOther(deps, callback);
}

/** Events of ordinary calls carry no reason; for a dial nobody picked up the reason decides what follows. */
async function withReason(deps: RecordDeps, facts: ContactFacts): Promise<ContactFacts> {
  const needsReason = facts.disconnectedAtMs !== undefined && facts.connectedToSystemAtMs === undefined;
  if (!needsReason || facts.disconnectReason !== undefined) return facts;
  const lookup = await deps.contacts.describe(facts.contactId);
  if (lookup.kind === 'unavailable') {
    throw new AdapterError('connect', { retryable: true, cause: new Error('DescribeContact did not answer') });
  }
  return lookup.kind === 'found' ? { ...lookup.facts, ...facts, ...reasonOf(lookup.facts) } : facts;
}

function reasonOf({ disconnectReason }: ContactFacts): Pick<ContactFacts, 'disconnectReason'> {
  return disconnectReason === undefined ? {} : { disconnectReason };
}

async function seeAgent(deps: RecordDeps, { kind, queueId, facts }: ContactEvent): Promise<void> {
  const queue = queueId === undefined ? undefined : queueById(deps.policy, queueId);
  const { agentId, connectedToAgentAtMs, disconnectedAtMs, afterContactWorkEndedAtMs } = facts;
  if (queue === undefined || agentId === undefined) return;
  if (kind === 'completed') {
    // Without after-contact work both events carry one time; a millisecond keeps the free agent the newer sighting.
    const sinceMs = Math.max(afterContactWorkEndedAtMs ?? 0, (disconnectedAtMs ?? -1) + 1);
    if (sinceMs > 0) await deps.store.pools.see(queue.pool, { agentId, state: 'available', sinceMs });
  } else if (disconnectedAtMs !== undefined) {
    await deps.store.pools.see(queue.pool, { agentId, state: 'after_contact_work', sinceMs: disconnectedAtMs });
  } else if (connectedToAgentAtMs !== undefined) {
    await deps.store.pools.see(queue.pool, { agentId, state: 'on_contact', sinceMs: connectedToAgentAtMs });
  }
}
