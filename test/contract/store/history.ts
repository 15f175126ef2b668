import type { Store } from '../../../lib/ports/store';
import { CALL_MS, contactId, handledCall, lostCall } from './lost-samples';
import { NUMBER, OTHER_NUMBER, waitingWith, type OpenStore } from './samples';

/** What callers have been through, by number. */
export function describeHistory(open: OpenStore): void {
  describe('history', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const lost = () => store.history.lostSince(NUMBER, 0);
    const handled = () => store.history.handledSince(NUMBER, 0);

    test('of a caller who never rang there is none', async () => {
      expect([await lost(), await handled()]).toEqual([[], []]);
    });

    test('a lost call and a conversation are read back exactly, each by its own', async () => {
      const full = handledCall({ how: 'agent_dialed', afterContactWorkMs: 12_000 });
      await store.history.keepLost(lostCall(), 1);
      await store.history.keepHandled(full);
      expect(await lost()).toStrictEqual([lostCall()]);
      expect(await handled()).toStrictEqual([full]);
    });

    test('of what was told of a lost call the greatest version wins, in whatever order it comes', async () => {
      const versions = [2, 3, 1].map((basis) => ({ basis, call: lostCall({ prompt: `prompt-${basis}` }) }));
      for (const { call, basis } of versions) await store.history.keepLost(call, basis);
      expect(await lost()).toStrictEqual([lostCall({ prompt: 'prompt-3' })]);
      await store.history.keepLost(lostCall({ prompt: 'told twice' }), 3);
      expect(await lost()).toStrictEqual([lostCall({ prompt: 'prompt-3' })]);
    });

    test('a call that was not lost after all is gone, and no older version brings it back', async () => {
      await store.history.keepLost(lostCall(), 2);
      await store.history.dropLost(lostCall(), 1);
      expect(await lost()).toHaveLength(1);
      await store.history.dropLost(lostCall(), 3);
      await store.history.keepLost(lostCall(), 2);
      expect(await lost()).toEqual([]);
      await store.history.keepLost(lostCall(), 4);
      expect(await lost()).toHaveLength(1);
    });

    test('a call that was never kept may be dropped', async () => {
      await store.history.dropLost(lostCall(), 3);
      expect(await lost()).toEqual([]);
    });

    test('a conversation is dropped under its time, and one that was never kept may be', async () => {
      const other = handledCall({ connectedAtMs: handledCall().connectedAtMs + 1000 });
      await store.history.keepHandled(handledCall());
      await store.history.keepHandled(other);
      await store.history.dropHandled(handledCall());
      await store.history.dropHandled(handledCall());
      expect(await handled()).toStrictEqual([other]);
    });

    test('a conversation is replaced only by one that knows of its after-contact work', async () => {
      await store.history.keepHandled(handledCall());
      await store.history.keepHandled(handledCall({ agentId: 'bob' }));
      expect(await handled()).toStrictEqual([handledCall()]);
      const known = handledCall({ afterContactWorkMs: 0 });
      await store.history.keepHandled(known);
      for (const late of [handledCall(), handledCall({ afterContactWorkMs: 9_000 })]) {
        await store.history.keepHandled(late);
        expect(await handled()).toStrictEqual([known]);
      }
    });

    test('what began at a time or later comes in order, of that number alone', async () => {
      for (const index of [3, 1, 2]) {
        const at = CALL_MS + index * 1000;
        await store.history.keepLost(lostCall({ callId: contactId(index), startedAtMs: at }), 1);
        await store.history.keepHandled(handledCall({ contactId: contactId(index), connectedAtMs: at }));
      }
      await store.history.keepLost(lostCall({ number: OTHER_NUMBER }), 1);
      await store.history.keepHandled(handledCall({ number: OTHER_NUMBER }));
      const fromMs = CALL_MS + 2000;
      const calls = await store.history.lostSince(NUMBER, fromMs);
      const talks = await store.history.handledSince(NUMBER, fromMs);
      expect(calls.map((call) => call.callId)).toEqual([2, 3].map(contactId));
      expect(talks.map((talk) => talk.contactId)).toEqual([2, 3].map(contactId));
    });

    test('the last conversations come newest first, no more than asked for, of that number and no lost calls', async () => {
      expect(await store.history.lastHandled(NUMBER, 5)).toEqual([]);
      for (const index of [2, 4, 1, 3]) {
        const at = CALL_MS + index * 1000;
        await store.history.keepHandled(handledCall({ contactId: contactId(index), connectedAtMs: at }));
        await store.history.keepLost(lostCall({ callId: contactId(index), startedAtMs: at + 9000 }), 1);
      }
      await store.history.keepHandled(handledCall({ number: OTHER_NUMBER, connectedAtMs: CALL_MS + 9000 }));
      const lastOf = async (limit: number) =>
        (await store.history.lastHandled(NUMBER, limit)).map((talk) => talk.contactId);
      expect(await lastOf(2)).toEqual([4, 3].map(contactId));
      expect(await lastOf(9)).toEqual([4, 3, 2, 1].map(contactId));
      const newest = handledCall({ contactId: contactId(4), connectedAtMs: CALL_MS + 4000 });
      expect(await store.history.lastHandled(NUMBER, 1)).toStrictEqual([newest]);
    });

    test('it lies beside the callbacks of the number and is none of them', async () => {
      await store.history.keepLost(lostCall(), 1);
      await store.history.keepHandled(handledCall());
      await store.cases.open({ number: NUMBER, queue: 'support' }, [], 'c');
      await store.callbacks.register(waitingWith(), 0);
      expect(await store.callbacks.ofCaller(NUMBER)).toEqual([{ value: waitingWith(), version: 1 }]);
    });
  });
}
