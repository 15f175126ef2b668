import type { Callback, CallbackIn, Closed } from '../../core/callback/callback';
import { placeKey } from '../../core/callback/line-order';
import type { CallbackKey, CallbackStore } from '../../ports/callback-store';
import type { Change } from '../../ports/changes';
import type { ClosedNaming } from '../../ports/erasure';
import type { Stored } from '../../ports/stored';
import { createCallbackIndexes, dueKey } from './callback-indexes';
import { callbackShelf, closedNamingIn, itemKey } from './callback-shelf';
import { createPagedIndex } from './paged-index';
import type { Shelf } from './shelf';
import { createVersionedMap } from './versioned-map';

/** Callbacks in maps, with the same indexes as the table has; for simulations and tests. */
export function createMemoryCallbackStore(
  onChange?: (change: Change) => void,
  shelves: Shelf[] = [],
): CallbackStore & { readonly closedNaming: (number: string) => readonly ClosedNaming[] } {
  const items = createVersionedMap<Callback>();
  const keyOfId = new Map<string, CallbackKey>();
  const closed = new Map<string, Stored<CallbackIn<Closed>>>();
  const months = createPagedIndex<CallbackIn<Closed>>();
  const aliases = new Map<string, Map<string, CallbackKey>>();
  const queuesOfNumber = new Map<string, readonly string[]>();
  const indexes = createCallbackIndexes();

  function put(callback: Callback, expectedVersion: number): 'stored' | 'conflict' {
    const before = items.get(itemKey(callback));
    if (items.put(itemKey(callback), callback, expectedVersion) === 'conflict') return 'conflict';
    if (before !== undefined) indexes.remove(before.value);
    indexes.add(callback);
    const { number, queue } = callback;
    const queues = queuesOfNumber.get(number) ?? [];
    if (!queues.includes(queue)) queuesOfNumber.set(number, [...queues, queue]);
    const was = before === undefined ? {} : { before: before.value };
    onChange?.({ kind: 'callback', ...was, after: callback, version: expectedVersion + 1 });
    return 'stored';
  }

  const leaveMonth = (copy: CallbackIn<Closed>) => months.remove(monthPart(copy), closedKey(copy));
  shelves.push(callbackShelf({ items, indexes, closed, aliases, queuesOfNumber, keyOfId, leaveMonth }));

  return {
    closedNaming: (number) => closedNamingIn(closed, number),
    get: async (key) => items.get(itemKey(key)),
    find: async (id) => {
      const key = keyOfId.get(id);
      const current = key === undefined ? undefined : items.get(itemKey(key))?.value;
      return current?.id === id ? current : closed.get(id)?.value;
    },
    ofCaller: async (number) => {
      const own = [...(queuesOfNumber.get(number) ?? [])]
        .toSorted()
        .map((queue) => items.get(itemKey({ number, queue })));
      const elsewhere = [...(aliases.get(number) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const keys = new Set(elsewhere.map(([, key]) => itemKey(key)));
      const other = [...keys].map((key) => items.get(key));
      return [...own, ...other.filter((stored) => stored !== undefined && isOf(number, stored.value))].filter(
        (stored) => stored !== undefined,
      );
    },
    register: async (callback, expectedVersion) => {
      const key = { number: callback.number, queue: callback.queue };
      keyOfId.set(callback.id, key);
      if (callback.cli !== callback.number) lead(aliases, callback.cli, [callback.queue, key]);
      return put(callback, expectedVersion);
    },
    alias: async (from, { number, queue }) => lead(aliases, from, [`${queue}#${number}`, { number, queue }]),
    put: async (callback, expectedVersion) => put(callback, expectedVersion),
    archive: async (callback, version) => {
      const before = closed.get(callback.id);
      if ((before?.version ?? 0) > version) return;
      const copy = { ...callback, archived: true };
      closed.set(callback.id, { value: copy, version });
      if (before !== undefined) months.remove(monthPart(before.value), closedKey(before.value));
      months.add(monthPart(copy), closedKey(copy), copy);
    },
    closedOf: async (outcome, month, page) =>
      months.page(`${outcome}#${month}`, page, { isLastFirst: false, fromMs: page.fromMs }),
    line: async (of, limit) => indexes.line(of).first(limit),
    countBefore: async (of, place, limit) => indexes.line(of).countBefore(placeKey(place), limit),
    inFlight: async () => indexes.flights.first(Number.MAX_SAFE_INTEGER),
    due: async (nowMs, limit) => indexes.due.first(limit, dueKey(nowMs, '\uffff')),
  };
}

function lead(
  aliases: Map<string, Map<string, CallbackKey>>,
  from: string,
  [under, key]: readonly [string, CallbackKey],
): void {
  aliases.set(from, (aliases.get(from) ?? new Map<string, CallbackKey>()).set(under, key));
}

/** An alias only points: whether a number still leads to a callback, the callback says. */
function isOf(number: string, callback: Callback): boolean {
  return callback.number !== number && (callback.cli === number || callback.callNumber === number);
}

function monthPart({ outcome, closedAtMs }: Closed): string {
  return `${outcome}#${new Date(closedAtMs).toISOString().slice(0, 7)}`;
}

function closedKey({ closedAtMs, id }: CallbackIn<Closed>): string {
  return placeKey({ placeMs: closedAtMs, id });
}
