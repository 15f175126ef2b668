import { contactAttributes } from '../core/contact-attributes';
import type { CallbackKey } from '../ports/callback-store';
import type { Deps } from './deps';

export { contactAttributes as dialAttributes };

/** Which callback and attempt a contact is a dial of. */
export interface DialOf {
  readonly callbackId: string;
  readonly key: CallbackKey;
  readonly attempt: number;
}

/**
 * Finds the callback behind a contact: by the stored contact, else by the attributes the dial carries, because a fast
 * event or answer can come before our own contact id is stored. Undefined: not a dial of ours.
 */
export async function findDial(
  deps: Pick<Deps, 'store'>,
  contactId: string,
  attributes: Readonly<Record<string, string>>,
): Promise<DialOf | undefined> {
  const remembered = await deps.store.contacts.get(contactId);
  if (remembered?.kind === 'dial') return remembered;
  // A task carries the same attributes, and is no call.
  if (remembered?.kind === 'task' || attributes[contactAttributes.task] !== undefined) return undefined;
  const callbackId = attributes[contactAttributes.callbackId];
  const attempt = Number(attributes[contactAttributes.attempt]);
  if (callbackId === undefined || !Number.isInteger(attempt) || attempt < 1) return undefined;
  const callback = await deps.store.callbacks.find(callbackId);
  if (callback === undefined) return undefined;
  return { callbackId, key: { number: callback.number, queue: callback.queue }, attempt };
}
