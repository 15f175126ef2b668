import { numberToCall, type Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import { cancelCallback, type CancelDeps } from './cancel-callback';
import type { Deps } from './deps';

export type OptOutDeps = CancelDeps & Pick<Deps, 'policy'>;

/** Who does not want to be called: whoever rings in, or whoever answered the dial of a callback. */
export interface OptOutCaller {
  readonly contactId: string;
  readonly number?: string | null | undefined;
  readonly callback?: Callback | undefined;
}

/**
 * Never calls this caller again: remembered first, so that no dial begins meanwhile; then every open callback of the
 * caller is cancelled, in every queue.
 */
export async function optOut(deps: OptOutDeps, caller: OptOutCaller): Promise<'opted_out' | 'no_number'> {
  const { callback, contactId } = caller;
  const known = callback === undefined ? [] : [callback];
  const numbers = new Set([...ownNumber(deps, caller), ...known.flatMap(numbersOf)]);
  if (numbers.size === 0) return 'no_number';
  for (const number of numbers) {
    await deps.store.callers.remember(number, { optedOutAtMs: deps.clock.nowMs() });
    known.push(...(await deps.store.callbacks.ofCaller(number)).map((stored) => stored.value));
  }
  const open = known.filter((one) => one.state !== 'closed');
  for (const one of new Map(open.map((each) => [each.id, each])).values()) await cancelCallback(deps, one, contactId);
  return 'opted_out';
}

/** Whether nobody may dial this number; what is read is never older than the opt-out. */
export async function isOptedOut(deps: Pick<Deps, 'store'>, number: string): Promise<boolean> {
  return (await deps.store.callers.get(number))?.optedOutAtMs !== undefined;
}

/**
 * Asking for a callback on a number is asking to be called there, and later than any wish not to be: who opted out of
 * calls we made before would else ask, be promised a call, and never get it.
 */
export async function liftOptOut(deps: Pick<Deps, 'store'>, number: string): Promise<void> {
  if (await isOptedOut(deps, number)) await deps.store.callers.remember(number, { optedOutAtMs: 'lifted' });
}

/** Whoever is on the line for a callback may be reached by any number of it. */
function numbersOf(callback: Callback): readonly string[] {
  return [callback.cli, callback.number, numberToCall(callback)];
}

function ownNumber(deps: OptOutDeps, caller: OptOutCaller): readonly string[] {
  const number = parsePhoneNumber(caller.number, deps.policy.country);
  return number.ok ? [number.value] : [];
}
