import { contactAttributes } from '../core/contact-attributes';
import type { CallbackKey } from '../ports/callback-store';
import type { Deps } from './deps';

/** Which task of which callback a contact is. */
export interface TaskOf {
  readonly callbackId: string;
  readonly key: CallbackKey;
  readonly clientToken: string;
}

/**
 * Finds the callback behind a task: by the stored contact, else by the attributes that the task carries, because events
 * may come before our own contact id is stored, or after a process has died. Undefined: not a task of ours.
 */
export async function findTask(
  deps: Pick<Deps, 'store'>,
  contactId: string,
  attributes: Readonly<Record<string, string>>,
): Promise<TaskOf | undefined> {
  const remembered = await deps.store.contacts.get(contactId);
  if (remembered !== undefined) return remembered.kind === 'task' ? remembered : undefined;
  const callbackId = attributes[contactAttributes.callbackId];
  const clientToken = attributes[contactAttributes.task];
  if (callbackId === undefined || clientToken === undefined) return undefined;
  const callback = await deps.store.callbacks.find(callbackId);
  if (callback === undefined) return undefined;
  return { callbackId, key: { number: callback.number, queue: callback.queue }, clientToken };
}

/** Keeps that this very contact is a task of ours; attributes alone may be copies. */
export async function rememberTask(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  contactId: string,
  { callbackId, key, clientToken }: TaskOf,
): Promise<void> {
  await store.contacts.remember({ kind: 'task', contactId, callbackId, key, clientToken }, clock.nowMs());
}
