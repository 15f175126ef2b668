import type { JudgedCall } from '../../../lib/core/lost/judged-call';
import type { Store } from '../../../lib/ports/store';
import { allPages, CALL_MS, contactId, everyVerdict, fullFacts, lostCall } from './lost-samples';
import type { OpenStore } from './samples';

const DAY = '2026-03-02';
const callId = fullFacts.callId;

/** What is known of inbound calls, and those that are over by day. */
export function describeCalls(open: OpenStore): void {
  describe('calls', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const keep = (judged: JudgedCall, expectedVersion = 0) =>
      store.calls.put({ facts: { callId: judged.callId, segments: [] }, judged }, expectedVersion);
    const idsOf = async (day: string, limit = 10) =>
      (await allPages((next) => store.calls.ofDay(day, { limit, next }))).items.map((call) => call.callId);

    test('a call of which nothing was kept is unknown', async () => {
      expect(await store.calls.get(callId)).toBeUndefined();
      expect(await store.calls.ofDay(DAY, { limit: 5 })).toEqual({ items: [] });
    });

    test('all that may be known of a call is read back exactly', async () => {
      const entry = { facts: fullFacts, judged: lostCall() };
      expect(await store.calls.put(entry, 0)).toBe('stored');
      expect(await store.calls.get(callId)).toStrictEqual({ value: entry, version: 1 });
    });

    test.each(everyVerdict)(
      'a call that was %s is read back exactly, by itself and by its day',
      async (_form, call) => {
        await keep(call);
        expect((await store.calls.get(call.callId))?.value.judged).toStrictEqual(call);
        expect((await store.calls.ofDay(DAY, { limit: 5 })).items).toStrictEqual([call]);
      },
    );

    test('a call changes only under its version', async () => {
      const facts = { callId, segments: [] };
      expect(await store.calls.put({ facts }, 0)).toBe('stored');
      expect(await store.calls.put({ facts: fullFacts }, 0)).toBe('conflict');
      expect(await store.calls.put({ facts: fullFacts }, 2)).toBe('conflict');
      expect(await store.calls.get(callId)).toStrictEqual({ value: { facts }, version: 1 });
      expect(await store.calls.put({ facts: fullFacts }, 1)).toBe('stored');
      expect(await store.calls.get(callId)).toStrictEqual({ value: { facts: fullFacts }, version: 2 });
    });

    test('a call is found by its day only once it is over, and only by the day on which it began', async () => {
      await store.calls.put({ facts: fullFacts }, 0);
      expect(await idsOf(DAY)).toEqual([]);
      await store.calls.put({ facts: fullFacts, judged: lostCall() }, 1);
      expect(await idsOf(DAY)).toEqual([callId]);
      const dayBefore = lostCall({ startedAtMs: CALL_MS - 86_400_000 });
      await store.calls.put({ facts: fullFacts, judged: dayBefore }, 2);
      expect(await idsOf(DAY)).toEqual([]);
      expect(await idsOf('2026-03-01')).toEqual([callId]);
      await store.calls.put({ facts: fullFacts }, 3);
      expect(await idsOf('2026-03-01')).toEqual([]);
    });

    test('calls of a day come in order of their start, each on one page, midnight belonging to the new day', async () => {
      const midnightMs = Date.parse(`${DAY}T00:00:00Z`);
      const starts = [
        midnightMs - 1000,
        midnightMs,
        midnightMs + 1000,
        midnightMs + 86_399_000,
        midnightMs + 86_400_000,
      ];
      for (const [index, startedAtMs] of [...starts.entries()].toReversed()) {
        await keep(lostCall({ callId: contactId(index), startedAtMs }));
      }
      await keep(lostCall({ callId: contactId(7), startedAtMs: midnightMs }));
      const expected = [1, 7, 2, 3].map(contactId);
      for (const limit of [1, 3, 4, 10]) expect(await idsOf(DAY, limit)).toEqual(expected);
    });

    test('a cursor that was never given out leads nowhere', async () => {
      await keep(lostCall());
      expect(await store.calls.ofDay(DAY, { limit: 5, next: 'x' })).toEqual({ items: [], isCursorUnreadable: true });
    });
  });
}
