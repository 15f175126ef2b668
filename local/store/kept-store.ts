import type { CallbackIn, Closed } from '../../lib/core/callback/callback';
import { foldCase } from '../../lib/core/lost/fold-case';
import type { CaseKey, LostCase } from '../../lib/core/lost/case';
import type { HandledCall } from '../../lib/core/lost/judged-call';
import type { CallEntry } from '../../lib/ports/call-store';
import type { MarkedCase } from '../../lib/ports/case-store';
import type { Delivery } from '../../lib/ports/delivery-store';
import type { Store } from '../../lib/ports/store';
import type { Callback } from '../../lib/core/callback/callback';

/** One thing of a finished run that reports are made of. */
export type KeptItem =
  | { readonly kind: 'call'; readonly entry: CallEntry }
  | { readonly kind: 'case'; readonly marked: MarkedCase }
  | { readonly kind: 'callback'; readonly callback: Callback }
  | { readonly kind: 'handled'; readonly handled: HandledCall }
  | { readonly kind: 'delivery'; readonly delivery: Delivery };

/** A store of which can be said what is in it: no port lists everything, so what is written is noted. */
export interface KeptStore {
  readonly store: Store;
  readonly callbackIds: () => readonly string[];
  /** All that reports are made of, as it is now. */
  readonly items: () => AsyncGenerator<KeptItem>;
}

/** Notes the keys of what is written through it. */
export function keepTrack(store: Store): KeptStore {
  const callIds = new Set<string>();
  const caseKeys = new Map<string, CaseKey>();
  const callbackIds = new Set<string>();
  const deliveryIds = new Set<string>();
  const numbersHandled = new Set<string>();
  const { calls, cases, callbacks, deliveries, history } = store;

  return {
    store: {
      ...store,
      calls: {
        ...calls,
        put: (entry, expectedVersion) => {
          callIds.add(entry.facts.callId);
          return calls.put(entry, expectedVersion);
        },
      },
      cases: {
        ...cases,
        open: (key, marks, newId) => {
          caseKeys.set(`${key.number} ${key.queue}`, { number: key.number, queue: key.queue });
          return cases.open(key, marks, newId);
        },
      },
      callbacks: {
        ...callbacks,
        register: (callback, expectedVersion) => {
          callbackIds.add(callback.id);
          return callbacks.register(callback, expectedVersion);
        },
      },
      history: {
        ...history,
        keepHandled: (handled) => {
          numbersHandled.add(handled.number);
          return history.keepHandled(handled);
        },
      },
      deliveries: {
        ...deliveries,
        take: (delivery, nowMs) => {
          deliveryIds.add(delivery.id);
          return deliveries.take(delivery, nowMs);
        },
      },
    },
    callbackIds: () => [...callbackIds],
    items: () => readKept(store, { callIds, cases: caseKeys.values(), callbackIds, numbersHandled, deliveryIds }),
  };
}

/** By what is found again what was written. */
interface KeptKeys {
  readonly callIds: Iterable<string>;
  readonly cases: Iterable<CaseKey>;
  readonly callbackIds: Iterable<string>;
  readonly numbersHandled: Iterable<string>;
  readonly deliveryIds: Iterable<string>;
}

async function* readKept(
  { calls, cases, callbacks, history, deliveries }: Store,
  keys: KeptKeys,
): AsyncGenerator<KeptItem> {
  for (const callId of keys.callIds) {
    const found = await calls.get(callId);
    if (found !== undefined) yield { kind: 'call', entry: found.value };
  }
  for (const key of keys.cases) {
    const marked = await cases.get(key);
    if (marked !== undefined) yield { kind: 'case', marked };
  }
  for (const id of keys.callbackIds) {
    const callback = await callbacks.find(id);
    if (callback !== undefined) yield { kind: 'callback', callback };
  }
  for (const number of keys.numbersHandled) {
    for (const handled of await history.handledSince(number, 0)) yield { kind: 'handled', handled };
  }
  for (const id of keys.deliveryIds) {
    const delivery = await deliveries.get(id);
    if (delivery !== undefined) yield { kind: 'delivery', delivery };
  }
}

/** Writes what was kept into a store in which nothing is yet, through its ports. */
export async function putKept({ calls, cases, callbacks, deliveries, history }: Store, item: KeptItem): Promise<void> {
  switch (item.kind) {
    case 'call':
      await calls.put(item.entry, 0);
      return;
    case 'case': {
      const { marked } = item;
      const { version } = await cases.open(marked, marked.marks, marked.id);
      const summary: LostCase | undefined = foldCase(marked);
      if (summary !== undefined) await cases.settle(summary, version);
      return;
    }
    case 'callback': {
      const { callback } = item;
      const before = await callbacks.get(callback);
      await callbacks.register(callback, before?.version ?? 0);
      if (isClosed(callback)) await callbacks.archive(callback, 1);
      return;
    }
    case 'handled':
      await history.keepHandled(item.handled);
      return;
    case 'delivery':
      await deliveries.put(item.delivery);
  }
}

function isClosed(callback: Callback): callback is CallbackIn<Closed> {
  return callback.state === 'closed';
}
