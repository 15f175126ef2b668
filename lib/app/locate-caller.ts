import type { Callback } from '../core/callback/callback';
import { parsePhoneNumber } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';
import { predictWait, standingOf, type PredictDeps, type WaitPrediction } from './predict-wait';

/** Where a caller stands, and since when this call has lasted, where it was remembered. */
export interface Located {
  readonly wait: WaitPrediction;
  readonly holdingSinceMs?: number;
}

/** A caller on the line, as a flow knows one. */
interface CallerOnLine {
  readonly contactId?: string | undefined;
  readonly from: string | null | undefined;
  readonly queue: QueuePolicy;
}

/** Where a caller's open callback stands; undefined when there is none. */
export async function locateCaller(
  deps: PredictDeps,
  caller: CallerOnLine,
): Promise<(Located & { readonly callback: Callback }) | undefined> {
  const callback = await openCallbackOf(deps, caller);
  if (callback === undefined) return undefined;
  const wait = await standingOf(deps, caller.queue, callback);
  return { callback, wait, ...since(await enteredAtMs(deps, caller.contactId)) };
}

/** Where a caller stands who holds and has no callback: by the time at which this call came in. */
export async function locateHolder(
  deps: PredictDeps,
  caller: { readonly contactId: string; readonly queue: QueuePolicy },
): Promise<Located> {
  const { contactId, queue } = caller;
  const enteredMs = await enteredAtMs(deps, contactId);
  const wait = await predictWait(deps, queue, { placeMs: enteredMs ?? deps.clock.nowMs(), id: contactId });
  return { wait, ...since(enteredMs) };
}

async function enteredAtMs(deps: Pick<Deps, 'store'>, contactId: string | undefined): Promise<number | undefined> {
  const remembered = contactId === undefined ? undefined : await deps.store.contacts.get(contactId);
  return remembered?.kind === 'inbound' ? remembered.enteredAtMs : undefined;
}

function since(holdingSinceMs: number | undefined): Pick<Located, 'holdingSinceMs'> {
  return holdingSinceMs === undefined ? {} : { holdingSinceMs };
}

/** A caller's open callback in a queue, found by the number called or the number rung from. */
export async function openCallbackOf(
  deps: Pick<Deps, 'store' | 'policy'>,
  caller: { readonly from: string | null | undefined; readonly queue: QueuePolicy },
): Promise<Callback | undefined> {
  const number = parsePhoneNumber(caller.from, deps.policy.country);
  if (!number.ok) return undefined;
  const callbacks = await deps.store.callbacks.ofCaller(number.value);
  return callbacks
    .map((stored) => stored.value)
    .find((callback) => callback.queue === caller.queue.name && callback.state !== 'closed');
}
