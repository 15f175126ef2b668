import { numberDialed, numberToCall, type Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import { cancelCallback, type CancelDeps } from './cancel-callback';
import type { Deps } from './deps';
import { closeCases, finishClosed, OPT_OUT_REF } from './lost/close-cases';
import { orNote } from './lost/or-note';

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
 * caller is cancelled, in every queue, and calls that were lost are let be. Asked again, it finishes what was left undone.
 */
export async function optOut(deps: OptOutDeps, caller: OptOutCaller): Promise<'opted_out' | 'no_number'> {
  const { callback, contactId } = caller;
  const known = callback === undefined ? [] : [callback];
  const number = numberOnLine(deps, caller);
  if (number === undefined) return 'no_number';
  const atMs = deps.clock.nowMs();
  await deps.store.callers.remember(number, { optedOutAtMs: atMs });
  known.push(...(await deps.store.callbacks.ofCaller(number)).map((stored) => stored.value));
  const open = known.filter((one) => one.state !== 'closed');
  for (const one of new Map(open.map((each) => [each.id, each])).values()) await cancelCallback(deps, one, contactId);
  await orNote(deps, async () => {
    await closeCases(deps, number, { how: 'cancelled', ref: OPT_OUT_REF, atMs });
    await finishClosed(deps, await deps.store.cases.ofCaller(number));
  });
  return 'opted_out';
}

function numberOnLine(deps: OptOutDeps, { number, callback }: OptOutCaller): string | undefined {
  const parsed = parsePhoneNumber(number, deps.policy.country);
  if (parsed.ok) return parsed.value;
  return callback === undefined ? undefined : (numberDialed(callback) ?? numberToCall(callback));
}
