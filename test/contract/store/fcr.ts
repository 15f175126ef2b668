import type { AgentFcr, FcrDay, FcrRanking } from '../../../lib/core/fcr/fcr-ranking';
import type { NotedShares } from '../../../lib/ports/fcr-store';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

const DAY = '2026-03-02';

/** What was counted of a day; which one it is, is all that matters here. */
export function dayWith(day: string, handled = 12): FcrDay {
  return { day, agents: { ann: { handled, repeats: 3 }, 'user-2': { handled: 1, repeats: 0 } } };
}

/** A ranking of two agents that was computed then. */
export function rankingWith(computedAtMs: number, changes: Partial<AgentFcr> = {}): FcrRanking {
  const ann = { agentId: 'ann', handled: 40, repeats: 3, fcr: 0.925, shrunken: 0.91, low: 0.84, high: 0.96 };
  const bob = { agentId: 'bob', handled: 7, repeats: 7, fcr: 0, shrunken: 0.5 / 3, low: 0.01, high: 0.4 };
  const agents = [
    { ...ann, isRanked: true, ...changes },
    { ...bob, isRanked: false },
  ];
  const progress = { untilMs: NOON_MS - 99, isDone: true, windowMs: 604_800_000, talkMinMs: 10_000 };
  return { asOfMs: NOON_MS - 9, computedAtMs, mean: 0.75, agents, progress };
}

/** The same whatever order a store keeps. */
export function sortedShares({ promised, taken }: NotedShares): unknown {
  const textsOf = (notes: readonly object[]) => notes.map((note) => JSON.stringify(note)).toSorted();
  return { promised: textsOf(promised), taken: textsOf(taken) };
}

/** What is measured of agents, and how lost-call callbacks are shared out. */
export function describeFcr(open: OpenStore): void {
  describe('first call resolution', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const shares = async (queue: string, day: string) => sortedShares(await store.fcr.shares(queue, day));

    test('of a queue nothing is known before anything is kept', async () => {
      expect(await store.fcr.days('support', '2026-01-01', '2026-12-31')).toEqual([]);
      expect(await store.fcr.ranking('support')).toBeUndefined();
      expect(await store.fcr.shares('support', DAY)).toStrictEqual({ promised: [], taken: [] });
    });

    test('days are read back exactly and in order, both ends included, each in its queue', async () => {
      const days = ['2026-03-02', '2026-02-28', '2026-03-01', '2026-02-27', '2026-03-10'].map((day) => dayWith(day));
      for (const day of days) await store.fcr.putDay('support', day);
      await store.fcr.putDay('billing', { day: '2026-03-01', agents: {} });
      const found = await store.fcr.days('support', '2026-02-28', '2026-03-02');
      expect(found).toStrictEqual(['2026-02-28', '2026-03-01', '2026-03-02'].map((day) => dayWith(day)));
      expect(await store.fcr.days('billing', '2026-01-01', DAY)).toStrictEqual([{ day: '2026-03-01', agents: {} }]);
    });

    test('a later count of a day replaces it whole', async () => {
      await store.fcr.putDay('support', dayWith(DAY));
      const again = { day: DAY, agents: { zoe: { handled: 2, repeats: 1 } } };
      await store.fcr.putDay('support', again);
      expect(await store.fcr.days('support', DAY, DAY)).toStrictEqual([again]);
    });

    test('a ranking is read back exactly, and is no day', async () => {
      await store.fcr.putRanking('support', rankingWith(NOON_MS));
      expect(await store.fcr.ranking('support')).toStrictEqual(rankingWith(NOON_MS));
      expect(await store.fcr.ranking('billing')).toBeUndefined();
      expect(await store.fcr.days('support', '0000-01-01', '9999-12-31')).toEqual([]);
    });

    test('a ranking never replaces one that was computed later', async () => {
      for (const computedAtMs of [NOON_MS, NOON_MS - 1]) {
        await store.fcr.putRanking('support', rankingWith(computedAtMs));
      }
      expect((await store.fcr.ranking('support'))?.computedAtMs).toBe(NOON_MS);
      await store.fcr.putRanking('support', rankingWith(NOON_MS, { handled: 41 }));
      expect((await store.fcr.ranking('support'))?.agents[0]?.handled).toBe(41);
    });

    test('an interval may begin as near to 0 as numbers go', async () => {
      await store.fcr.putRanking('support', rankingWith(NOON_MS, { low: 1e-300 }));
      expect((await store.fcr.ranking('support'))?.agents[0]?.low).toBeCloseTo(0, 12);
    });

    test('each attempt is promised and taken once, whatever is repeated, in its queue and on its day', async () => {
      const [first, second] = [
        { callbackId: 'a', attempt: 1 },
        { callbackId: 'a', attempt: 2 },
      ];
      for (const atMs of [NOON_MS, NOON_MS + 10, NOON_MS - 5]) {
        await store.fcr.promise('support', DAY, { ...first, atMs });
        await store.fcr.take('support', DAY, { ...first, agentId: 'ann' });
      }
      await store.fcr.promise('support', DAY, { ...second, atMs: NOON_MS });
      await store.fcr.take('support', '2026-03-03', { ...second, agentId: 'bob' });
      await store.fcr.take('billing', DAY, { ...second, agentId: 'zoe' });
      const promised = [
        { ...first, atMs: NOON_MS + 10 },
        { ...second, atMs: NOON_MS },
      ];
      const taken = [{ ...first, agentId: 'ann' }];
      expect(await shares('support', DAY)).toEqual(sortedShares({ promised, taken }));
      const tomorrow = { promised: [], taken: [{ ...second, agentId: 'bob' }] };
      expect(await store.fcr.shares('support', '2026-03-03')).toStrictEqual(tomorrow);
      expect(await store.fcr.shares('billing', DAY)).toStrictEqual({
        promised: [],
        taken: [{ ...second, agentId: 'zoe' }],
      });
    });

    test('an attempt has one agent, the same in whatever order two are told of; another callback is another', async () => {
      const told = { callbackId: 'a#1', attempt: 2 };
      for (const [queue, agents] of [
        ['support', ['zoe', 'ann']],
        ['billing', ['ann', 'zoe']],
      ] as const) {
        for (const agentId of agents) await store.fcr.take(queue, DAY, { ...told, agentId });
        await store.fcr.take(queue, DAY, { callbackId: 'a', attempt: 12, agentId: 'bob' });
        expect(await shares(queue, DAY)).toEqual(
          sortedShares({
            promised: [],
            taken: [
              { ...told, agentId: 'ann' },
              { callbackId: 'a', attempt: 12, agentId: 'bob' },
            ],
          }),
        );
      }
    });

    test('of many who promise at once none is lost', async () => {
      const notes = Array.from({ length: 20 }, (_, index) => ({ callbackId: `c${index}`, attempt: 1, atMs: NOON_MS }));
      await Promise.all(notes.map((note) => store.fcr.promise('support', DAY, note)));
      expect(await shares('support', DAY)).toEqual(sortedShares({ promised: notes, taken: [] }));
    });
  });
}
