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
  | { readonly kind: 'connect'; readonly queueId: string; readonly callbackId: string; readonly isAgeSet: boolean }
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
  if (!isOurTurn) return { kind: 'goodbye', callbackId: callback.id };
  if (changed.kind === 'changed') {
    const ms = callback.readyAtMs - callback.startedAtMs;
    await rememberRingToReady(deps, queue.pool, { contactId, ms });
  }
  const isAgeSet = await deps.contacts.setAge(contactId, Math.max(0, deps.clock.nowMs() - callback.placeMs));
  return { kind: 'connect', queueId: queue.queueId, callbackId: callback.id, isAgeSet };
}
