import { identifyCaller } from '../../../../lib/app/identify-caller';
import { callBackLost } from '../../../../lib/app/lost/call-back-lost';
import { handleCase } from '../../../../lib/app/lost/handle-case';
import { registerCallback } from '../../../../lib/app/register-callback';
import type { Callback } from '../../../../lib/core/callback/callback';
import { callerNumber, dialing, noonMs } from '../../../support/builders/callbacks';
import { caseKey, caseNow, caseWith, lostConfig, lostMark } from '../../../support/builders/lost';
import { queueOf } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const HOUR_MS = 3_600_000;
const firstTryMs = noonMs - 600_000;
const inBilling = { number: callerNumber, queue: 'billing' };
const other = '+441632960555';

async function ask(world: World, changes: object = {}) {
  const asked = { contactId: 'inbound-1', from: callerNumber, queue: queueOf(world.policy, 'support'), ...changes };
  await identifyCaller(world, asked);
  return registerCallback(world, asked);
}

/** A world in which the caller was lost ten minutes ago and is being dialed for that, by `support` unless told otherwise. */
async function dialingWorld(changes: Partial<Callback> = {}): Promise<World> {
  const queue = changes.queue ?? 'support';
  const world = createWorld({ config: lostConfig({ queue }) });
  await caseWith(world, lostMark());
  const lost = { origin: 'lost', lostIn: 'support', placeMs: firstTryMs, requestContactId: 'lost-1' } as const;
  await world.keep({ ...dialing({ ...lost, contactId: 'dial-1' }), ...changes } as Callback);
  return world;
}

describe('a caller who asks while a dial for their lost call is under way', () => {
  test('in another queue gets the callback at the place of that one, which ends with its dial', async () => {
    const world = await dialingWorld({ queue: 'billing' });
    const asked = await ask(world);
    expect(asked).toMatchObject({ ok: true, value: { isNew: true, callback: { placeMs: firstTryMs } } });
    expect(await world.current(inBilling)).toMatchObject({ state: 'dialing', after: { kind: 'withdraw' } });
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
  });

  test('and whose case somebody has closed has a callback that goes on', async () => {
    const world = await dialingWorld();
    await handleCase(world, { number: callerNumber, reason: 'x', by: 'boss' });
    expect(await ask(world)).toMatchObject({ ok: true, value: { isNew: true } });
    const after = { kind: 'hold', contactId: 'inbound-1' };
    expect(await world.current(caseKey)).toMatchObject({ state: 'dialing', origin: 'requested', after });
  });

  test('is promised the time that they chose, and asked again gets the same answer', async () => {
    const world = await dialingWorld();
    const slotStartMs = noonMs + HOUR_MS;
    const first = await ask(world, { slotStartMs });
    expect(first).toMatchObject({ ok: true, value: { isNew: true, callback: { slotMs: slotStartMs } } });
    const { deadlineMs } = queueOf(world.policy, 'support');
    expect(await world.current(caseKey)).toMatchObject({
      deadlineMs: slotStartMs + deadlineMs,
      after: { kind: 'hold', reschedule: { dueAtMs: slotStartMs } },
    });
    expect(await world.store.slots.counts('support', 0, 9e15)).toEqual(new Map([[slotStartMs, 1]]));
    expect(await ask(world, { slotStartMs })).toEqual(first);
  });

  test('for a time that is gone is told so, and the dial stays what it was', async () => {
    const world = await dialingWorld();
    expect(await ask(world, { slotStartMs: noonMs - HOUR_MS })).toEqual({ ok: false, error: { code: 'slot_gone' } });
    expect(await world.current(caseKey)).toMatchObject({ state: 'dialing', origin: 'lost' });
  });

  test('on another number is called there, and the dial to the former one is stopped', async () => {
    const world = await dialingWorld();
    const asked = await ask(world, { callbackNumber: other });
    expect(asked).toMatchObject({ ok: true, value: { isNew: true, isNumberAsAsked: true } });
    expect(await world.current(caseKey)).toMatchObject({ callNumber: other, origin: 'requested' });
    expect(await world.store.callbacks.ofCaller(other)).toHaveLength(1);
    expect(world.connect.stopped).toContain('dial-1');
  });
});

describe('whoever keys in the number of somebody who was lost', () => {
  const keyed = { contactId: 'i2', from: other, callbackNumber: callerNumber };

  test('does not get that place, and leaves what another queue owes them as it is', async () => {
    const world = createWorld({ config: lostConfig({ queue: 'billing' }) });
    await callBackLost(world, await caseWith(world, lostMark()));
    expect(await ask(world, keyed)).toMatchObject({ ok: true, value: { callback: { placeMs: noonMs } } });
    expect(await world.current(inBilling)).toMatchObject({ state: 'scheduled', origin: 'lost' });
    expect(await caseNow(world)).toMatchObject({ status: 'open' });
  });

  test('replaces the one in the same queue, for no number has two there, at a place of their own', async () => {
    const world = createWorld({ config: lostConfig() });
    await callBackLost(world, await caseWith(world, lostMark()));
    expect(await ask(world, keyed)).toMatchObject({ ok: true, value: { isNew: true, callback: { placeMs: noonMs } } });
    expect(await world.current(caseKey)).toMatchObject({ state: 'held', origin: 'requested', cli: other });
  });

  test('does not get that place by hiding their own number', async () => {
    const world = createWorld({ config: lostConfig() });
    await callBackLost(world, await caseWith(world, lostMark()));
    const hidden = { ...keyed, from: '' };
    expect(await ask(world, hidden)).toMatchObject({ ok: true, value: { callback: { placeMs: noonMs } } });
  });
});
