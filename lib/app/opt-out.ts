import { numberDialed, numberToCall, type Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import { cancelCallback, type CancelDeps } from './cancel-callback';
import type { Deps } from './deps';

export type OptOutDeps = CancelDeps & Pick<Deps, 'policy'>;

/** Who does not want to be called: whoever rings in, or whoever answered the dial of a callback. */
export interface OptOutCaller {
  readonly contactId: string;
  /** The number on the line: the one rung from, or the one dialed. Nobody can speak for another one. */
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
  const number = numberOnLine(deps, caller);
  if (number === undefined) return 'no_number';
  await deps.store.callers.remember(number, { optedOutAtMs: deps.clock.nowMs() });
  known.push(...(await deps.store.callbacks.ofCaller(number)).map((stored) => stored.value));
  const open = known.filter((one) => one.state !== 'closed');
  for (const one of new Map(open.map((each) => [each.id, each])).values()) await cancelCallback(deps, one, contactId);
  return 'opted_out';
}

function numberOnLine(deps: OptOutDeps, { number, callback }: OptOutCaller): string | undefined {
  const parsed = parsePhoneNumber(number, deps.policy.country);
  if (parsed.ok) return parsed.value;
  return callback === undefined ? undefined : (numberDialed(callback) ?? numberToCall(callback));
}
