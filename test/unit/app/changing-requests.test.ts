import { changeRequest } from '../../../lib/app/change-request';
import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { endInboundCall } from '../../../lib/app/end-inbound-call';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import type { Callback } from '../../../lib/core/callback/callback';
import {
  answered,
  callerNumber,
  closed,
  dialing,
  held,
  inEveryState,
  noonMs,
  scheduled,
  stateNames,
  talking,
  waiting,
} from '../../support/builders/callbacks';
import { queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

const otherNumber = '+441632960002';
const key = { number: callerNumber, queue: 'support' };
const slotMs = noonMs + 3_600_000;
const laterMs = slotMs + 900_000;

const comesTooLate = {
  answered: { callback: answered(), code: 'too_late' },
  talking: { callback: talking(), code: 'too_late' },
  closed: { callback: closed(), code: 'no_callback' },
} as const;

async function worldWith(...callbacks: readonly Callback[]): Promise<World> {
  const world = createWorld({ config: { numbers: { countries: ['GB', 'US'] } } });
  await world.keep(...callbacks);
  world.connect.tell({ contactId: 'dial-1' }, callerNumber);
  return world;
}

const change = (world: World, callback: Callback, asked: object, askedOnContactId = 'inbound-1') =>
  changeRequest(world, { callback, askedOnContactId, ...asked });
const toSlot = (world: World, callback: Callback, slotStartMs = slotMs, askedOnContactId = 'inbound-1') =>
  change(world, callback, { slotStartMs }, askedOnContactId);
const booked = async (world: World) => Object.fromEntries(await world.store.slots.counts('support', 0, noonMs * 2));
const guardOf = async (world: World, number: string) => (await world.store.guards.get(number))?.value.holder;

/** The dial of a callback ends, as Connect tells it. */
const hangUp = (world: World, contactId: string, story: object = {}) =>
  recordContactEvent(world, {
    kind: 'disconnected',
    initiation: 'api',
    facts: { contactId, disconnectedAtMs: world.clock.nowMs(), connectedToSystemAtMs: noonMs, ...story },
  });

describe('a change to a slot', () => {
  const open = stateNames.filter((state) => !(state in comesTooLate));
  test.each(open)('of a callback that is %s is made, and takes a place in the slot', async (state) => {
    const before = inEveryState[state];
    const world = await worldWith(before);
    const result = await toSlot(world, before);
    expect(result).toEqual({ ok: true, value: await world.current(key) });
    expect(await world.current(key)).toMatchObject({ slotMs, deadlineMs: slotMs + 120 * 3_600_000 });
    expect(await booked(world)).toEqual({ [slotMs]: 1 });
  });

  test.each(Object.values(comesTooLate))('of one that is $callback.state is refused: $code', async (late) => {
    const world = await worldWith(late.callback);
    expect(await toSlot(world, late.callback)).toEqual({ ok: false, error: { code: late.code } });
    expect(await world.current(key)).toEqual(late.callback);
    expect(await booked(world)).toEqual({});
  });

  test('leaves the former slot, and asked for again changes nothing', async () => {
    const world = await worldWith(waiting());
    const first = await toSlot(world, waiting());
    for (const _twice of [1, 2]) expect(await toSlot(world, waiting(), laterMs)).toMatchObject({ ok: true });
    expect(first).toMatchObject({ ok: true, value: { placeMs: slotMs } });
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', placeMs: laterMs, dueAtMs: laterMs });
    expect(await booked(world)).toEqual({ [laterMs]: 1 });
  });

  test('that is full or none at all is refused, and the former slot is kept', async () => {
    const world = await worldWith(waiting());
    await toSlot(world, waiting());
    for (const id of ['a', 'b', 'c', 'd']) await world.store.slots.book({ queue: 'support', startMs: laterMs }, id, 4);
    for (const startMs of [laterMs, laterMs + 1, noonMs]) {
      expect(await toSlot(world, waiting(), startMs)).toEqual({ ok: false, error: { code: 'slot_gone' } });
    }
    expect(await world.current(key)).toMatchObject({ slotMs, placeMs: slotMs });
    expect(await booked(world)).toEqual({ [slotMs]: 1, [laterMs]: 4 });
  });

  test('of one whose key has gone to a later request leaves that one alone, and the slot too', async () => {
    const world = await worldWith(waiting({ id: 'LATER' }));
    expect(await toSlot(world, waiting({ id: 'EARLIER' }))).toEqual({ ok: false, error: { code: 'no_callback' } });
    expect(await world.current(key)).toEqual(waiting({ id: 'LATER' }));
    expect(await booked(world)).toEqual({});
  });

  test('is dialed when its time has come, and its place in the slot is free once it has ended', async () => {
    const world = await worldWith(waiting());
    await toSlot(world, waiting());
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    world.clock.set(slotMs);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
    expect(await booked(world)).toEqual({ [slotMs]: 1 });
    await hangUp(world, 'dial-1', { connectedToAgentAtMs: slotMs, agentId: 'agent-1' });
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'completed' });
    expect(await booked(world)).toEqual({});
  });

  test('is kept when its former slot cannot be left, and the fault is told', async () => {
    const world = createWorld({
      wrapStore: (store) => ({
        ...store,
        slots: { ...store.slots, leave: async () => Promise.reject(new Error('no answer')) },
      }),
    });
    await world.keep(waiting());
    await toSlot(world, waiting());
    expect(await toSlot(world, waiting(), laterMs)).toMatchObject({ ok: true });
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'slot', reason: 'no answer' });
  });
});

describe('a caller who answers and wants to be called later', () => {
  async function ringing(): Promise<World> {
    const world = await worldWith();
    await world.keep(waiting());
    world.staff(agents(1));
    await dispatchPass(world);
    return world;
  }

  test('is called at the slot, and the dial spends no attempt', async () => {
    const world = await ringing();
    expect(await toSlot(world, waiting(), slotMs, 'dial-1')).toMatchObject({ ok: true });
    expect(world.connect.stopped).toEqual([]);
    await hangUp(world, 'dial-1');
    expect(await world.current(key)).toMatchObject({
      state: 'scheduled',
      why: 'slot',
      dueAtMs: slotMs,
      placeMs: slotMs,
      attempt: 1,
      attemptsSpent: 0,
      past: [{ outcome: 'stopped' }],
    });
    expect(await guardOf(world, callerNumber)).toBeUndefined();
  });

  test('and presses 1 after that hears goodbye', async () => {
    const world = await ringing();
    await toSlot(world, waiting(), slotMs, 'dial-1');
    const attributes = world.connect.book.get('dial-1')?.attributes ?? {};
    expect(await confirmAnswer(world, { contactId: 'dial-1', attributes })).toMatchObject({ kind: 'goodbye' });
  });

  test('on another number is called there at once, and the number of this dial is let go', async () => {
    const world = await ringing();
    await change(world, waiting(), { number: '01632 960002' }, 'dial-1');
    expect(await guardOf(world, callerNumber)).toBeDefined();
    await hangUp(world, 'dial-1');
    expect(await guardOf(world, callerNumber)).toBeUndefined();
    await dispatchPass(world);
    expect(world.connect.dialed.map((request) => [request.clientToken, request.number])).toEqual([
      [`${waiting().id}-1`, callerNumber],
      [`${waiting().id}-2`, otherNumber],
    ]);
    expect(await guardOf(world, otherNumber)).toMatchObject({ attempt: 2 });
  });

  test('and talks to an agent all the same, on the number of the dial, lets that number go', async () => {
    const world = await ringing();
    await change(world, waiting(), { number: otherNumber }, 'dial-1');
    const attributes = world.connect.book.get('dial-1')?.attributes ?? {};
    expect(await confirmAnswer(world, { contactId: 'dial-1', attributes })).toMatchObject({ kind: 'connect' });
    await hangUp(world, 'dial-1', { connectedToAgentAtMs: noonMs, agentId: 'agent-1' });
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'completed' });
    expect(await guardOf(world, callerNumber)).toBeUndefined();
  });
});

describe('a caller who rings in while being dialed', () => {
  test('has that dial stopped, and is called at the slot once the call is over', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1' }));
    const dial = { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key, attempt: 1 } as const;
    await world.store.contacts.remember(dial, noonMs);
    const queue = queueOf(world.policy, 'support');
    await identifyCaller(world, { contactId: 'inbound-2', from: callerNumber, queue });
    expect(await toSlot(world, dialing(), slotMs, 'inbound-2')).toMatchObject({ ok: true });
    expect(new Set(world.connect.stopped)).toEqual(new Set(['dial-1']));
    await hangUp(world, 'dial-1');
    expect(await world.current(key)).toMatchObject({ state: 'held', placeMs: slotMs });
    await endInboundCall(world, { contactId: 'inbound-2', disconnectedAtMs: noonMs });
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'slot', dueAtMs: slotMs });
  });
});

describe('a change of number', () => {
  test('leads either number to the callback, and the new one is read from what was keyed', async () => {
    const world = await worldWith(waiting());
    const result = await change(world, waiting(), { number: '01632 960002' });
    expect(result).toEqual({ ok: true, value: waiting({ callNumber: otherNumber }) });
    for (const number of [callerNumber, otherNumber]) {
      expect(await world.store.callbacks.ofCaller(number)).toMatchObject([{ value: { id: waiting().id } }]);
    }
  });

  test.each([
    ['withheld', 'withheld'],
    ['abc', 'not_a_number'],
    ['0163', 'impossible_number'],
  ])('to %s is refused, and nothing changes', async (number, code) => {
    const world = await worldWith(waiting());
    expect(await change(world, waiting(), { number, slotStartMs: slotMs })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(await world.current(key)).toEqual(waiting());
    expect(await booked(world)).toEqual({});
  });

  test('back to its own leaves it as it was', async () => {
    const world = await worldWith(scheduled());
    await change(world, scheduled(), { number: otherNumber });
    expect(await change(world, scheduled(), { number: callerNumber })).toEqual({ ok: true, value: scheduled() });
    expect(await world.store.callbacks.ofCaller(otherNumber)).toEqual([]);
  });

  test('holds the callback when its caller rings in from the new one', async () => {
    const world = await worldWith(waiting());
    await change(world, waiting(), { number: otherNumber });
    const queue = queueOf(world.policy, 'support');
    const identified = await identifyCaller(world, { contactId: 'inbound-2', from: otherNumber, queue });
    expect(identified).toMatchObject({ kind: 'has_callback', callback: { id: waiting().id } });
    expect(await world.current(key)).toMatchObject({ state: 'held', callNumber: otherNumber });
  });

  test('is to one that may be called: its hours count, and those of the old one no more', async () => {
    const world = await worldWith(waiting({ callNumber: '+18085550142' }));
    await dispatchPass(world);
    // Eight in the morning in Honolulu is 18:00 in London.
    const dueAtMs = noonMs + 6 * 3_600_000;
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'hours', dueAtMs });
    await change(world, waiting(), { number: callerNumber });
    await dispatchPass(world);
    expect(world.connect.dialed).toMatchObject([{ number: callerNumber }]);
  });

  test('together with a slot is one change', async () => {
    const world = await worldWith(held());
    await change(world, held(), { number: otherNumber, slotStartMs: slotMs });
    expect(await world.current(key)).toMatchObject({
      state: 'held',
      callNumber: otherNumber,
      slotMs,
      placeMs: slotMs,
      resume: { state: 'scheduled', dueAtMs: slotMs },
    });
  });

  test.each([answered(), talking(), closed()])('comes too late for one that is $state', async (callback) => {
    const world = await worldWith(callback);
    expect(await change(world, callback, { number: otherNumber })).toMatchObject({ ok: false });
    expect(await world.current(key)).toEqual(callback);
  });
});

test('a change of nothing, and one to what is so already, give the callback as it is', async () => {
  const world = await worldWith(waiting({ callNumber: otherNumber }));
  for (const asked of [{}, { number: otherNumber }]) {
    expect(await change(world, waiting(), asked)).toEqual({ ok: true, value: waiting({ callNumber: otherNumber }) });
  }
});
