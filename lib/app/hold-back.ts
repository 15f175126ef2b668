import type { Callback } from '../core/callback/callback';
import { hold } from '../core/callback/holding';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';

type HoldDeps = Pick<Deps, 'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** Holds a callback back while its caller is on a call with us; a dial of it that is under way is stopped. */
export async function holdBack(deps: HoldDeps, callback: Callback, contactId: string): Promise<void> {
  const held = await changeCallback(deps, callback, (current, nowMs) => hold(current, contactId, nowMs));
  if (held.kind !== 'changed' || held.callback.state !== 'dialing') return;
  // Without a contact id yet the dial says goodbye on answering; with one it is ended now.
  if (held.callback.contactId !== undefined) await deps.dialer.stop(held.callback.contactId);
}

/** The same for every open callback of a caller, in every queue: nobody is dialed while talking to us. As they were before. */
export async function holdBackCaller(deps: HoldDeps, number: string, contactId: string): Promise<readonly Callback[]> {
  const callbacks = (await deps.store.callbacks.ofCaller(number)).map((stored) => stored.value);
  const open = callbacks.filter((callback) => callback.state !== 'closed');
  for (const callback of open) await holdBack(deps, callback, contactId);
  return open;
}
