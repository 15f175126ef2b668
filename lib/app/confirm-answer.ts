import { taskOf, type Answered, type Callback, type CallbackIn } from '../core/callback/callback';
import { attemptInProgress, recordContact } from '../core/callback/dialing';
import { confirmReady } from '../core/callback/observing';
import { dropTask } from '../core/callback/offering';
import { queueByName, type QueuePolicy } from '../core/policy/policy';
import { err } from '../core/result';
import { ageOf } from './age-of';
import { changeCallback } from './change-callback';
import { findDial } from './find-dial';
import type { Deps } from './deps';
import { rememberRingToReady } from './pool-memory';
import { routeContact } from './routing/route-contact';

export type ConfirmDeps = Pick<
  Deps,
  'store' | 'contacts' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy' | 'directory'
>;

/**
 * What the callback flow does next. `connect`: to the queue, with the age of the place. `goodbye`: cancelled or served
 * meanwhile. `unknown`: no callback of ours; the flow still connects, from its own attributes.
 */
export type AnswerConfirmed =
  | {
      readonly kind: 'connect';
      readonly queueId: string;
      readonly callbackId: string;
      readonly isAgeSet: boolean;
      /** What a ladder of routing blocks goes by where the age could not be set. */
      readonly ageMs: number;
    }
  | { readonly kind: 'goodbye'; readonly callbackId: string }
  | { readonly kind: 'unknown' };

/**
 * The caller picked up and pressed 1: before the flow queues the contact it gets the age of its place, and is kept for the
 * agents who are to have this caller.
 */
export async function confirmAnswer(
  deps: ConfirmDeps,
  contact: { readonly contactId: string; readonly attributes: Readonly<Record<string, string>> },
): Promise<AnswerConfirmed> {
  const { contactId } = contact;
  const dial = await findDial(deps, contactId, contact.attributes);
  if (dial === undefined) return { kind: 'unknown' };
  const changed = await changeCallback(deps, { ...dial.key, id: dial.callbackId }, (callback, nowMs) =>
    confirmReady(callback, { attempt: dial.attempt, contactId }, nowMs),
  );
  if (changed.kind === 'gone') return { kind: 'goodbye', callbackId: dial.callbackId };
  const { callback } = changed;
  const queue = queueByName(deps.policy, callback.queue);
  if (queue === undefined) return { kind: 'unknown' };
  const isOurTurn = (callback.state === 'answered' || callback.state === 'talking') && callback.contactId === contactId;
  if (changed.kind === 'refused' && changed.refusal.code === 'superseded') {
    // Given up before its contact was known: now it is, so that events and leases can settle it.
    await changeCallback(deps, callback, (current) => recordContact(current, { attempt: dial.attempt, contactId }));
  }
  if (!isOurTurn) return { kind: 'goodbye', callbackId: callback.id };
  // The age first: a caller waits by it, and nothing waits for a sample.
  const ageMs = ageOf(deps.policy, callback, deps.clock.nowMs());
  const age = deps.policy.ageBy === 'api' ? deps.contacts.setAge(contactId, ageMs) : Promise.resolve(false);
  if (callback.state === 'answered') await keepForAgents(deps, queue, callback, age);
  const isAgeSet = await age;
  if (changed.kind === 'changed') {
    const { readyAtMs, startedAtMs, pickedUpAtMs } = callback;
    const ring = pickedUpAtMs === undefined ? {} : { ringMs: Math.max(0, pickedUpAtMs - startedAtMs) };
    const sample = { contactId, ms: readyAtMs - startedAtMs, ...ring };
    await rememberRingToReady(deps, queue.pool, sample).catch(noteFault(deps, 'pace'));
  }
  await endUnaccepted(deps, callback).catch(noteFault(deps, 'task'));
  return { kind: 'connect', queueId: queue.queueId, callbackId: callback.id, isAgeSet, ageMs };
}

/** One whose task an agent has accepted is given to that agent by name. */
async function keepForAgents(
  deps: ConfirmDeps,
  queue: QueuePolicy,
  callback: CallbackIn<Answered>,
  after: Promise<unknown>,
): Promise<void> {
  if (callback.task?.agentId !== undefined) return;
  const { id: callbackId, origin: caller, cli: number, contactId } = callback;
  await routeContact(deps, contactId, {
    queue,
    caller,
    number,
    callbackId,
    attempt: attemptInProgress(callback),
    after,
  });
}

/** Nobody is asked any more about a caller who is there; where this is lost, the pass does it. */
async function endUnaccepted(deps: ConfirmDeps, callback: Callback): Promise<void> {
  const task = taskOf(callback);
  if (task === undefined || task.agentId !== undefined) return;
  await changeCallback(deps, callback, (current) =>
    taskOf(current)?.agentId === undefined ? dropTask(current, task.clientToken) : err({ code: 'no_change' }),
  );
}

/** What is lost here makes no caller wait longer, so it must not cost one the place. */
function noteFault(deps: ConfirmDeps, where: 'pace' | 'task'): (error: unknown) => void {
  return (error) => {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where, reason });
  };
}
