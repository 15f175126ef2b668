import type { ContactFacts } from '../core/callback/attempt';
import type { Initiation } from '../core/lost/initiation';
import { queueById } from '../core/policy/policy';
import type { Deps } from './deps';
import { findDial, type DialOf } from './find-dial';
import { describe, followContact } from './follow-contact';
import { keepHolders } from './keep-holders';
import { keepOutcome } from './keep-outcome';
import { keepPace } from './keep-pace';
import { toldByEvent } from './lost/told-by-event';
import { recordTaskEvent } from './record-task-event';

export type RecordDeps = Pick<
  Deps,
  'store' | 'contacts' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'ids' | 'policy' | 'directory'
>;

/** A contact event in our words; `facts` holds all that it says, whatever kind of event it is. */
export interface ContactEvent {
  readonly kind: 'initiated' | 'connected_to_system' | 'queued' | 'connected_to_agent' | 'disconnected' | 'completed';
  /** Absent on a call. */
  readonly channel?: 'task';
  readonly initiation: Initiation;
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
  await followContact(deps, { event, dial, told: (contact) => toldByEvent(event, contact) });
}

async function dialBehind(deps: RecordDeps, event: ContactEvent): Promise<DialOf | undefined> {
  const { contactId } = event.facts;
  const known = await findDial(deps, contactId, {});
  if (known !== undefined) return known;
  // The event came before our own contact id was stored: the contact itself says whose dial it is.
  const lookup = await describe(deps, contactId);
  if (lookup.kind === 'not_found') return undefined;
  const dial = await findDial(deps, contactId, lookup.attributes);
  if (dial !== undefined) {
    const { callbackId, key, attempt } = dial;
    await deps.store.contacts.remember({ kind: 'dial', contactId, callbackId, key, attempt }, deps.clock.nowMs());
  }
  return dial;
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
