import { canonical } from '../../../lib/core/lost/canonical';
import { foldCase } from '../../../lib/core/lost/fold-case';
import { TRIES_MAX } from '../../../lib/core/lost/case';
import type { Store } from '../../../lib/ports/store';
import { CALL_MS, CASE_ID, CASE_KEY, caseWith, closedMark, contactId } from './lost-samples';
import { everyMark, fullCase, lostMark, sortedMarks } from './lost-samples';
import { NUMBER, OTHER_NUMBER, type OpenStore } from './samples';

/** Cases as sets of marks, to which any number of writers add at once; `crowd`: how many do. */
export function describeCases(open: OpenStore, crowd: number): void {
  describe('cases', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('a caller of whom no call was lost has no case, and none to mark', async () => {
      expect(await store.cases.get(CASE_KEY)).toBeUndefined();
      expect(await store.cases.mark(CASE_KEY, [closedMark])).toBeUndefined();
      expect(await store.cases.get(CASE_KEY)).toBeUndefined();
      expect(await store.cases.ofCaller(NUMBER)).toEqual([]);
      expect(await store.cases.keyOf(CASE_ID)).toBeUndefined();
    });

    test('marks of every kind are read back exactly, from the write and from the case', async () => {
      const opened = await store.cases.open(CASE_KEY, everyMark, CASE_ID);
      expect(opened).toMatchObject({ ...CASE_KEY, id: CASE_ID, version: 1 });
      expect(sortedMarks(opened)).toEqual(everyMark.map(canonical).toSorted());
      expect(sortedMarks(await store.cases.get(CASE_KEY))).toEqual(sortedMarks(opened));
    });

    test('keeps its id, gathers marks, and a mark that is added again adds nothing', async () => {
      await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
      const twice = await store.cases.open(CASE_KEY, [lostMark(2), lostMark(1)], 'another id');
      expect(twice).toMatchObject({ id: CASE_ID, version: 2 });
      const marked = await store.cases.mark(CASE_KEY, [closedMark, lostMark(1)]);
      expect(marked).toMatchObject({ id: CASE_ID, version: 3 });
      expect(sortedMarks(marked)).toEqual([lostMark(1), lostMark(2), closedMark].map(canonical).toSorted());
    });

    test('is found by its id from the moment it is there', async () => {
      await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
      expect(await store.cases.keyOf(CASE_ID)).toEqual(CASE_KEY);
    });

    test('of a caller in several queues all are found, and none of another caller', async () => {
      await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
      await store.cases.open({ number: NUMBER, queue: 'billing' }, [lostMark(2)], 'b');
      await store.cases.open({ number: OTHER_NUMBER, queue: 'support' }, [lostMark(3)], 'c');
      expect((await store.cases.ofCaller(NUMBER)).map(({ id, queue }) => [id, queue])).toEqual([
        ['b', 'billing'],
        [CASE_ID, 'support'],
      ]);
    });

    test('is settled only under its version, as often as one likes', async () => {
      expect(await store.cases.settle(caseWith(), 1)).toBe('conflict');
      const { version } = await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
      expect(await store.cases.settle(caseWith(), version)).toBe('stored');
      expect(await store.cases.settle(caseWith(), version)).toBe('stored');
      await store.cases.mark(CASE_KEY, [closedMark]);
      expect(await store.cases.settle(caseWith({ tries: 9 }), version)).toBe('conflict');
      expect(await store.cases.settle(fullCase, version + 1)).toBe('stored');
      expect(await store.cases.get(CASE_KEY)).toMatchObject({ version: version + 1 });
    });

    test(`${crowd} lost calls of one caller at once are one case that counts every one of them`, async () => {
      const indexes = Array.from({ length: crowd }, (_, index) => index);
      const opened = await Promise.all(
        indexes.map((index) => store.cases.open(CASE_KEY, [lostMark(index)], `case-${index}`)),
      );
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      expect(opened.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(indexes.map((index) => index + 1));
      const last = opened.find(({ version }) => version === indexes.length);
      const summary = last === undefined ? undefined : foldCase(last);
      if (summary === undefined) throw new Error('no case');
      expect(summary).toMatchObject({ tries: crowd, firstAtMs: CALL_MS, lastAtMs: CALL_MS + (crowd - 1) * 1000 });
      expect(await store.cases.settle(summary, indexes.length)).toBe('stored');
      expect(await store.cases.keyOf(summary.id)).toEqual(CASE_KEY);
    });

    test('of marks that are added while it comes into being none is lost, and none is taken for it before', async () => {
      const indexes = Array.from({ length: 20 }, (_, index) => index);
      const marked = await Promise.all(
        indexes.map((index) =>
          index % 2 === 0
            ? store.cases.open(CASE_KEY, [lostMark(index)], `case-${index}`)
            : store.cases.mark(CASE_KEY, [lostMark(index)]),
        ),
      );
      const kept = (await store.cases.get(CASE_KEY))?.marks;
      for (const index of indexes) {
        const isKept = kept?.some((one) => one.kind === 'lost' && one.callId === contactId(index));
        expect(isKept).toBe(marked[index] !== undefined);
      }
    });

    test('takes so many lost calls and no more, but can still be closed', async () => {
      const lost = { type: 'disconnected', reason: 'routing_not_configured' } as const;
      const most = Array.from({ length: TRIES_MAX }, (_, index) => lostMark(index, { basis: 12, lost }));
      const full = await store.cases.open(CASE_KEY, most, CASE_ID);
      expect(full.marks).toHaveLength(TRIES_MAX);
      const refused = await store.cases.open(CASE_KEY, [lostMark(TRIES_MAX)], 'another id');
      expect(refused).toMatchObject({ id: CASE_ID, version: 1 });
      expect(refused.marks).toHaveLength(TRIES_MAX);
      const closed = await store.cases.mark(CASE_KEY, [closedMark]);
      expect(closed?.version).toBe(2);
      expect(closed?.marks).toContainEqual(closedMark);
    });

    test('is due once its deadline has passed, until it is overdue or processed', async () => {
      const dueAtMs = CALL_MS + 1_800_000;
      for (const index of [2, 1, 3]) {
        const key = { number: NUMBER, queue: `queue-${index}` };
        await store.cases.open(key, [lostMark(index)], `case-${index}`);
        await store.cases.settle(caseWith({ ...key, id: `case-${index}`, dueAtMs: dueAtMs + index }), 1);
      }
      const dueQueues = async (nowMs: number, limit = 9) =>
        (await store.cases.due(nowMs, limit)).map(({ queue }) => queue);
      expect(await dueQueues(dueAtMs)).toEqual([]);
      expect(await store.cases.due(dueAtMs + 1, 9)).toEqual([{ number: NUMBER, queue: 'queue-1' }]);
      expect(await dueQueues(dueAtMs + 9)).toEqual(['queue-1', 'queue-2', 'queue-3']);
      expect(await dueQueues(dueAtMs + 9, 2)).toEqual(['queue-1', 'queue-2']);
      const overdue = { ...caseWith({ number: NUMBER, queue: 'queue-1', id: 'case-1' }), dueAtMs: dueAtMs + 1 };
      await store.cases.settle({ ...overdue, overdueAtMs: dueAtMs + 5 }, 1);
      await store.cases.settle({ ...fullCase, queue: 'queue-2', id: 'case-2', overdueAtMs: undefined }, 1);
      expect(await dueQueues(dueAtMs + 9)).toEqual(['queue-3']);
      expect(await store.callbacks.due(dueAtMs + 9, 9)).toEqual([]);
    });

    test('an id of a case leads to no callback', async () => {
      await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
      expect(await store.callbacks.find(CASE_ID)).toBeUndefined();
      expect(await store.cases.keyOf(contactId(1))).toBeUndefined();
    });
  });
}
