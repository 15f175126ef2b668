import { answered, callerNumber, dialing, noonMs, waiting } from '../support/builders/callbacks';
import type { Callback } from '../../lib/core/callback/callback';
import { createWorld, type World } from '../support/builders/world';
import { speak } from '../../lib/core/speech/speak';
import { ask, ourDial } from './ivr-asking';

const otherNumber = '+441632960002';
const thirdNumber = '+441632960003';
const keyed = (keyedNumber: string) => ({ numberChoice: 'keyed', keyedNumber });
const from = (Address: string) => ({ CustomerEndpoint: { Address }, ContactId: `of-${Address}` });
const slot = String(noonMs + 3_600_000);

async function worldWith(...callbacks: readonly Callback[]): Promise<World> {
  const world = createWorld();
  await world.keep(...callbacks);
  return world;
}

const optedOut = async ({ store }: World, number: string) =>
  (await store.callers.get(number))?.optedOutAtMs !== undefined;

describe('a change of number', () => {
  test('to one where another callback of the queue is reached is refused by name', async () => {
    const world = await worldWith(waiting(), waiting({ id: 'THEIRS', number: otherNumber }));
    expect(await ask(world, 'change', keyed(otherNumber))).toMatchObject({
      outcome: 'refused',
      reason: 'has_callback',
      callbackId: waiting().id,
    });
    expect(await world.current(waiting())).not.toHaveProperty('callNumber');
  });

  test('to the number rung from lifts what its owner had asked for, on a call of theirs', async () => {
    const world = await worldWith(waiting({ number: otherNumber, cli: callerNumber }));
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
    const gone = { ...keyed(callerNumber), slot: String(noonMs + 1) };
    expect(await ask(world, 'change', gone)).toMatchObject({ outcome: 'slot_gone' });
    expect(await optedOut(world, callerNumber)).toBe(true);
    expect(await ask(world, 'change', keyed(callerNumber))).toMatchObject({ outcome: 'changed' });
    expect(await optedOut(world, callerNumber)).toBe(false);
  });

  test('and a request on our dial are no such wish, whoever answers', async () => {
    const dial = dialing({ contactId: 'dial-1', number: otherNumber, cli: callerNumber });
    const world = await worldWith(dial);
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
    const answer = await ask(world, 'change', keyed(callerNumber), ourDial);
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'opted_out' });
    expect(await ask(world, 'register', {}, ourDial)).toMatchObject({ outcome: 'refused', reason: 'opted_out' });
    expect(await optedOut(world, callerNumber)).toBe(true);
  });
});

test.each([
  ['refused', ourDial],
  ['changed', {}],
])('a change of nothing is %s, by the call on which it is asked', async (outcome, contact) => {
  const world = await worldWith(dialing({ contactId: 'dial-1' }));
  const answer = await ask(world, 'change', { numberChoice: 'cli', slot: 'none' }, contact);
  expect(answer).toMatchObject({ outcome });
  expect(answer['reason']).toBe(outcome === 'refused' ? 'nothing_asked' : undefined);
});

describe('cancelling', () => {
  const theirs = waiting({ id: 'SECOND', number: otherNumber, cli: callerNumber });

  test('ends every callback of the queue that the number on the line leads to, and no other', async () => {
    const elsewhere = waiting({ id: 'B', queue: 'billing' });
    const world = await worldWith(waiting(), theirs, elsewhere);
    await ask(world, 'who_is_this');
    const answer = await ask(world, 'cancel');
    expect(answer).toMatchObject({ outcome: 'cancelled' });
    for (const one of [waiting(), theirs])
      expect(await world.current(one)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect(await world.current(elsewhere)).toMatchObject({ state: 'held' });
    expect(await ask(world, 'cancel')).toMatchObject({ outcome: 'cancelled' });
  });

  test.each([
    ['ending', dialing({ contactId: 'dial-1' })],
    ['too_late', answered()],
  ])('says what is least done, again and again: %s', async (outcome, callback) => {
    const world = await worldWith(callback, theirs);
    for (const _twice of [1, 2]) expect(await ask(world, 'cancel')).toMatchObject({ outcome, callbackId: callback.id });
    expect(await world.current(theirs)).toMatchObject({ state: 'closed' });
  });

  test('on a dial of ours ends that callback only', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1' }), theirs);
    expect(await ask(world, 'cancel', {}, ourDial)).toMatchObject({ outcome: 'ending' });
    expect(await world.current(theirs)).toMatchObject({ state: 'waiting' });
  });
});

describe('opting out on a dial', () => {
  const request = { ...dialing().request, number: callerNumber };

  test.each([
    ['while it rings', dialing({ contactId: 'dial-1', callNumber: otherNumber, request })],
    ['once somebody is ready', answered({ callNumber: otherNumber, dialedNumber: callerNumber })],
    ['of an attempt that is past', waiting({ attempt: 1, callNumber: otherNumber })],
  ])('is for the number that was dialed and for no other, %s', async (_, callback) => {
    const world = await worldWith(callback);
    expect(await ask(world, 'opt_out', {}, ourDial)).toMatchObject({ outcome: 'opted_out' });
    expect(await optedOut(world, callerNumber)).toBe(true);
    expect(await optedOut(world, otherNumber)).toBe(false);
  });
});

describe('registering with a number keyed in', () => {
  const later = { ContactId: 'inbound-2' };
  const slotMs = noonMs + 7_200_000;
  const strangers = { id: 'THEIRS', number: otherNumber, cli: otherNumber, slotMs, placeMs: slotMs };

  test.each([
    ['kept under it', waiting(strangers)],
    ['asked for from it', waiting({ ...strangers, number: thirdNumber })],
  ])('tells nothing of a callback of somebody else that is %s', async (_, callback) => {
    const world = await worldWith(callback);
    const answer = await ask(world, 'register', keyed('01632960002'), later);
    expect(answer).toMatchObject({ outcome: 'already_registered', numberAsAsked: 'yes' });
    expect(answer['say_registered']).toBe(speak('en-US', 'registered', { number: otherNumber, standing: {} }));
    for (const field of ['callbackId', 'callbackState', 'attempts']) expect(answer).not.toHaveProperty(field);
  });

  test.each([
    ['asked for from it', waiting({ number: otherNumber, cli: callerNumber })],
    ['kept under it', waiting({ callNumber: otherNumber })],
    ['to be called on it', waiting({ number: thirdNumber, cli: thirdNumber, callNumber: callerNumber })],
  ])('tells all of a callback to which the own number leads: %s', async (_, callback) => {
    const world = await worldWith(callback);
    await world.store.callbacks.alias(callerNumber, callback);
    const answer = await ask(world, 'register', keyed('01632960002'), later);
    expect(answer).toMatchObject({ outcome: 'already_registered', callbackId: callback.id });
    expect(answer['say_registered']).toContain('next in line');
  });

  test('tells all of what this very call has asked for, also to one who hides the number', async () => {
    const world = createWorld();
    const hidden = { CustomerEndpoint: null };
    const first = await ask(world, 'register', { ...keyed(otherNumber), slot }, hidden);
    expect(first).toMatchObject({ outcome: 'registered' });
    expect(await ask(world, 'register', { ...keyed(otherNumber), slot }, hidden)).toEqual(first);
    const another = await ask(world, 'register', keyed(otherNumber), { ...hidden, ...later });
    expect(another['say_registered']).toBe(speak('en-US', 'registered', { number: otherNumber, standing: {} }));
  });
});

test('a number whose owner wants no calls stays out where the time asked for is gone', async () => {
  const world = await worldWith(waiting({ number: otherNumber, cli: otherNumber }));
  await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
  const gone = String(noonMs + 1);
  expect(await ask(world, 'register', { slot: gone })).toMatchObject({ outcome: 'slot_gone' });
  expect(await optedOut(world, callerNumber)).toBe(true);
  const answer = await ask(world, 'change', keyed(callerNumber), from(otherNumber));
  expect(answer).toMatchObject({ outcome: 'refused', reason: 'opted_out' });
  expect(await optedOut(world, callerNumber)).toBe(true);
  expect(await ask(world, 'register', { slot })).toMatchObject({ outcome: 'registered' });
  expect(await optedOut(world, callerNumber)).toBe(false);
});
