import { placeKey } from '../../core/callback/line-order';
import type { JudgedCall } from '../../core/lost/judged-call';
import type { CallEntry, CallStore } from '../../ports/call-store';
import { createPagedIndex } from './paged-index';
import { createVersionedMap } from './versioned-map';
import type { Shelf } from './shelf';

/** Calls by id, and those that are over by the day on which they began. */
export function createMemoryCallStore(shelves: Shelf[] = []): CallStore {
  const calls = createVersionedMap<CallEntry>();
  const days = createPagedIndex<JudgedCall>();
  shelves.push({
    find: (thing) => {
      const known = thing.kind === 'call' ? calls.get(thing.id)?.value : undefined;
      if (known === undefined) return undefined;
      const { judged, facts } = known;
      return {
        drop: () => {
          if (judged !== undefined) days.remove(dayOf(judged), sortKeyOf(judged));
          calls.drop(facts.callId);
        },
      };
    },
  });
  return {
    get: async (callId) => calls.get(callId),
    put: async (entry, expectedVersion) => {
      const { callId } = entry.facts;
      const before = calls.get(callId)?.value.judged;
      if (calls.put(callId, entry, expectedVersion) === 'conflict') return 'conflict';
      if (before !== undefined) days.remove(dayOf(before), sortKeyOf(before));
      if (entry.judged !== undefined) days.add(dayOf(entry.judged), sortKeyOf(entry.judged), entry.judged);
      return 'stored';
    },
    ofDay: async (day, page) => days.page(day, page),
  };
}

function dayOf({ startedAtMs }: JudgedCall): string {
  return new Date(startedAtMs).toISOString().slice(0, 10);
}

function sortKeyOf({ startedAtMs, callId }: JudgedCall): string {
  return placeKey({ placeMs: startedAtMs, id: callId });
}
