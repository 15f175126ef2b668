import { changeRequest } from '../../../../lib/app/change-request';
import { identifyCaller } from '../../../../lib/app/identify-caller';
import { endInboundCall } from '../../../../lib/app/end-inbound-call';
import { openCallbackOf } from '../../../../lib/app/locate-caller';
import { callBackLost } from '../../../../lib/app/lost/call-back-lost';
import { registerCallback } from '../../../../lib/app/register-callback';
import type { Callback } from '../../../../lib/core/callback/callback';
import type { Directory, DirectoryAnswer } from '../../../../lib/ports/directory';
import {
  callerNumber,
  closed,
  dialing,
  noonMs,
  offered,
  scheduled,
  talking,
} from '../../../support/builders/callbacks';
import { caseKey, caseNow, caseWith, lostConfig, lostMark } from '../../../support/builders/lost';
import { queueConfig, queueOf } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const HOUR_MS = 3_600_000;
const inBilling = { number: callerNumber, queue: 'billing' };
const firstTryMs = noonMs - 600_000;
const aWhileAgo = { origin: 'lost', lostIn: 'support', placeMs: firstTryMs, requestContactId: 'lost-1' } as const;

/** The caller rings in at noon, as a contact of that name. */
async function ringIn(world: World, contactId = 'inbound-1') {
  return identifyCaller(world, { contactId, from: callerNumber, queue: queueOf(world.policy, 'support') });
}

async function ask(world: World, changes: object = {}) {
  const queue = queueOf(world.policy, 'support');
  return registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue, ...changes });
}

/** A world in which the caller was lost ten minutes ago and is to be called back. */
async function lostWorld(...[callBack, changes]: Parameters<typeof lostConfig>): Promise<World> {
  const world = createWorld({ config: lostConfig(callBack, changes) });
  await callBackLost(world, await caseWith(world, lostMark()));
  return world;
}

describe('a lost caller who rings in', () => {
  test('is new to the flow, and is not called while on the line', async () => {
    const world = await lostWorld();
    expect(await ringIn(world)).toMatchObject({ kind: 'new' });
    expect(await world.current(caseKey)).toMatchObject({ state: 'held', contactId: 'inbound-1', origin: 'lost' });
    expect(
      await openCallbackOf(world, { from: callerNumber, queue: queueOf(world.policy, 'support') }),
    ).toBeUndefined();
    await endInboundCall(world, { contactId: 'inbound-1', disconnectedAtMs: noonMs });
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled', why: 'delay', placeMs: firstTryMs });
  });

  test('is told of the callback that they asked for all the same', async () => {
    const world = createWorld();
    await world.keep(scheduled(), scheduled({ ...aWhileAgo, id: 'B', queue: 'billing', lostIn: 'billing' }));
    expect(await ringIn(world)).toMatchObject({ kind: 'has_callback', callback: { queue: 'support' } });
  });

  test('stops the dial that is under way', async () => {
    const world = createWorld();
    await world.keep(dialing({ ...aWhileAgo, contactId: 'dial-1' }));
    expect(await ringIn(world)).toMatchObject({ kind: 'new' });
    expect(world.connect.stopped).toEqual(['dial-1']);
  });
});

describe('a lost caller who asks for a callback', () => {
  test('gets it at the place of the first try, and is called once', async () => {
    const world = await lostWorld();
    const lost = await world.current(caseKey);
    await ringIn(world);
    const asked = await ask(world);
    expect(asked).toMatchObject({ ok: true, value: { isNew: true, isNumberAsAsked: true } });
    const callback = await world.current(caseKey);
    expect(callback).toMatchObject({ state: 'held', origin: 'requested', placeMs: firstTryMs, class: 'standard' });
    expect(callback?.id).not.toBe(lost?.id);
    expect(callback).not.toHaveProperty('lostIn');
    expect(await world.store.callbacks.find(lost?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(asked.ok && asked.value.callback).toEqual(callback);
  });

  test('has dealt with the lost calls: their case is closed, and the call is known as one that took a callback', async () => {
    const world = await lostWorld();
    await ringIn(world);
    await ask(world);
    expect(await caseNow(world)).toMatchObject({
      status: 'processed',
      closed: { how: 'took_callback', ref: (await world.current(caseKey))?.id, atMs: noonMs },
    });
    expect(await world.store.contacts.get('inbound-1')).toMatchObject({ tookCallbackAtMs: noonMs });
  });

  test('and asks again on the same call gets the same answer', async () => {
    const world = await lostWorld();
    await ringIn(world);
    const first = await ask(world);
    world.clock.advance(2_000);
    expect(await ask(world)).toEqual(first);
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { atMs: noonMs } });
  });

  test('keeps the place even where the process died after the old one had ended', async () => {
    let isDead = true;
    const world: World = createWorld({
      config: lostConfig(),
      wrapStore: (store) => ({
        ...store,
        callbacks: {
          ...store.callbacks,
          register: async (callback, version) => {
            if (isDead && callback.origin === 'requested') throw new Error('the process died');
            return store.callbacks.register(callback, version);
          },
        },
      }),
    });
    await callBackLost(world, await caseWith(world, lostMark()));
    await ringIn(world);
    await expect(ask(world)).rejects.toThrow('the process died');
    isDead = false;
    world.clock.advance(3_000);
    expect(await ask(world)).toMatchObject({ ok: true, value: { callback: { placeMs: firstTryMs } } });
    expect(await caseNow(world)).toMatchObject({ status: 'processed' });
  });

  test('for a time of their own has that place, and a slot that is gone costs them nothing', async () => {
    const world = await lostWorld();
    await ringIn(world);
    expect(await ask(world, { slotStartMs: noonMs - HOUR_MS })).toMatchObject({
      ok: false,
      error: { code: 'slot_gone' },
    });
    expect(await world.current(caseKey)).toMatchObject({ state: 'held', origin: 'lost' });
    expect(await ask(world, { slotStartMs: noonMs + HOUR_MS })).toMatchObject({
      ok: true,
      value: { callback: { placeMs: noonMs + HOUR_MS, origin: 'requested' } },
    });
  });

  test('in the queue where they were lost is not called by the one that would have called back', async () => {
    const world = await lostWorld({ queue: 'billing' });
    await ringIn(world);
    expect(await ask(world)).toMatchObject({ ok: true, value: { callback: { placeMs: firstTryMs } } });
    expect(await world.current(inBilling)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(await caseNow(world)).toMatchObject({ status: 'processed' });
  });

  test('in the queue that would have called back is called once, and their case is closed', async () => {
    const world = await lostWorld({ queue: 'billing' });
    await ringIn(world);
    const asked = await ask(world, { queue: queueOf(world.policy, 'billing') });
    expect(asked).toMatchObject({ ok: true, value: { isNew: true, callback: { placeMs: firstTryMs } } });
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
  });

  test('in another queue leaves it as it is', async () => {
    const world = await lostWorld();
    await ringIn(world);
    const asked = await ask(world, { queue: queueOf(world.policy, 'billing') });
    expect(asked).toMatchObject({ ok: true, value: { callback: { placeMs: noonMs } } });
    expect(await world.current(caseKey)).toMatchObject({ state: 'held', origin: 'lost' });
    expect(await caseNow(world)).toMatchObject({ status: 'open' });
  });

  test('on another number keeps the place, and the number that they rang from is not called', async () => {
    const world = await lostWorld();
    await ringIn(world);
    const asked = await ask(world, { callbackNumber: '01632 960002' });
    expect(asked).toMatchObject({ ok: true, value: { callback: { number: '+441632960002', placeMs: firstTryMs } } });
    expect(await world.current(caseKey)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  test('while being rung has that callback, as what was asked for', async () => {
    const world = createWorld({ config: lostConfig() });
    await caseWith(world, lostMark());
    await world.keep(dialing({ ...aWhileAgo, contactId: 'dial-1' }));
    await ringIn(world);
    expect(await ask(world)).toMatchObject({ ok: true, value: { isNew: true } });
    expect(await world.current(caseKey)).toMatchObject({
      state: 'dialing',
      origin: 'requested',
      requestContactId: 'inbound-1',
      after: { kind: 'hold', contactId: 'inbound-1' },
    });
    expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
  });

  test('whose agents are being asked frees them', async () => {
    const world = createWorld();
    await world.keep(offered({ ...aWhileAgo }));
    expect(await ask(world)).toMatchObject({ ok: true, value: { isNew: true } });
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'task_ended' }));
  });

  test('while talking with us on that callback is told of it', async () => {
    const world = createWorld();
    await world.keep(talking({ ...aWhileAgo }));
    expect(await ask(world)).toMatchObject({ ok: true, value: { isNew: false, callback: { origin: 'lost' } } });
  });

  test('long after one that was withdrawn for another reason has the place of this call', async () => {
    const world = createWorld();
    await world.keep(closed({ ...aWhileAgo, outcome: 'withdrawn', closedAtMs: noonMs - HOUR_MS, archived: true }));
    await ringIn(world);
    expect(await ask(world)).toMatchObject({ ok: true, value: { callback: { placeMs: noonMs } } });
  });

  test('has it even where nobody can say so: that is told as a fault', async () => {
    const world: World = createWorld({
      wrapStore: (store) => ({
        ...store,
        cases: {
          ...store.cases,
          ofCaller: async () => {
            throw new Error('the store does not answer');
          },
        },
      }),
    });
    expect(await ask(world)).toMatchObject({ ok: true, value: { isNew: true } });
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'lost', reason: 'the store does not answer' });
  });
});

test('who says on our dial when to be called has asked for it, and the case is closed', async () => {
  const world = createWorld({ config: lostConfig() });
  await caseWith(world, lostMark());
  const callback = dialing({ ...aWhileAgo, contactId: 'dial-1' });
  await world.keep(callback);
  const slotStartMs = noonMs + HOUR_MS;
  const changed = await changeRequest(world, { callback, askedOnContactId: 'dial-1', slotStartMs });
  expect(changed).toMatchObject({ ok: true, value: { origin: 'requested', slotMs: slotStartMs } });
  expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
  expect(await world.store.contacts.get('lost-1')).toBeUndefined();
});

test('a number is not refused because its owner is to be called for lost calls', async () => {
  const world = createWorld();
  const callback: Callback = scheduled({ id: 'A', number: '+441632960009' });
  await world.keep(callback, scheduled({ ...aWhileAgo, id: 'B' }));
  const changed = await changeRequest(world, { callback, askedOnContactId: 'c', number: callerNumber });
  expect(changed).toMatchObject({ ok: true, value: { callNumber: callerNumber } });
});

describe('a very important caller who asks for a callback', () => {
  const classes = ['vip', 'gold'].map((name) => ({ name, headStartSeconds: 60 }));
  const config = { queues: [queueConfig('support', { classes }), queueConfig('billing')], vipClass: 'vip' };

  /** How often the directory is asked, and what a request is made of. */
  async function asked(answer: DirectoryAnswer, changes: object = {}, ofConfig: typeof config | object = config) {
    const numbers: string[] = [];
    const directory: Directory = {
      find: async (number) => {
        numbers.push(number);
        return answer;
      },
    };
    const world: World = { ...createWorld({ config: ofConfig }), directory };
    const result = await ask(world, changes);
    return [result.ok ? result.value.callback.class : result.error.code, numbers.length];
  }
  const vip: DirectoryAnswer = { kind: 'known', customer: { isVip: true } };

  test('is of their class, and the directory is asked once, about the number they rang from', async () => {
    expect(await asked(vip)).toEqual(['vip', 1]);
    expect(await asked(vip, { callbackNumber: '01632 960002' })).toEqual(['vip', 1]);
  });

  test.each<readonly [string, DirectoryAnswer]>([
    ['unknown', { kind: 'unknown' }],
    ['known, and no more important than others', { kind: 'known', customer: {} }],
    ['of no answer', { kind: 'unavailable' }],
  ])('is standard where the directory says: %s', async (_what, answer) => {
    expect(await asked(answer)).toEqual(['standard', 1]);
  });

  test('is of the class that the flow names; then nobody is asked', async () => {
    expect(await asked(vip, { class: 'gold' })).toEqual(['gold', 0]);
    expect(await asked(vip, { class: 'standard' })).toEqual(['standard', 0]);
  });

  test('is standard in a queue without that class, and where none is set; then nobody is asked', async () => {
    expect(await asked(vip, {}, { ...config, queues: config.queues.toReversed() })).toEqual(['vip', 1]);
    expect(await asked(vip, {}, { queues: config.queues })).toEqual(['standard', 0]);
    const queue = queueConfig('support');
    const elsewhere = [queue, queueConfig('billing', { classes })];
    expect(await asked(vip, {}, { ...config, queues: elsewhere })).toEqual(['standard', 0]);
  });
});
