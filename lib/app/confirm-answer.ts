import { recordContact } from '../core/callback/dialing';
import { confirmReady } from '../core/callback/observing';
import { queueByName } from '../core/policy/policy';
import { changeCallback } from './change-callback';
import { findDial } from './find-dial';
import type { Deps } from './deps';
import { rememberRingToReady } from './pool-memory';

export type ConfirmDeps = Pick<Deps, 'store' | 'contacts' | 'wakes' | 'journal' | 'clock' | 'policy'>;

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
      /** The age of the place: what a ladder of routing blocks goes by where it could not be set. */
      readonly ageMs: number;
    }
  | { readonly kind: 'goodbye'; readonly callbackId: string }
  | { readonly kind: 'unknown' };

/** The caller picked up and pressed 1: the contact gets the age of its place before the flow queues it. */
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
  const ageMs = Math.max(0, deps.clock.nowMs() - callback.placeMs);
  const isAgeSet = deps.policy.ageBy === 'api' && (await deps.contacts.setAge(contactId, ageMs));
  if (changed.kind === 'changed') {
    const sample = { contactId, ms: callback.readyAtMs - callback.startedAtMs };
    await rememberRingToReady(deps, queue.pool, sample).catch(noteFault(deps));
  }
  return { kind: 'connect', queueId: queue.queueId, callbackId: callback.id, isAgeSet, ageMs };
}

/** A sample that is lost makes no caller wait longer, so it must not cost one the place. */
function noteFault(deps: ConfirmDeps): (error: unknown) => void {
  return (error) => {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'pace', reason });
  };
}
