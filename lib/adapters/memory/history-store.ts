import { placeKey } from '../../core/callback/line-order';
import type { HandledCall, LostCall } from '../../core/lost/judged-call';
import type { HistoryStore } from '../../ports/history-store';
import { createSortedIndex, type SortedIndex } from './sorted-index';
import { onShelf, type Shelf } from './shelf';

/** A lost call as it is kept; without one it was not lost after all, and no older version says otherwise. */
interface KeptLost {
  readonly basis: number;
  readonly lost?: LostCall;
}

/** Lost calls and conversations by number, in the order in which they began. */
export function createMemoryHistoryStore(shelves: Shelf[] = []): HistoryStore {
  const lost = createRows<KeptLost>();
  const handled = createRows<HandledCall>();
  shelves.push({
    under: (number) => [
      ...lost.keys(number).map((key) => ({ kind: 'lost_call', number, ...partsOf(key) }) as const),
      ...handled.keys(number).map((key) => ({ kind: 'handled_call', number, ...partsOf(key) }) as const),
    ],
    find: (thing) => {
      if (thing.kind !== 'lost_call' && thing.kind !== 'handled_call') return undefined;
      const rows = thing.kind === 'lost_call' ? lost : handled;
      const key = placeKey({ placeMs: thing.atMs, id: thing.id });
      return onShelf(rows.get(thing.number, key) !== undefined, () => rows.drop(thing.number, key));
    },
  });
  return {
    keepLost: async (call, basis) => {
      const key = placeKey({ placeMs: call.startedAtMs, id: call.callId });
      const known = lost.get(call.number, key);
      if (known === undefined || known.basis < basis) lost.put(call.number, key, { basis, lost: call });
    },
    dropLost: async ({ callId, number, startedAtMs }, basis) => {
      const key = placeKey({ placeMs: startedAtMs, id: callId });
      const known = lost.get(number, key);
      if (known !== undefined && known.basis < basis) lost.put(number, key, { basis });
    },
    keepHandled: async (call) => {
      const key = placeKey({ placeMs: call.connectedAtMs, id: call.contactId });
      const known = handled.get(call.number, key);
      const isNews = known?.afterContactWorkMs === undefined && call.afterContactWorkMs !== undefined;
      if (known === undefined || isNews) handled.put(call.number, key, call);
    },
    dropHandled: async ({ contactId, number, connectedAtMs }) =>
      handled.drop(number, placeKey({ placeMs: connectedAtMs, id: contactId })),
    lostSince: async (number, fromMs) =>
      lost.since(number, fromMs).flatMap((kept) => (kept.lost === undefined ? [] : [kept.lost])),
    handledSince: async (number, fromMs) => handled.since(number, fromMs),
    lastHandled: async (number, limit) => handled.last(number, limit),
  };
}

/** The time and the id in the key of a row. */
function partsOf(key: string): { readonly atMs: number; readonly id: string } {
  const [at = '', ...id] = key.split('#');
  return { atMs: Number(at), id: id.join('#') };
}

/** Rows under numbers, in order. */
function createRows<T>() {
  const numbers = new Map<string, { readonly byKey: Map<string, T>; readonly sorted: SortedIndex<T> }>();
  return {
    get: (number: string, key: string) => numbers.get(number)?.byKey.get(key),
    keys: (number: string): readonly string[] => [...(numbers.get(number)?.byKey.keys() ?? [])],
    put: (number: string, key: string, row: T) => {
      const rows = numbers.get(number) ?? { byKey: new Map<string, T>(), sorted: createSortedIndex<T>() };
      numbers.set(number, rows);
      rows.byKey.set(key, row);
      rows.sorted.add(key, row);
    },
    drop: (number: string, key: string) => {
      const rows = numbers.get(number);
      rows?.byKey.delete(key);
      rows?.sorted.remove(key);
    },
    since: (number: string, fromMs: number): readonly T[] => {
      const range = { from: placeKey({ placeMs: fromMs, id: '' }), before: '~' };
      const found = numbers.get(number)?.sorted.between(range, Number.POSITIVE_INFINITY) ?? [];
      return found.map(({ value }) => value);
    },
    last: (number: string, limit: number): readonly T[] => {
      const found = numbers.get(number)?.sorted.between({ from: '', before: '~', isLastFirst: true }, limit) ?? [];
      return found.map(({ value }) => value);
    },
  };
}
