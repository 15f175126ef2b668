import { changeRequest } from '../../../lib/app/change-request';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { optOut } from '../../../lib/app/opt-out';
import { registerCallback } from '../../../lib/app/register-callback';
import type { Callback } from '../../../lib/core/callback/callback';
import { answered, callerNumber, dialing, noonMs, waiting } from '../../support/builders/callbacks';
import { queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const otherNumber = '+441632960002';
const key = { number: callerNumber, queue: 'support' };
const inBilling = waiting({ id: 'B', queue: 'billing' });

async function worldWith(...callbacks: readonly Callback[]): Promise<World> {
  const world = createWorld();
  await world.keep(...callbacks);
  return world;
}

const isOut = async (world: World, number: string) =>
  (await world.store.callers.get(number))?.optedOutAtMs !== undefined;
const outcomes = async (world: World, ...callbacks: readonly Callback[]) =>
  Promise.all(
    callbacks.map(async (callback) => {
      const current = await world.current(callback);
      return current?.state === 'closed' ? current.outcome : current?.state;
    }),
  );

describe('a caller who does not want to be called', () => {
  test('is remembered, and has every open callback of every queue cancelled', async () => {
    const elsewhere = waiting({ id: 'C', queue: 'billing', number: otherNumber, cli: callerNumber });
    const world = await worldWith(waiting(), elsewhere);
    expect(await optOut(world, { contactId: 'inbound-2', number: '01632 960001' })).toBe('opted_out');
    expect(await world.store.callers.get(callerNumber)).toEqual({ optedOutAtMs: noonMs });
    expect(await outcomes(world, waiting(), elsewhere)).toEqual(['cancelled', 'cancelled']);
  });

  test('says so on our dial: the number dialed is out, no other is, and the dial is left to its own goodbye', async () => {
    const dialed = dialing({ contactId: 'dial-1', cli: '+441632960003', callNumber: otherNumber });
    const world = await worldWith(dialed, inBilling);
    expect(await optOut(world, { contactId: 'dial-1', callback: dialed })).toBe('opted_out');
    expect(await isOut(world, otherNumber)).toBe(true);
    for (const number of [callerNumber, '+441632960003']) expect(await isOut(world, number)).toBe(false);
    expect(world.connect.stopped).toEqual([]);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', after: { kind: 'cancel' } });
    expect(await outcomes(world, inBilling)).toEqual(['waiting']);
  });

  test('and is being rung for another callback has that dial stopped', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1' }), inBilling);
    await optOut(world, { contactId: 'inbound-2', callback: inBilling });
    expect(world.connect.stopped).toEqual(['dial-1']);
  });

  test('and is with an agent talks on', async () => {
    const world = await worldWith(answered());
    await optOut(world, { contactId: 'inbound-2', number: callerNumber });
    expect(await world.current(key)).toEqual(answered());
    expect(await isOut(world, callerNumber)).toBe(true);
  });

  test.each([null, undefined, 'anonymous', 'abc'])('and hides the number (%s) cannot be remembered', async (number) => {
    expect(await optOut(createWorld(), { contactId: 'inbound-2', number })).toBe('no_number');
  });

  test('saying so twice is saying so once', async () => {
    const world = await worldWith(waiting());
    for (const _twice of [1, 2]) await optOut(world, { contactId: 'inbound-2', number: callerNumber });
    expect(world.notes.filter((note) => note.kind === 'closed')).toHaveLength(1);
  });
});

describe('a number that is out', () => {
  test('is not dialed: the callback that meets it is cancelled, by name', async () => {
    const world = await worldWith(waiting({ callNumber: otherNumber }));
    await world.store.callers.remember(otherNumber, { optedOutAtMs: noonMs });
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await outcomes(world, waiting())).toEqual(['cancelled']);
    expect(world.notes).toContainEqual({
      kind: 'skipped',
      callbackId: waiting().id,
      queue: 'support',
      rule: 'opted_out',
    });
    expect(await world.store.guards.get(otherNumber)).toBeUndefined();
  });

  test('is not rung by a repair either, and the dial is given up', async () => {
    const world = await worldWith(dialing());
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
    world.clock.set(dialing().leaseUntilMs);
    await settleDue(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await world.current(key)).toMatchObject({ after: { kind: 'cancel' } });
    world.clock.advance(150_000);
    await settleDue(world);
    expect(await outcomes(world, dialing())).toEqual(['cancelled']);
  });

  test('is called again once its caller asks for it, and keeps its language', async () => {
    const world = createWorld();
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs, language: 'ru-RU' });
    const queue = queueOf(world.policy, 'support');
    await registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue });
    expect(await world.store.callers.get(callerNumber)).toEqual({ language: 'ru-RU' });
  });

  test('cannot be named by somebody else as the one to call, hiding the own number or not', async () => {
    const world = await worldWith(waiting());
    await world.store.callers.remember(otherNumber, { optedOutAtMs: noonMs });
    const changed = await changeRequest(world, {
      callback: waiting(),
      askedOnContactId: 'inbound-2',
      number: otherNumber,
    });
    expect(changed).toEqual({ ok: false, error: { code: 'opted_out' } });
    const queue = queueOf(world.policy, 'billing');
    for (const from of [callerNumber, 'anonymous']) {
      const registered = await registerCallback(world, { contactId: 'c', from, callbackNumber: otherNumber, queue });
      expect(registered).toEqual({ ok: false, error: { code: 'opted_out' } });
    }
    expect(await isOut(world, otherNumber)).toBe(true);
    expect(await world.current(key)).toEqual(waiting());
  });

  test('stays out when a caller asks to be called on another one', async () => {
    const world = createWorld();
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
    const queue = queueOf(world.policy, 'support');
    await registerCallback(world, { contactId: 'c', from: callerNumber, callbackNumber: otherNumber, queue });
    expect(await isOut(world, callerNumber)).toBe(true);
  });
});
