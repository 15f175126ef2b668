import { timerOf, type Callback, type CallbackIn, type Closed } from '../../core/callback/callback';
import { lineKey, placeKey } from '../../core/callback/line-order';
import type { LineEntry } from '../../core/dispatch/plan';
import type { CallbackKey, CallbackStore, DueProposal, FlightProposal } from '../../ports/callback-store';
import { createSortedIndex, type SortedIndex } from './sorted-index';
import { createVersionedMap } from './versioned-map';

/** Callbacks in maps, with the same indexes as the table has; for simulations and tests. */
export function createMemoryCallbackStore(): CallbackStore {
  const items = createVersionedMap<Callback>();
  const keyOfId = new Map<string, CallbackKey>();
  const closed = new Map<string, CallbackIn<Closed>>();
  const aliases = new Map<string, Map<string, CallbackKey>>();
  const queuesOfNumber = new Map<string, Set<string>>();
  const lines = new Map<string, SortedIndex<LineEntry>>();
  const flights = createSortedIndex<FlightProposal>();
  const due = createSortedIndex<DueProposal>();

  function line(of: { readonly queue: string; readonly class: string }): SortedIndex<LineEntry> {
    const known = lines.get(lineKey(of)) ?? createSortedIndex<LineEntry>();
    lines.set(lineKey(of), known);
    return known;
  }

  function unindex(callback: Callback): void {
    if (callback.state === 'waiting') line(callback).remove(placeKey(callback));
    if (flightOf(callback) !== undefined) flights.remove(flightKey(callback));
    const timer = timerOf(callback);
    if (timer !== undefined) due.remove(dueKey(timer, callback.id));
  }

  function index(callback: Callback): void {
    const { id, number, queue, placeMs } = callback;
    if (callback.state === 'waiting') {
      const { inLineSinceMs } = callback;
      line(callback).add(placeKey(callback), { id, number, queue, class: callback.class, placeMs, inLineSinceMs });
    }
    const flight = flightOf(callback);
    if (flight !== undefined) flights.add(flightKey(callback), flight);
    const timer = timerOf(callback);
    if (timer !== undefined) due.add(dueKey(timer, id), { id, number, queue });
  }

  function put(callback: Callback, expectedVersion: number): 'stored' | 'conflict' {
    const before = items.get(itemKey(callback));
    if (items.put(itemKey(callback), callback, expectedVersion) === 'conflict') return 'conflict';
    if (before !== undefined) unindex(before.value);
    index(callback);
    queuesOfNumber.set(callback.number, (queuesOfNumber.get(callback.number) ?? new Set()).add(callback.queue));
    return 'stored';
  }

  return {
    get: async (key) => items.get(itemKey(key)),
    find: async (id) => {
      const key = keyOfId.get(id);
      const current = key === undefined ? undefined : items.get(itemKey(key))?.value;
      return current?.id === id ? current : closed.get(id);
    },
    ofCaller: async (number) => {
      const own = [...(queuesOfNumber.get(number) ?? [])]
        .toSorted()
        .map((queue) => items.get(itemKey({ number, queue })));
      const elsewhere = [...(aliases.get(number) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const other = elsewhere.map(([, key]) => items.get(itemKey(key)));
      return [...own, ...other.filter((stored) => stored?.value.cli === number)].filter(
        (stored) => stored !== undefined,
      );
    },
    register: async (callback, expectedVersion) => {
      const key = { number: callback.number, queue: callback.queue };
      keyOfId.set(callback.id, key);
      if (callback.cli !== callback.number) {
        const known = aliases.get(callback.cli) ?? new Map<string, CallbackKey>();
        aliases.set(callback.cli, known.set(callback.queue, key));
      }
      return put(callback, expectedVersion);
    },
    put: async (callback, expectedVersion) => put(callback, expectedVersion),
    archive: async (callback) => void closed.set(callback.id, { ...callback, archived: true }),
    line: async (of, limit) => line(of).first(limit),
    countBefore: async (of, place, limit) => line(of).countBefore(placeKey(place), limit),
    inFlight: async () => flights.first(Number.MAX_SAFE_INTEGER),
    due: async (nowMs, limit) => due.first(limit, dueKey(nowMs, '\uffff')),
  };
}

function itemKey({ number, queue }: CallbackKey): string {
  return `${number}#${queue}`;
}

function dueKey(atMs: number, id: string): string {
  return placeKey({ placeMs: atMs, id });
}

function flightKey(callback: Callback): string {
  return placeKey({ placeMs: 'startedAtMs' in callback ? callback.startedAtMs : 0, id: callback.id });
}

/** A callback as the flight index shows it; undefined when it is not in flight. */
function flightOf(callback: Callback): FlightProposal | undefined {
  const { state } = callback;
  if (state !== 'offered' && state !== 'dialing' && state !== 'answered') return undefined;
  const { id, number, queue, placeMs, attempt, startedAtMs } = callback;
  const contactId = state === 'offered' ? undefined : callback.contactId;
  const pickedUpAtMs = state === 'dialing' ? callback.pickedUpAtMs : undefined;
  return {
    id,
    number,
    queue,
    placeMs,
    attempt,
    startedAtMs,
    state,
    ...(contactId === undefined ? {} : { contactId }),
    ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }),
  };
}
