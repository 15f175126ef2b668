import { timerOf, type Callback, type CallbackIn, type Closed } from '../../core/callback/callback';
import { lineKey, placeKey } from '../../core/callback/line-order';
import type { CallbackKey } from '../../ports/callback-store';
import { expiresAtSeconds } from './retention';
import type { Item, ItemKey } from './table-client';

export function callbackKeyOf({ number, queue }: CallbackKey): ItemKey {
  return { pk: `CALLER#${number}`, sk: `CALLBACK#${queue}` };
}

/** The id leads back to the key, so that no number appears outside the table. */
export function idItem(callback: Callback, keptMs: number): ItemKey & Item {
  const { id, number, queue, deadlineMs } = callback;
  const expiry = expiresAtSeconds(deadlineMs + keptMs);
  return { pk: `ID#${id}`, sk: 'ID', number, queue, expiresAtSeconds: expiry };
}

/** The id of a callback that never came to be: it leads nowhere and names nobody, and goes soon. */
export function voidIdItem({ id, requestedAtMs }: Callback): ItemKey & Item {
  return { pk: `ID#${id}`, sk: 'ID', expiresAtSeconds: expiresAtSeconds(requestedAtMs) };
}

/** From the number a caller rang from to the number to be called. */
export function aliasItem(callback: Callback, keptMs: number): ItemKey & Item {
  const { cli, number, queue, deadlineMs } = callback;
  const expiry = expiresAtSeconds(deadlineMs + keptMs);
  return { pk: `CALLER#${cli}`, sk: `ALIAS#${queue}`, number, queue, expiresAtSeconds: expiry };
}

/** From a number that the caller named later; several callbacks may be called there, and none hides another. */
export function callAliasItem(
  from: string,
  callback: CallbackKey & { readonly deadlineMs: number },
  keptMs: number,
): ItemKey & Item {
  const { number, queue, deadlineMs } = callback;
  const expiry = expiresAtSeconds(deadlineMs + keptMs);
  return { pk: `CALLER#${from}`, sk: `ALIAS#${queue}#${number}`, number, queue, expiresAtSeconds: expiry };
}

/** A callback as an item: its own fields, and the index attributes of the state it is in. */
export function callbackItem(callback: Callback, keptMs: number): ItemKey & Item {
  return {
    ...callbackKeyOf(callback),
    ...callback,
    ...lineAttributes(callback),
    ...flightAttributes(callback),
    ...dueAttributes(callback),
    ...(callback.state === 'closed' ? { expiresAtSeconds: expiresAtSeconds(callback.closedAtMs + keptMs) } : {}),
  };
}

/** The copy for reports, written once a callback is closed. */
export function closedItem(callback: CallbackIn<Closed>, keptMs: number): ItemKey & Item {
  const at = placeKey({ placeMs: callback.closedAtMs, id: callback.id });
  return {
    copy: { ...callback, archived: true },
    pk: `CALLER#${callback.number}`,
    // The id alone names the copy: a callback closed again, on later evidence, overwrites what it was.
    sk: `CLOSED#${callback.id}`,
    monthPk: closedIn(callback.outcome, new Date(callback.closedAtMs).toISOString().slice(0, 7)),
    monthSk: at,
    expiresAtSeconds: expiresAtSeconds(callback.closedAtMs + keptMs),
  };
}

/** The partition of the `month` index that shows copies of callbacks that closed so. */
export function closedIn(outcome: Closed['outcome'], month: string): string {
  return `CALLBACK#${outcome}#${month}`;
}

function lineAttributes(callback: Callback): Item {
  if (callback.state !== 'waiting') return {};
  return { linePk: lineKey(callback), lineSk: placeKey(callback) };
}

function flightAttributes(callback: Callback): Item {
  if (callback.state !== 'offered' && callback.state !== 'dialing' && callback.state !== 'answered') return {};
  return { flightPk: 'FLIGHT', flightSk: placeKey({ placeMs: callback.startedAtMs, id: callback.id }) };
}

function dueAttributes(callback: Callback): Item {
  const timer = timerOf(callback);
  return timer === undefined ? {} : { duePk: 'DUE', timerMs: timer };
}
