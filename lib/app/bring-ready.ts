import type { Deps } from './deps';
import { bringToAgent } from './dispatch/bring-to-agents';
import { findDial } from './find-dial';

export type BringReadyDeps = Pick<Deps, 'store' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy' | 'directory'>;

/**
 * The flow of a ready caller has begun to wait in the queue: the first moment at which the call can be given to an agent.
 * What is lost here costs the caller nothing: the event of it, and the pass, do the same.
 */
export async function bringReady(
  deps: BringReadyDeps,
  contact: { readonly contactId: string; readonly attributes: Readonly<Record<string, string>> },
): Promise<'given' | 'waits' | 'unknown'> {
  const { contactId, attributes } = contact;
  const dial = await findDial(deps, contactId, attributes);
  const callback = dial === undefined ? undefined : (await deps.store.callbacks.get(dial.key))?.value;
  if (callback?.id !== dial?.callbackId || callback?.state !== 'answered' || callback.contactId !== contactId) {
    return 'unknown';
  }
  await bringToAgent(deps, callback, 'first');
  const now = (await deps.store.callbacks.get(callback))?.value;
  return now?.state === 'answered' && now.given !== undefined ? 'given' : 'waits';
}
