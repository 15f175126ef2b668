import * as fc from 'fast-check';
import { callBackLost } from '../../../../lib/app/lost/call-back-lost';
import { endLostCallback } from '../../../../lib/app/lost/end-lost-callback';
import { close } from '../../../../lib/core/callback/closing';
import type { Store } from '../../../../lib/ports/store';
import { callerNumber, dialing, noonMs, talking, waiting } from '../../../support/builders/callbacks';
import { caseKey, caseNow, caseWith, closeByHand, lostConfig, lostMark } from '../../../support/builders/lost';
import { queueConfig } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const inBilling = { number: callerNumber, queue: 'billing' };

async function calledBack(world: World, ...marks: Parameters<typeof caseWith>[1][]) {
  await callBackLost(world, await caseWith(world, ...(marks.length === 0 ? [lostMark()] : marks)));
  return world.current(caseKey);
}

/** Every registration that was made, in whichever queue. */
function registered(world: World): readonly string[] {
  return world.notes.flatMap((note) => (note.kind === 'registered' ? [`${note.queue} ${note.callbackId}`] : []));
}

describe('a lost call whose queue calls back', () => {
  test('gets a callback at the place of the first try, due after the delay, which the case knows', async () => {
    const world = createWorld({ config: lostConfig({ delaySeconds: 90, giveUpSeconds: 600 }) });
    const second = lostMark('lost-2', { startedAtMs: noonMs - 120_000 });
    const callback = await calledBack(world, lostMark(), second);
    expect(callback).toEqual({
      id: (await caseNow(world))?.callbackId,
      number: callerNumber,
      cli: callerNumber,
      queue: 'support',
      lostIn: 'support',
      origin: 'lost',
      class: 'standard',
      placeMs: noonMs - 600_000,
      requestedAtMs: noonMs,
      requestContactId: 'lost-2',
      state: 'scheduled',
      why: 'delay',
      dueAtMs: noonMs - 60_000 + 90_000,
      deadlineMs: noonMs + 30_000 + 120 * 3_600_000,
      giveUpMs: 600_000,
      attempt: 0,
      attemptsSpent: 0,
      past: [],
    });
    expect(world.notes).toEqual([
      { kind: 'registered', callbackId: callback?.id, queue: 'support', placeMs: noonMs - 600_000 },
    ]);
  });

  test('is called back by another queue where the policy says so, in a class of that one', async () => {
    const config = lostConfig({ queue: 'billing', class: 'late' });
    const classes = [{ name: 'late', headStartSeconds: 60 }];
    const queues = [config.queues?.[0] ?? queueConfig('support'), queueConfig('billing', { classes })];
    const world = createWorld({ config: { queues } });
    expect(await calledBack(world)).toBeUndefined();
    expect(await world.current(inBilling)).toMatchObject({ origin: 'lost', lostIn: 'support', class: 'late' });
  });

  test('of a very important caller is of their class, unless the policy names another, or the queue has none', async () => {
    const classes = ['vip', 'late'].map((name) => ({ name, headStartSeconds: 60 }));
    const of = async (callBack: { readonly class?: string; readonly queue?: string }, isVip: boolean) => {
      const queues = [queueConfig('support', { lost: { callBack }, classes }), queueConfig('billing')];
      const world = createWorld({ config: { queues, vipClass: 'vip' } });
      await calledBack(world, lostMark(), { kind: 'customer', atMs: noonMs, customer: { isVip } });
      return (await world.current({ ...caseKey, queue: callBack.queue ?? 'support' }))?.class;
    };
    expect(await of({}, true)).toBe('vip');
    expect(await of({}, false)).toBe('standard');
    expect(await of({ class: 'late' }, true)).toBe('late');
    expect(await of({ queue: 'billing' }, true)).toBe('standard');
  });

  test.each([
    ['chose it before', 'ru-RU', 'en-US', 'ru-RU'],
    ['is known to speak it', undefined, 'ru-RU', 'ru-RU'],
    ['is not known', undefined, undefined, undefined],
  ] as const)('is called in the language of a caller who %s', async (_who, chosen, known, language) => {
    const queues = [queueConfig('support', { lost: { callBack: {} }, languages: ['en-US', 'ru-RU'] })];
    const world = createWorld({ config: { queues } });
    if (chosen !== undefined) await world.store.callers.remember(callerNumber, { language: chosen });
    const customer = known === undefined ? {} : { language: known };
    expect((await calledBack(world, lostMark(), { kind: 'customer', atMs: noonMs, customer }))?.language).toBe(
      language,
    );
  });

  test('is left alone without a policy, and once the case is closed', async () => {
    expect(await calledBack(createWorld())).toBeUndefined();
    const done = createWorld({ config: lostConfig() });
    await caseWith(done, lostMark());
    const processed = await closeByHand(done, noonMs);
    if (processed !== undefined) await callBackLost(done, processed);
    expect(registered(done)).toEqual([]);
  });
});

describe('nobody is called back', () => {
  test.each([
    ['who does not want to be called', { optedOutAtMs: noonMs }, {}, 'opted_out'],
    ['who is blocked', { blockedAtMs: noonMs }, {}, 'blocked'],
    ['whose number is blocked', {}, { numbers: { blocked: ['+44163'] } }, 'blocked'],
    ['in a country that is left out', {}, { numbers: { countries: ['US'] } }, 'country_not_allowed'],
    ['on a kind of number that is left out', {}, { numbers: { types: ['mobile' as const] } }, 'type_not_allowed'],
  ])('%s, which is told without the number', async (_who, profile, config, rule) => {
    const world = createWorld({ config: lostConfig({}, config) });
    await world.store.callers.remember(callerNumber, profile);
    expect(await calledBack(world)).toBeUndefined();
    const caseId = (await caseNow(world))?.id;
    expect(world.notes).toEqual([{ kind: 'not_called_back', caseId, queue: 'support', rule }]);
    expect((await caseNow(world))?.callbackId).toBeUndefined();
  });

  test.each([
    ['who asked for it', waiting(), 'support'],
    ['who asked for it on another number', waiting({ number: '+441632960002', cli: callerNumber }), 'support'],
    ['who asked for it where the calls were lost', waiting(), 'billing'],
    [
      'who is to be called for other lost calls',
      waiting({ ...inBilling, origin: 'lost', lostIn: 'billing' }),
      'billing',
    ],
    ['who talks with us', talking(), 'support'],
  ])('twice: not one %s', async (_who, callback, queue) => {
    const world = createWorld({ config: lostConfig({ queue }) });
    await world.keep(callback);
    await calledBack(world);
    expect(registered(world)).toEqual([]);
  });

  test('who has asked for a callback in another queue is called back for this one all the same', async () => {
    const world = createWorld({ config: lostConfig() });
    await world.keep(waiting(inBilling));
    expect(await calledBack(world)).toMatchObject({ origin: 'lost' });
  });
});

describe('one callback for each run of lost calls', () => {
  test('another try, or the same asked again, changes nothing', async () => {
    const world = createWorld({ config: lostConfig() });
    const first = await calledBack(world);
    world.clock.advance(600_000);
    await callBackLost(world, await caseWith(world, lostMark('lost-2', { startedAtMs: noonMs })));
    expect(await world.current(caseKey)).toEqual(first);
    expect(registered(world)).toHaveLength(1);
  });

  test('one that was called in vain is not called for the same calls again, however often they try', async () => {
    const world = createWorld({ config: lostConfig() });
    const first = await calledBack(world);
    const ended = first === undefined ? undefined : close(first, 'exhausted', noonMs);
    expect(ended && (await world.store.callbacks.put({ ...ended, archived: true }, 1))).toBe('stored');
    await callBackLost(world, await caseWith(world, lostMark('lost-2', { startedAtMs: noonMs })));
    // Even where the id that the case knows is that of a slower process.
    const slower = { ...(await caseWith(world)), callbackId: '01JNB000000000000000000000' };
    await callBackLost(world, slower);
    expect(registered(world)).toHaveLength(1);
  });

  test('after the case was closed, calls that are lost then get another, in place of the ended one', async () => {
    const world = createWorld({ config: lostConfig() });
    const first = await calledBack(world);
    await closeByHand(world, noonMs);
    await endLostCallback(world, caseKey, 'handled_by_supervisor');
    expect(await world.current(caseKey)).toMatchObject({ state: 'closed', outcome: 'handled_by_supervisor' });
    world.clock.advance(3_600_000);
    await callBackLost(world, await caseWith(world, lostMark('lost-2', { startedAtMs: noonMs + 1_800_000 })));
    const second = await world.current(caseKey);
    expect(second).toMatchObject({ state: 'scheduled', placeMs: noonMs + 1_800_000, requestContactId: 'lost-2' });
    expect(second?.id).not.toBe(first?.id);
    expect(await world.store.callbacks.find(first?.id ?? '')).toMatchObject({ archived: true });
  });

  test('a case that was closed while its callback was being registered has none in the end', async () => {
    let isClosed = false;
    const world: World = createWorld({
      config: lostConfig(),
      wrapStore: (store) => ({
        ...store,
        callbacks: {
          ...store.callbacks,
          register: async (...request) => {
            if (!isClosed) await closeByHand(world, noonMs);
            isClosed = true;
            return store.callbacks.register(...request);
          },
        },
      }),
    });
    expect(await calledBack(world)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  test('many who ask at once, each step in any order, register one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (s, many) => {
        let isRacing = false;
        const wrap = (store: Store): Store => ({
          ...store,
          callbacks: { ...store.callbacks, register: inTurn(store.callbacks.register) },
          cases: { ...store.cases, mark: inTurn(store.cases.mark) },
        });
        const inTurn =
          <I extends readonly unknown[], O>(act: (...inputs: I) => Promise<O>) =>
          async (...inputs: I): Promise<O> => {
            if (isRacing) await s.schedule(Promise.resolve());
            return act(...inputs);
          };
        const world = createWorld({ config: lostConfig(), wrapStore: wrap });
        const lostCase = await caseWith(world, lostMark());
        isRacing = true;
        await s.waitFor(Promise.all(Array.from({ length: many }, () => callBackLost(world, lostCase))));
        isRacing = false;
        expect(registered(world)).toHaveLength(1);
        expect((await world.store.callbacks.ofCaller(callerNumber)).length).toBe(1);
        await callBackLost(world, (await caseNow(world)) ?? lostCase);
        expect(registered(world)).toHaveLength(1);
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});

describe('ending it by hand', () => {
  test.each(['handled_by_supervisor', 'withdrawn'] as const)('closes what waits as %s', async (outcome) => {
    const world = createWorld({ config: lostConfig({ queue: 'billing' }) });
    await calledBack(world);
    await endLostCallback(world, caseKey, outcome);
    expect(await world.current(inBilling)).toMatchObject({ state: 'closed', outcome, archived: true });
  });

  test('stops a dial under way, which is withdrawn when it has ended', async () => {
    const world = createWorld();
    await world.keep(dialing({ origin: 'lost', lostIn: 'support', contactId: 'dial-1' }));
    await endLostCallback(world, caseKey, 'handled_by_supervisor');
    expect(world.connect.stopped).toEqual(['dial-1']);
    expect(await world.current(caseKey)).toMatchObject({ state: 'dialing', after: { kind: 'withdraw' } });
  });

  test.each([
    ['a callback that was asked for', waiting()],
    ['one for calls lost elsewhere', waiting({ origin: 'lost', lostIn: 'billing' })],
    ['a caller who talks', talking({ origin: 'lost', lostIn: 'support' })],
  ])('leaves %s alone', async (_what, callback) => {
    const world = createWorld();
    await world.keep(callback);
    await endLostCallback(world, caseKey, 'handled_by_supervisor');
    expect(await world.current(caseKey)).toEqual(callback);
  });

  test('leaves one alone whose caller asked for it a moment ago', async () => {
    const lost = waiting({ origin: 'lost', lostIn: 'support' });
    const world: World = createWorld({
      wrapStore: (store) => ({
        ...store,
        callbacks: {
          ...store.callbacks,
          ofCaller: async (number) => {
            const found = await store.callbacks.ofCaller(number);
            await store.callbacks.put({ ...lost, origin: 'requested' }, 1);
            return found;
          },
        },
      }),
    });
    await world.keep(lost);
    await endLostCallback(world, caseKey, 'withdrawn');
    expect(await world.current(caseKey)).toMatchObject({ state: 'waiting', origin: 'requested' });
  });
});
