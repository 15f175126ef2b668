import type { Callback } from '../../../lib/core/callback/callback';
import type { Store } from '../../../lib/ports/store';
import {
  answeredWith,
  closedWith,
  dialingWith,
  everyForm,
  NOON_MS,
  offeredWith,
  scheduledWith,
  taskWith,
  waitingWith,
  type OpenStore,
} from './samples';

const line = { queue: 'support', class: 'standard' };

/** Lines, flights and timers: what is proposed to the dispatcher, and in which order. */
export function describeCallbackIndexes(open: OpenStore): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  const numberOf = (index: number) => `+4420794601${String(index).padStart(2, '0')}`;
  /** Registers each under a number of its own. */
  const registerAll = async (callbacks: readonly Callback[]) => {
    for (const [index, callback] of callbacks.entries()) {
      const number = numberOf(index);
      expect(await store.callbacks.register({ ...callback, number, cli: number }, 0)).toBe('stored');
    }
  };
  const lineIds = async (limit = 100) => (await store.callbacks.line(line, limit)).map((entry) => entry.id);
  const dueIds = async (nowMs: number, limit = 100) =>
    (await store.callbacks.due(nowMs, limit)).map((proposal) => proposal.id);

  describe('the line', () => {
    test('an entry carries what the plan needs', async () => {
      const callback = waitingWith({ class: 'vip', origin: 'lost', placeMs: NOON_MS - 5, inLineSinceMs: NOON_MS - 3 });
      await store.callbacks.register(callback, 0);
      const { id, number, queue, origin, placeMs, inLineSinceMs } = callback;
      expect(await store.callbacks.line({ queue, class: 'vip' }, 10)).toStrictEqual([
        { id, number, queue, class: 'vip', origin, placeMs, inLineSinceMs },
      ]);
    });

    test('the earlier place comes first whenever it was stored, and equal places go by id', async () => {
      await registerAll([
        waitingWith({ id: 'd', placeMs: NOON_MS }),
        waitingWith({ id: 'c', placeMs: NOON_MS - 1 }),
        waitingWith({ id: 'b', placeMs: NOON_MS - 1 }),
        waitingWith({ id: 'e', placeMs: NOON_MS + 1 }),
        // One digit fewer: text would put it last.
        waitingWith({ id: 'a', placeMs: 999_999_999_999 }),
      ]);
      expect(await lineIds()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    test('no more than the limit are read, from the head', async () => {
      await registerAll(['a', 'b', 'c'].map((id, index) => waitingWith({ id, placeMs: NOON_MS + index })));
      expect(await lineIds(2)).toEqual(['a', 'b']);
      expect(await lineIds(3)).toEqual(['a', 'b', 'c']);
    });

    test('queues and classes have lines of their own', async () => {
      await registerAll([
        waitingWith({ id: 'a' }),
        waitingWith({ id: 'b', queue: 'billing' }),
        waitingWith({ id: 'c', class: 'vip' }),
      ]);
      expect(await lineIds()).toEqual(['a']);
      const vips = await store.callbacks.line({ queue: 'support', class: 'vip' }, 10);
      expect(vips.map((entry) => [entry.id, entry.class])).toEqual([['c', 'vip']]);
    });

    test('only the waiting stand in it, and they come back to their place', async () => {
      await registerAll(
        everyForm.map(([, callback], index) => ({ ...callback, id: `id-${index}`, class: 'standard' })),
      );
      const waiting = everyForm.flatMap(([, callback], index) => (callback.state === 'waiting' ? [`id-${index}`] : []));
      expect((await lineIds()).toSorted()).toEqual(waiting.toSorted());
    });

    test('leaving the state leaves the line, and returning returns to the same place', async () => {
      await registerAll([waitingWith({ id: 'a', placeMs: 1 }), waitingWith({ id: 'b', placeMs: 2 })]);
      const number = numberOf(0);
      await store.callbacks.put(dialingWith({ id: 'a', placeMs: 1, number, cli: number }), 1);
      expect(await lineIds()).toEqual(['b']);
      await store.callbacks.put(waitingWith({ id: 'a', placeMs: 1, number, cli: number }), 2);
      expect(await lineIds()).toEqual(['a', 'b']);
    });

    test('a conflicting put does not move anybody', async () => {
      await registerAll([waitingWith({ id: 'a', placeMs: 1 }), waitingWith({ id: 'b', placeMs: 2 })]);
      const number = numberOf(0);
      await store.callbacks.put(waitingWith({ id: 'a', placeMs: 3, number, cli: number }), 7);
      await store.callbacks.put(dialingWith({ id: 'a', number, cli: number }), 0);
      expect(await lineIds()).toEqual(['a', 'b']);
      expect(await store.callbacks.inFlight()).toEqual([]);
    });

    test('those before a place are counted, itself not, and no further than the limit', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      await registerAll(ids.map((id, index) => waitingWith({ id, placeMs: NOON_MS + Math.floor(index / 2) })));
      const count = (placeMs: number, id: string, limit = 200) =>
        store.callbacks.countBefore(line, { placeMs, id }, limit);
      expect(await count(NOON_MS, 'a')).toBe(0);
      expect(await count(NOON_MS, 'b')).toBe(1);
      expect(await count(NOON_MS + 2, 'e')).toBe(4);
      expect(await count(NOON_MS + 9, 'z')).toBe(5);
      expect(await count(NOON_MS + 9, 'z', 3)).toBe(3);
      expect(
        await store.callbacks.countBefore({ queue: 'billing', class: 'standard' }, { placeMs: NOON_MS, id: 'a' }, 9),
      ).toBe(0);
    });
  });

  describe('dials in flight', () => {
    test('only what is offered, dialing or answered is in flight', async () => {
      const inFlight = new Set(['offered', 'dialing', 'answered']);
      await registerAll(everyForm.map(([, callback], index) => ({ ...callback, id: `id-${index}` })));
      const expected = everyForm.flatMap(([, { state }], index) =>
        inFlight.has(state) ? [`id-${index} ${state}`] : [],
      );
      const found = (await store.callbacks.inFlight()).map(({ id, state }) => `${id} ${state}`);
      expect(found.toSorted()).toEqual(expected.toSorted());
    });

    test('a flight carries what the plan and the ring limit need', async () => {
      const task = taskWith({ agentIds: ['ann'], contactId: 'task-1', agentId: 'ann', acceptedAtMs: NOON_MS + 2 });
      const known = { attempt: 2, contactId: 'dial-3', pickedUpAtMs: NOON_MS + 4, task };
      const callback = dialingWith({ class: 'vip', origin: 'lost', ...known });
      await store.callbacks.register(callback, 0);
      const { id, number, queue, origin, placeMs, startedAtMs } = callback;
      expect(await store.callbacks.inFlight()).toStrictEqual([
        { id, number, queue, class: 'vip', origin, state: 'dialing', placeMs, startedAtMs, ...known },
      ]);
    });

    test('what is not known yet is left out of it', async () => {
      await store.callbacks.register(dialingWith(), 0);
      const { id, number, queue, class: name, origin, placeMs, attempt, startedAtMs } = dialingWith();
      expect(await store.callbacks.inFlight()).toStrictEqual([
        { id, number, queue, class: name, origin, state: 'dialing', placeMs, attempt, startedAtMs },
      ]);
    });

    test('of a caller who is ready it says since when and given to whom, and of an offer which task', async () => {
      const ready = answeredWith({ id: 'ready', given: { agentId: 'ann', atMs: NOON_MS } });
      const asked = offeredWith({ id: 'asked', startedAtMs: NOON_MS + 1 });
      await registerAll([ready, asked]);
      const flights = await store.callbacks.inFlight();
      const { readyAtMs, contactId, given } = ready;
      expect(flights.map((one) => [one.id, one.readyAtMs, one.contactId, one.given, one.task])).toEqual([
        ['ready', readyAtMs, contactId, given, undefined],
        ['asked', undefined, undefined, undefined, asked.task],
      ]);
    });

    test('a task that is dropped or accepted is seen so', async () => {
      await store.callbacks.register(dialingWith({ task: taskWith() }), 0);
      const accepted = taskWith({ contactId: 'task-1', agentId: 'ann', acceptedAtMs: NOON_MS });
      await store.callbacks.put(dialingWith({ task: accepted }), 1);
      expect((await store.callbacks.inFlight()).map(({ task }) => task)).toEqual([accepted]);
      await store.callbacks.put(dialingWith(), 2);
      expect((await store.callbacks.inFlight()).map(({ task }) => task)).toEqual([undefined]);
    });

    test('the longest in flight come first', async () => {
      await registerAll([5, 1, 3].map((start) => dialingWith({ id: `s${start}`, startedAtMs: NOON_MS + start })));
      expect((await store.callbacks.inFlight()).map((flight) => flight.id)).toEqual(['s1', 's3', 's5']);
    });

    test('a dial that is over is in flight no more', async () => {
      await store.callbacks.register(dialingWith(), 0);
      await store.callbacks.put(closedWith(), 1);
      expect(await store.callbacks.inFlight()).toEqual([]);
    });
  });

  describe('timers', () => {
    test('what has run out is proposed, the earliest first, up to now and no more than the limit', async () => {
      await registerAll([
        scheduledWith({ id: 'third', dueAtMs: NOON_MS + 1 }),
        scheduledWith({ id: 'second', dueAtMs: NOON_MS }),
        scheduledWith({ id: 'first', dueAtMs: NOON_MS - 1 }),
      ]);
      expect(await dueIds(NOON_MS - 2)).toEqual([]);
      expect(await dueIds(NOON_MS)).toEqual(['first', 'second']);
      expect(await dueIds(NOON_MS + 1)).toEqual(['first', 'second', 'third']);
      expect(await dueIds(NOON_MS + 1, 1)).toEqual(['first']);
    });

    test('a proposal carries the key and the id', async () => {
      await store.callbacks.register(scheduledWith({ dueAtMs: NOON_MS }), 0);
      const { id, number, queue } = scheduledWith();
      expect(await store.callbacks.due(NOON_MS, 5)).toStrictEqual([{ id, number, queue, dueAtMs: NOON_MS }]);
    });

    test('a retry falls due at its time or at the deadline, whichever is earlier', async () => {
      await registerAll([
        scheduledWith({ id: 'retry', dueAtMs: NOON_MS, deadlineMs: NOON_MS + 10 }),
        scheduledWith({ id: 'deadline', dueAtMs: NOON_MS + 10, deadlineMs: NOON_MS + 1 }),
      ]);
      expect(await dueIds(NOON_MS)).toEqual(['retry']);
      expect(await dueIds(NOON_MS + 1)).toEqual(['retry', 'deadline']);
    });

    test('a later time replaces an earlier one', async () => {
      await store.callbacks.register(scheduledWith({ dueAtMs: NOON_MS }), 0);
      await store.callbacks.put(scheduledWith({ dueAtMs: NOON_MS + 60_000 }), 1);
      expect(await dueIds(NOON_MS + 59_999)).toEqual([]);
      expect(await dueIds(NOON_MS + 60_000)).toHaveLength(1);
    });

    test('every form that must be looked at again is, and an archived callback never', async () => {
      await registerAll(everyForm.map(([, callback], index) => ({ ...callback, id: `id-${index}` })));
      const expected = everyForm.flatMap(([form], index) => (form === 'closed and archived' ? [] : [`id-${index}`]));
      expect((await dueIds(NOON_MS + 400 * 86_400_000)).toSorted()).toEqual(expected.toSorted());
    });

    test('a closed callback stays due until it is marked as archived', async () => {
      await store.callbacks.register(closedWith(), 0);
      await store.callbacks.archive(closedWith(), 1);
      expect(await dueIds(NOON_MS)).toEqual([closedWith().id]);
      await store.callbacks.put(closedWith({ archived: true }), 1);
      expect(await dueIds(NOON_MS)).toEqual([]);
    });
  });
}
