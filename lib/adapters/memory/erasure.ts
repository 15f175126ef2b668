import type { CallStore } from '../../ports/call-store';
import type { ClosedNaming, Erasure, KeptThing } from '../../ports/erasure';
import type { OnShelf, Shelf } from './shelf';

/** What is kept of one number, found and taken away in the maps of a store. */
export function createMemoryErasure(
  shelves: readonly Shelf[],
  {
    closedNaming,
    latestOf,
    calls,
  }: {
    readonly closedNaming: (number: string) => readonly ClosedNaming[];
    readonly latestOf: (number: string) => readonly string[];
    readonly calls: Pick<CallStore, 'ofDay'>;
  },
): Erasure {
  const found = (thing: KeptThing): OnShelf | undefined => {
    for (const shelf of shelves) {
      const here = shelf.find(thing);
      if (here !== undefined) return here;
    }
    return undefined;
  };
  return {
    under: async (number) => shelves.flatMap(({ under }) => under?.(number) ?? []),
    closedNaming: async (number) => closedNaming(number),
    callsOf: async (number, { fromMs, toMs }) => {
      const ids: string[] = [];
      for (let dayMs = fromMs; dayMs < toMs + 86_400_000; dayMs += 86_400_000) {
        const day = new Date(dayMs).toISOString().slice(0, 10);
        const { items } = await calls.ofDay(day, { limit: Number.MAX_SAFE_INTEGER });
        ids.push(...items.filter((call) => call.number === number).map(({ callId }) => callId));
      }
      return ids;
    },
    latestOf: async (number) => latestOf(number),
    isThere: async (thing) => found(thing) !== undefined,
    remove: async (thing) => {
      const here = found(thing);
      if (here === undefined) return 'absent';
      if (here.isLive === true) return 'live';
      here.drop();
      return 'removed';
    },
  };
}
