import type { FcrDay, FcrRanking } from '../../core/fcr/fcr-ranking';
import type { FcrStore, NotedShares, ShareNote } from '../../ports/fcr-store';

/** Shares of one queue and day, by attempt. */
interface Shares {
  readonly promised: Map<string, NotedShares['promised'][number]>;
  readonly taken: Map<string, NotedShares['taken'][number]>;
}

/** First call resolution in maps, by queue and day. */
export function createMemoryFcrStore(): FcrStore {
  const days = new Map<string, Map<string, FcrDay>>();
  const rankings = new Map<string, FcrRanking>();
  const shares = new Map<string, Shares>();

  function sharesOf(queue: string, day: string): Shares {
    const key = `${queue}#${day}`;
    const known = shares.get(key) ?? { promised: new Map(), taken: new Map() };
    shares.set(key, known);
    return known;
  }

  return {
    days: async (queue, fromDay, toDay) =>
      [...(days.get(queue)?.values() ?? [])]
        .filter(({ day }) => day >= fromDay && day <= toDay)
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    putDay: async (queue, day) => {
      const known = days.get(queue) ?? new Map<string, FcrDay>();
      days.set(queue, known.set(day.day, day));
    },
    ranking: async (queue) => rankings.get(queue),
    putRanking: async (queue, ranking) => {
      const known = rankings.get(queue);
      if (known === undefined || known.computedAtMs <= ranking.computedAtMs) rankings.set(queue, ranking);
    },
    promise: async (queue, day, note) => {
      const { promised } = sharesOf(queue, day);
      const known = promised.get(attemptKey(note));
      if (known === undefined || known.atMs < note.atMs) promised.set(attemptKey(note), note);
    },
    take: async (queue, day, note) => {
      const { taken } = sharesOf(queue, day);
      const known = taken.get(attemptKey(note));
      // The table keeps no order either, so of two agents it is not the first that counts.
      if (known === undefined || note.agentId < known.agentId) taken.set(attemptKey(note), note);
    },
    shares: async (queue, day) => {
      const { promised, taken } = sharesOf(queue, day);
      return { promised: [...promised.values()], taken: [...taken.values()] };
    },
  };
}

function attemptKey({ callbackId, attempt }: ShareNote): string {
  return `${callbackId}#${attempt}`;
}
