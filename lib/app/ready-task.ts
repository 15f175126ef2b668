import { taskOf } from '../core/callback/callback';
import { leaseMs } from '../core/callback/leases';
import { recordTask } from '../core/callback/offering';
import { contactAttributes } from '../core/contact-attributes';
import { ageOf } from './age-of';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';
import { endTask } from './end-task';
import { findTask, rememberTask } from './find-task';

export type ReadyTaskDeps = Pick<Deps, 'store' | 'contacts' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** Longer than a task of ours goes without an agent, so that nobody else ever meets one that names agents. */
const ADMITTED_FOR_MS = leaseMs.dialing;

/**
 * A task is about to be queued: it is served by the age of its callback's place, by the agents it is for. One that its
 * callback has given up meanwhile is ended instead: then nobody is asked in vain.
 */
export async function readyTask(
  deps: ReadyTaskDeps,
  contact: { readonly contactId: string; readonly attributes: Readonly<Record<string, string>> },
): Promise<{ readonly kind: 'ready'; readonly isAgeSet: boolean } | { readonly kind: 'unknown' }> {
  const { contactId, attributes } = contact;
  if (attributes[contactAttributes.case] !== undefined) return readyCaseTask(deps, contactId, attributes);
  const found = await findTask(deps, contactId, attributes);
  if (found === undefined) return { kind: 'unknown' };
  const { key, callbackId, clientToken } = found;
  await rememberTask(deps, contactId, found);
  // What is recorded here is known also when whoever started the task died before storing it.
  const recorded = await changeCallback(deps, { ...key, id: callbackId }, (callback) =>
    recordTask(callback, { clientToken, contactId }),
  );
  const callback = recorded.kind === 'gone' ? undefined : recorded.callback;
  const task = callback === undefined ? undefined : taskOf(callback);
  if (callback === undefined || task?.clientToken !== clientToken || task.contactId !== contactId) {
    await endTask(deps, contactId);
    return { kind: 'unknown' };
  }
  await keepFor(deps, contactId, task.agentIds, ADMITTED_FOR_MS);
  const ageMs = ageOf(deps.policy, callback, deps.clock.nowMs());
  const isAgeSet = deps.policy.ageBy === 'api' && (await deps.contacts.setAge(contactId, ageMs));
  return { kind: 'ready', isAgeSet };
}

/** A task about a case has no place to be served by: it is only kept for whom it is for, where anybody is named. */
async function readyCaseTask(
  { contacts }: Pick<ReadyTaskDeps, 'contacts'>,
  contactId: string,
  attributes: Readonly<Record<string, string>>,
): Promise<{ readonly kind: 'ready'; readonly isAgeSet: false }> {
  const agentIds = attributes[contactAttributes.agents]?.split(' ') ?? [];
  const forMs = Number(attributes[contactAttributes.agentsForSeconds]) * 1000;
  if (forMs > 0) await keepFor({ contacts }, contactId, agentIds, forMs);
  return { kind: 'ready', isAgeSet: false };
}

async function keepFor(
  { contacts }: Pick<ReadyTaskDeps, 'contacts'>,
  contactId: string,
  agentIds: readonly string[],
  forMs: number,
): Promise<void> {
  if (agentIds.length === 0) return;
  await contacts.setRouting(contactId, [{ admits: { kind: 'agents', agentIds }, forMs }]);
}
